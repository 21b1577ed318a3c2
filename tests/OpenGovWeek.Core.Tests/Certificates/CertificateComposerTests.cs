using OpenGovWeek.Certificates;
using OpenGovWeek.Core.Certificates;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

public sealed class CertificateComposerTests
{
    [Fact]
    public void Texts_are_filled_from_the_facts()
    {
        var content = CertificateSample.Compose(CertificateSample.Facts);

        Assert.Equal("Certificado de María José de los Ángeles Ñahui Qhawaq'a", content.Title);
        Assert.Equal("es-PE", content.Language);
        Assert.Equal(CertificateSample.Facts.Organiser, content.Author);
        Assert.Equal(CertificateSample.Facts.IssuedAt, content.IssuedAt);
        Assert.Equal("por haber asistido 112 minutos (1,9 horas) a la jornada del 30 de mayo de 2024, «Calidad Regulatoria y Gobierno "
            + "Abierto: Impulsando la Participación Ciudadana en Perú», de la Semana de Gobierno Abierto 2024.",
            CertificateSample.TextOf(content, CertificateRole.Statement));
        Assert.Equal("Código " + CertificateSample.Facts.Code.Display, CertificateSample.TextOf(content, CertificateRole.Code));
        Assert.Equal("eventos.example.pe/verificar/01081G81860W40J2GB1G6GW3RGR", CertificateSample.TextOf(content, CertificateRole.VerificationAddress));
        Assert.Equal("Código QR que lleva a eventos.example.pe/verificar/01081G81860W40J2GB1G6GW3RGR",
            content.Blocks.Single(block => block.Role == CertificateRole.Qr).AlternativeText);
    }

    [Fact]
    public void Braces_in_a_name_stay_what_they_are() =>
        Assert.Equal("Certificado de {code} }{", CertificateSample.For("{code} }{").Title);

    [Fact]
    public void A_session_that_repeats_the_title_of_the_day_is_left_out()
    {
        var content = CertificateSample.Compose(CertificateSample.Facts with { SessionTitles = [CertificateSample.Facts.DayTitle, "Apertura"] });
        Assert.Equal(["Sesión: Apertura"], content.Blocks.Where(block => block.Role == CertificateRole.Detail).Select(block => block.Text));
    }

    [Fact]
    public void Those_who_sign_stand_in_the_order_of_the_policy_each_with_the_post_and_the_signature()
    {
        Assert.DoesNotContain(CertificateSample.Compose(CertificateSample.Facts).Blocks, block => block.Role == CertificateRole.SignatoryName);
        var policy = CertificateSample.Signed(3);
        policy.Signatories.Reverse();
        policy.Signatories.Single(signatory => signatory.Position == 1).Signature = null;
        var signed = CertificateSample.Compose(CertificateSample.Facts, policy);
        Assert.Equal(
            ["Rosa Quispe Mamani", "Secretaria de Gestión Pública", "Jorge Ñahui Paredes", "Director de Gobierno Abierto", "Carmen T’ika Huamán", "Coordinadora general"],
            signed.Blocks.Where(block => block.Role is CertificateRole.SignatoryName or CertificateRole.SignatoryPost).Select(block => block.Text));
        Assert.Equal([(0, "Firma de Rosa Quispe Mamani"), (2, "Firma de Carmen T’ika Huamán")], signed.Images.Select(image => (image.Signatory, image.AlternativeText)));
    }

    [Fact]
    public void A_document_is_printed_whole_and_only_when_there_is_one()
    {
        Assert.DoesNotContain(CertificateSample.Compose(CertificateSample.Facts).Blocks, block => block.Role == CertificateRole.Document);
        Assert.Equal("Documento de identidad n.º 45678912",
            CertificateSample.TextOf(CertificateSample.Compose(CertificateSample.Facts with { DocumentNumber = "45678912" }), CertificateRole.Document));
    }

    [Fact]
    public void The_whole_event_is_certified_with_its_dates_days_and_titles()
    {
        var content = CertificateSample.Compose(CertificateSample.Week);
        Assert.Equal("por haber asistido a 4 de las 5 jornadas, del 27 de mayo de 2024 al 31 de mayo de 2024, durante 540 minutos.", CertificateSample.TextOf(content, CertificateRole.Statement));
        Assert.Equal(["27 de mayo: Apertura", "28 de mayo: Datos abiertos"], content.Blocks.Where(block => block.Role == CertificateRole.Detail).Select(block => block.Text));
        Assert.Contains("el 27 de mayo de 2024", CertificateSample.TextOf(CertificateSample.Compose(CertificateSample.Week with { LastDate = "27 de mayo de 2024" }), CertificateRole.Statement), StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_of_the_policy_take_the_place_of_the_minutes_and_the_organisers_own_words_that_of_both()
    {
        Assert.EndsWith("de 3,5 horas.", CertificateSample.TextOf(CertificateSample.Compose(CertificateSample.Facts with { PolicyHours = "3,5" }), CertificateRole.Statement), StringComparison.Ordinal);
        Assert.EndsWith("con un total de 20 horas.", CertificateSample.TextOf(CertificateSample.Compose(CertificateSample.Week with { PolicyHours = "20" }), CertificateRole.Statement), StringComparison.Ordinal);

        var policy = CertificateSample.Signed(0);
        policy.DayStatement = "Asistió a {day} ({hours} h).";
        policy.EventStatement = "Asistió {days}/{total} días, {date}.";
        Assert.Equal("Asistió a Apertura (3,5 h).", CertificateSample.TextOf(
            CertificateSample.Compose(CertificateSample.Facts with { DayTitle = "Apertura", PolicyHours = "3,5" }, policy), CertificateRole.Statement));
        Assert.Equal("Asistió 4/5 días, del 27 de mayo de 2024 al 31 de mayo de 2024.", CertificateSample.TextOf(CertificateSample.Compose(CertificateSample.Week, policy), CertificateRole.Statement));
    }

    [Fact]
    public void A_sample_says_so_before_all_else()
    {
        Assert.False(CertificateSample.Compose(CertificateSample.Facts).IsSample);
        var sample = CertificateComposer.ForDay(CertificateSample.Facts, CertificateSample.Texts, DefaultLook.Look, QrCodes.Encode("x"), isSample: true);
        Assert.True(sample.IsSample);
        Assert.Equal("MUESTRA SIN VALIDEZ", sample.Blocks[0].Text);
    }

    [Theory]
    [InlineData("Certificado de {nombre}")]
    [InlineData("Certificado de {attendee")]
    [InlineData("{session}")]
    public void A_wording_with_an_unknown_or_open_placeholder_is_refused(string wording) =>
        Assert.Throws<FormatException>(() => CertificateComposer.ForDay(CertificateSample.Facts,
            CertificateSample.Texts with { Heading = wording }, DefaultLook.Look, QrCodes.Encode("x")));

    [Fact]
    public void A_local_time_of_issue_and_a_relative_address_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CertificateSample.Compose(CertificateSample.Facts with { IssuedAt = new DateTime(2024, 5, 31) }));
        Assert.Throws<ArgumentException>(() => CertificateComposer.ForDay(
            CertificateSample.Facts with { VerificationAddress = new Uri("/verificar/x", UriKind.Relative) },
            CertificateSample.Texts, DefaultLook.Look, QrCodes.Encode("x")));
    }

    [Fact]
    public void A_matrix_has_the_size_of_a_QR_code()
    {
        Assert.Throws<ArgumentException>(() => new QrMatrix(22, new bool[22 * 22]));
        Assert.Throws<ArgumentException>(() => new QrMatrix(21, new bool[20]));
    }
}
