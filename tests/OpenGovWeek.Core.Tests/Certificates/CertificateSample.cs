using OpenGovWeek.Certificates;
using OpenGovWeek.Core.Certificates;
using SkiaSharp;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>A certificate of the first event, to change in tests.</summary>
internal static class CertificateSample
{
    internal static readonly DayFacts Facts = new()
    {
        AttendeeName = "María José de los Ángeles Ñahui Qhawaq'a",
        EventName = "Semana de Gobierno Abierto 2024",
        Organiser = "Presidencia del Consejo de Ministros · Secretaría de Gestión Pública",
        DayTitle = "Calidad Regulatoria y Gobierno Abierto: Impulsando la Participación Ciudadana en Perú",
        Date = "30 de mayo de 2024",
        Minutes = "112",
        Hours = "1,9",
        IssuedOn = "31 de mayo de 2024",
        IssuedAt = new DateTime(2024, 5, 31, 14, 30, 15, DateTimeKind.Utc),
        Code = CertificateCode.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
        VerificationAddress = new Uri("https://eventos.example.pe/verificar/01081G81860W40J2GB1G6GW3RGR"),
    };

    internal static readonly CertificateTexts Texts = new()
    {
        Language = "es-PE",
        DocumentTitle = "Certificado de {attendee}",
        Heading = "Certificado de asistencia",
        Lead = "Se otorga a",
        Document = "Documento de identidad n.º {document}",
        DayStatement = "por haber asistido {minutes} minutos ({hours} horas) a la jornada del {date}, «{day}», de la {event}.",
        DayStatementHours = "por haber asistido a la jornada del {date}, «{day}», de la {event}, de {hours} horas.",
        EventStatement = "por haber asistido a {days} de las {total} jornadas, {date}, durante {minutes} minutos.",
        EventStatementHours = "por haber asistido a {days} de las {total} jornadas, {date}, con un total de {hours} horas.",
        OneDate = "el {first}",
        Dates = "del {first} al {last}",
        EventDay = "{date}: {day}",
        Session = "Sesión: {session}",
        IssuedOn = "Emitido el {issued}",
        VerificationHint = "Verifique este certificado en",
        Code = "Código {code}",
        QrAlternative = "Código QR que lleva a {address}",
        LogoAlternative = "Logo de {event}",
        SignatureAlternative = "Firma de {signatory}",
        Sample = "MUESTRA SIN VALIDEZ",
    };

    internal static readonly EventFacts Week = new()
    {
        AttendeeName = Facts.AttendeeName,
        EventName = Facts.EventName,
        Organiser = Facts.Organiser,
        FirstDate = "27 de mayo de 2024",
        LastDate = "31 de mayo de 2024",
        AttendedDays = "4",
        TotalDays = "5",
        Days = [new("27 de mayo", "Apertura"), new("28 de mayo", "Datos abiertos")],
        Minutes = "540",
        Hours = "9",
        IssuedOn = Facts.IssuedOn,
        IssuedAt = Facts.IssuedAt,
        Code = Facts.Code,
        VerificationAddress = Facts.VerificationAddress,
    };

    internal static CertificateContent For(string attendee) => Compose(Facts with { AttendeeName = attendee });

    internal static CertificateContent Compose(CertificateFacts facts, CertificatePolicy? policy = null, byte[]? logo = null, bool isSample = false)
    {
        var look = DefaultLook.Look with { Logo = logo };
        var qr = QrCodes.Encode(facts.VerificationAddress.IsAbsoluteUri ? facts.VerificationAddress.AbsoluteUri : "");
        return facts switch
        {
            DayFacts day => CertificateComposer.ForDay(day, Texts, look, qr, policy, isSample),
            EventFacts week => CertificateComposer.ForEvent(week, Texts, look, qr, policy, isSample),
            _ => throw new ArgumentOutOfRangeException(nameof(facts)),
        };
    }

    /// <summary>A policy with as many who sign, each with a handwritten signature.</summary>
    internal static CertificatePolicy Signed(int signatories, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        (string Name, string Post)[] people =
            [("Rosa Quispe Mamani", "Secretaria de Gestión Pública"), ("Jorge Ñahui Paredes", "Director de Gobierno Abierto"), ("Carmen T’ika Huamán", "Coordinadora general")];
        return Policy([.. people.Take(signatories)], format);
    }

    /// <summary>A policy with those who sign.</summary>
    internal static CertificatePolicy Policy((string Name, string Post)[] people, SKEncodedImageFormat format = SKEncodedImageFormat.Png) => new()
    {
        EventId = Guid.Empty,
        Signatories = [.. people.Select((person, position) => new Signatory
        {
            Id = Guid.Empty,
            EventId = Guid.Empty,
            Position = position,
            Name = person.Name,
            Post = person.Post,
            Signature = SomePictures.Signature(position, format),
        })],
    };

    /// <summary>As much as a certificate may hold: long names, ten days, three long posts, a document, a logo.</summary>
    internal static CertificateContent Fullest() => Compose(
        Week with
        {
            AttendeeName = "Wilfredo Maximiliano Huamán Quispe Condorcanqui y Túpac Amaru Bastidas de la Vega Choquehuanca Atahualpa Inca Yupanqui",
            DocumentNumber = "45678912",
            EventName = "Semana Nacional de Gobierno Abierto, Transparencia, Participación Ciudadana, Integridad Pública y Transformación Digital de las Entidades de la Administración Pública del Bicentenario de la República",
            Organiser = "Presidencia del Consejo de Ministros · Secretaría de Gestión Pública · Secretaría de Gobierno y Transformación Digital · Autoridad Nacional de Transparencia y Acceso a la Información Pública del Perú",
            PolicyHours = "120",
            Days = [.. Enumerable.Range(20, 10).Select(day => new DayOfEvent($"{day} de mayo", "Calidad regulatoria y gobierno abierto: impulsando la participación ciudadana en el Perú"))],
        },
        Policy([.. new[] { "Mg. Wilfredo Maximiliano Huamán Quispe Condorcanqui y Túpac Amaru", "Dra. María Alejandrina de los Ángeles Choquehuanca Ñahui", "Ing. Bartolomé Ramírez-Villavicencio de la Vega" }
            .Select(name => (name, "Directora General de la Oficina de Participación Ciudadana y Gobierno Abierto de la Secretaría de Gestión Pública de la Presidencia del Consejo de Ministros"))]),
        SomePictures.Logo(SKEncodedImageFormat.Webp));

    internal static string TextOf(CertificateContent content, CertificateRole role) =>
        content.Blocks.Single(block => block.Role == role).Text;
}
