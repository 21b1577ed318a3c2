using OpenGovWeek.Certificates;
using OpenGovWeek.Core.Certificates;

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

    internal static CertificateContent For(string attendee) => Compose(Facts with { AttendeeName = attendee });

    internal static CertificateContent Compose(DayFacts facts) =>
        CertificateComposer.ForDay(facts, Texts, DefaultLook.Look, QrCodes.Encode(facts.VerificationAddress.AbsoluteUri));

    internal static string TextOf(CertificateContent content, CertificateRole role) =>
        content.Blocks.Single(block => block.Role == role).Text;
}
