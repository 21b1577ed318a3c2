using System.Diagnostics;
using System.Globalization;
using System.Text;
using OpenGovWeek.Core.Tests.Certificates;
using OpenGovWeek.Testing;

namespace OpenGovWeek.BrowserTests;

/// <summary>Reads the QR code of a PDF page from its picture, as a phone held upright over the paper does.</summary>
internal static class PrintedQr
{
    private const int Resolution = 300;

    /// <summary>What the code on the first page says.</summary>
    /// <exception cref="FormatException">No code is seen.</exception>
    public static async Task<string> ReadAsync(byte[] pdf)
    {
        var path = Path.Combine(Path.GetTempPath(), $"ogw-{Guid.NewGuid():N}");
        await File.WriteAllBytesAsync($"{path}.pdf", pdf);
        try
        {
            using var process = Process.Start(Installed.Pdftoppm!, ["-r", Resolution.ToString(CultureInfo.InvariantCulture), "-gray", "-singlefile", $"{path}.pdf", path]);
            await process.WaitForExitAsync();
            return QrReader.Read(Modules(Picture(await File.ReadAllBytesAsync($"{path}.pgm"))));
        }
        finally
        {
            File.Delete($"{path}.pdf");
            File.Delete($"{path}.pgm");
        }
    }

    // A PGM file: "P5", width, height, the brightest value, and then a byte a pixel.
    private static bool[,] Picture(byte[] pgm)
    {
        var header = Encoding.ASCII.GetString(pgm, 0, 40).Split((char[]?)null, 5);
        var (width, height) = (int.Parse(header[1], CultureInfo.InvariantCulture), int.Parse(header[2], CultureInfo.InvariantCulture));
        var start = pgm.Length - (width * height);
        var dark = new bool[height, width];
        for (var at = 0; at < width * height; at++)
            dark[at / width, at % width] = pgm[start + at] < 128;
        return dark;
    }

    private static bool[,] Modules(bool[,] dark)
    {
        var finders = Finders(dark);
        foreach (var corner in finders)
        {
            foreach (var right in finders.Where(other => Near(other.Row, corner.Row, corner.Module) && other.Column > corner.Column + (10 * corner.Module)))
            {
                var side = right.Column - corner.Column;
                if (!finders.Any(below => Near(below.Column, corner.Column, corner.Module) && Near(below.Row, corner.Row + side, corner.Module)))
                    continue;
                var size = (int)Math.Round(side / corner.Module) + 7;
                var module = side / (size - 7);
                var modules = new bool[size, size];
                for (var row = 0; row < size; row++)
                {
                    for (var column = 0; column < size; column++)
                        modules[row, column] = dark[(int)(corner.Row + ((row - 3) * module)), (int)(corner.Column + ((column - 3) * module))];
                }
                return modules;
            }
        }
        throw new FormatException("There is no QR code on the page.");
    }

    // Across the middle of each of the three squares, dark and light alternate as 1 : 1 : 3 : 1 : 1, in both directions.
    private static List<Finder> Finders(bool[,] dark)
    {
        var found = new List<Finder>();
        for (var row = 0; row < dark.GetLength(0); row++)
        {
            foreach (var (center, module) in Crossings(dark.GetLength(1), column => dark[row, column]))
            {
                if (found.Exists(other => Near(other.Row, row, 4 * module) && Near(other.Column, center, 2 * module)))
                    continue;
                var upright = Crossings(dark.GetLength(0), line => dark[line, (int)center]).FirstOrDefault(crossing => Near(crossing.Center, row, 2 * module) && Near(crossing.Module, module, module / 3));
                if (upright.Module > 0)
                    found.Add(new Finder(upright.Center, center, module));
            }
        }
        return found;
    }

    private static IEnumerable<(double Center, double Module)> Crossings(int length, Func<int, bool> dark)
    {
        var starts = new List<int> { 0 };
        for (var at = 1; at < length; at++)
        {
            if (dark(at) != dark(at - 1))
                starts.Add(at);
        }
        for (var run = 0; run + 5 < starts.Count; run++)
        {
            var module = (starts[run + 5] - starts[run]) / 7.0;
            if (module >= 3 && dark(starts[run])
                && ((int[])[1, 1, 3, 1, 1]).Select((modules, i) => Math.Abs(starts[run + i + 1] - starts[run + i] - (modules * module))).All(off => off < module * 0.6))
            {
                yield return ((starts[run] + starts[run + 5]) / 2.0, module);
            }
        }
    }

    private static bool Near(double one, double other, double within) => Math.Abs(one - other) <= within;

    /// <summary>The middle of a square, and the width of a module, in pixels.</summary>
    private readonly record struct Finder(double Row, double Column, double Module);
}
