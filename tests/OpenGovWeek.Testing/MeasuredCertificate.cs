using OpenGovWeek.Certificates;
using OpenGovWeek.Certificates.Layout;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Testing;

/// <summary>A certificate as long as they get, for measuring how quickly many are made.</summary>
public static class MeasuredCertificate
{
    private static readonly CertificateTexts Texts = new()
    {
        Language = "es-PE",
        DocumentTitle = "Certificado de participación de {attendee}: {event}",
        Heading = "Certificado de participación",
        Lead = "Se otorga a",
        Document = "Documento de identidad n.º {document}",
        DayStatement = "por haber participado en «{day}», el {date}, con una asistencia de {minutes} minutos en vivo.",
        DayStatementHours = "por haber participado en «{day}», el {date}, actividad de {hours} horas.",
        EventStatement = "por haber participado en {days} de las {total} jornadas del evento, realizado {date}, con una asistencia de {minutes} minutos en vivo.",
        EventStatementHours = "por haber participado en {days} de las {total} jornadas del evento, realizado {date}, con un total de {hours} horas.",
        OneDate = "el {first}",
        Dates = "del {first} al {last}",
        Session = "{session}",
        EventDay = "{date}: {day}",
        IssuedOn = "Emitido el {issued}",
        VerificationHint = "Cualquier persona puede verificar este certificado en",
        Code = "Código {code}",
        QrAlternative = "Código QR que lleva a la verificación de este certificado",
        LogoAlternative = "Logo de {event}",
        SignatureAlternative = "Firma de {signatory}",
        Sample = "MUESTRA SIN VALIDEZ",
    };

    /// <summary>What is printed on the certificate of a number.</summary>
    public static CertificateContent Compose(int number)
    {
        var code = CertificateCode.FromBytes([.. Enumerable.Range(number, 16).Select(value => (byte)value)]);
        var address = new Uri($"https://eventos.example.pe/verificar/{code.Value}");
        var facts = new DayFacts
        {
            AttendeeName = $"María José de los Ángeles Ñahui Qhawaq'a {number}",
            EventName = "Semana de Gobierno Abierto 2024",
            Organiser = "Presidencia del Consejo de Ministros",
            DayTitle = "Calidad Regulatoria y Gobierno Abierto: Impulsando la Participación Ciudadana en Perú",
            Date = "30 de mayo de 2024",
            Minutes = "112",
            Hours = "1,9",
            IssuedOn = "31 de mayo de 2024",
            IssuedAt = new DateTime(2024, 5, 31, 14, 30, 15, DateTimeKind.Utc),
            Code = code,
            VerificationAddress = address,
        };
        return CertificateComposer.ForDay(facts, Texts, DefaultLook.Look, QrCodes.Encode(address.AbsoluteUri));
    }
}
