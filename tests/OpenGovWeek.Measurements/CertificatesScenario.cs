using System.Diagnostics;
using System.Globalization;
using OpenGovWeek.Certificates;
using OpenGovWeek.Certificates.Layout;
using OpenGovWeek.Certificates.Skia;
using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Measurements;

/// <summary>How many certificates are made in a second, and how many Skia alone would draw, in rounds that take turns.</summary>
internal sealed class CertificatesScenario : IScenario
{
    private const int Rounds = 9;
    private const int OfARound = 40;

    public string Name => "certificates";

    public string About =>
        $"Certificates of a day a second on one thread (composed, laid out, typefaces subset, drawn, finished) beside the same calls to Skia alone (page laid out and typefaces subset before): {Rounds} rounds of {OfARound} each, taking turns.";

    public bool NeedsBrowser => false;

    public Task<string> RunAsync(MeasuredBrowser chromium)
    {
        var renderer = new SkiaCertificateRenderer();
        var content = MeasuredCertificate.Compose(0);
        using var faces = new TypefaceSet(content.Fonts);
        using var typefaces = new SubsetTypefaces();
        var page = new CertificateLayout(content, faces).Lay();
        page.UseTypefaces();
        var (whole, drawing) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var made = PerSecond(number => renderer.Render(MeasuredCertificate.Compose(number)));
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
}
