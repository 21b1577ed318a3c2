using System.Globalization;
using System.Text;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>A page as a printer without colours shows it, 150 dots an inch. Places in points from the top left.</summary>
internal sealed class GreyPrint(int width, int height, byte[] levels)
{
    private const double DotsPerPoint = 150.0 / 72;
    private const int Dark = 100;

    // Where the code stands with its quiet zone, found by nothing but this and its own darkness.
    private const double QrLeft = 115;
    private const double QrTop = 480;
    private const double QrSearch = 102;

    /// <summary>Reads a portable grey map (PGM) of one byte a dot.</summary>
    internal static GreyPrint Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var header = Encoding.ASCII.GetString(file, 0, 40).Split('\n', 4);
        var size = header[1].Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new GreyPrint(size[0], size[1], file[(header[0].Length + header[1].Length + header[2].Length + 3)..]);
    }

    /// <summary>How bright the dots of a part of the page are.</summary>
    internal byte[] Levels(double left, double top, double partWidth, double partHeight) =>
        [.. from y in Enumerable.Range((int)(top * DotsPerPoint), (int)(partHeight * DotsPerPoint))
            from x in Enumerable.Range((int)(left * DotsPerPoint), (int)(partWidth * DotsPerPoint))
            where x < width && y < height
            select levels[(y * width) + x]];

    /// <summary>The modules of the QR code.</summary>
    internal bool[,] Qr()
    {
        var (x0, y0, side) = ((int)(QrLeft * DotsPerPoint), (int)(QrTop * DotsPerPoint), (int)(QrSearch * DotsPerPoint));
        var dark = (from y in Enumerable.Range(y0, Math.Min(side, height - y0)) from x in Enumerable.Range(x0, side) where IsDark(x, y) select (X: x, Y: y)).ToList();
        var (left, top, right, bottom) = (dark.Min(dot => dot.X), dark.Min(dot => dot.Y), dark.Max(dot => dot.X) + 1, dark.Max(dot => dot.Y) + 1);
        // The first row begins with the seven modules of a finder pattern.
        var finder = Enumerable.Range(left, right - left).TakeWhile(x => IsDark(x, top + 2)).Count();
        var size = (int)Math.Round((right - left) / (finder / 7.0));
        size = ((int)Math.Round((size - 17) / 4.0) * 4) + 17;
        var modules = new bool[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
                modules[row, column] = IsDark(left + (int)((column + 0.5) * (right - left) / size), top + (int)((row + 0.5) * (bottom - top) / size));
        }
        return modules;
    }

    private bool IsDark(int x, int y) => levels[(y * width) + x] < Dark;
}
