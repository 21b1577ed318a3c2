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
    public void A_signatory_appears_only_when_there_is_one()
    {
        Assert.DoesNotContain(CertificateSample.Compose(CertificateSample.Facts).Blocks, block => block.Role == CertificateRole.SignatoryName);
        var signed = CertificateSample.Compose(CertificateSample.Facts with { Signatory = new("Nombre", "Cargo") });
        Assert.Equal("Nombre", CertificateSample.TextOf(signed, CertificateRole.SignatoryName));
        Assert.Equal("Cargo", CertificateSample.TextOf(signed, CertificateRole.SignatoryOffice));
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
