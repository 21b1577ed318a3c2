using System.Diagnostics;
using System.Globalization;
using OpenGovWeek.Certificates;
using OpenGovWeek.Certificates.Layout;
using OpenGovWeek.Certificates.Skia;
using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Measurements;

/// <summary>How many certificates are made in a second, and how many Skia alone would draw, in rounds that take turns.</summary>
internal sealed class CertificatesScenario : IScenario
{
    private const int Rounds = 9;
    private const int OfARound = 40;

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

    public string Name => "certificates";

    public string About =>
        $"Certificates of a day a second on one thread (composed, laid out, typefaces subset, drawn, finished) beside the same calls to Skia alone (page laid out and typefaces subset before): {Rounds} rounds of {OfARound} each, taking turns.";

    public bool NeedsBrowser => false;

    public Task<string> RunAsync(MeasuredBrowser chromium)
    {
        var renderer = new SkiaCertificateRenderer();
        var content = Compose(0);
        using var faces = new TypefaceSet(content.Fonts);
        using var typefaces = new SubsetTypefaces();
        var page = new CertificateLayout(content, faces).Lay();
        page.UseTypefaces();
        var (whole, drawing) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var made = PerSecond(number => renderer.Render(Compose(number)));
            var drawn = PerSecond(_ => SkiaCertificateRenderer.Draw(content, page, typefaces));
            // The first round warms up.
            if (round > 0)
                (whole, drawing) = ([.. whole, made], [.. drawing, drawn]);
        }

        var (one, other) = (Median(whole), Median(drawing));
        return Task.FromResult(string.Create(
            CultureInfo.InvariantCulture,
            $"| | median a second | least | most |\n|---|---|---|---|\n| certificates | {one:0} | {whole.Min():0} | {whole.Max():0} |\n| drawing alone | {other:0} | {drawing.Min():0} | {drawing.Max():0} |\n| ratio | {one / other:0.00} | | |\n"));
    }

    private static double PerSecond(Func<int, byte[]> make)
    {
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < OfARound; number++)
            _ = make(number);
        return OfARound / watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static CertificateContent Compose(int number)
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
