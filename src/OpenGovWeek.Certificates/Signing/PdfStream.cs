using System.IO.Compression;

namespace OpenGovWeek.Certificates.Signing;

/// <summary>Unpacks the streams that hold a file's structure (ISO 32000-1, 7.4.4): not compressed, or with Flate and a PNG predictor.</summary>
internal static class PdfStream
{
    private const int FirstPngPredictor = 10;

    /// <summary>The contents of a stream.</summary>
    /// <param name="packed">The bytes between the words stream and endstream.</param>
    /// <exception cref="FormatException">It is packed in a way that no structure is.</exception>
    internal static byte[] Unpack(byte[] packed, PdfDictionary dictionary)
    {
        switch (dictionary["Filter"]?.Trim('[', ']', ' '))
        {
            case null:
                return packed;
            case "/FlateDecode":
                break;
            case var other:
                throw new FormatException($"The PDF's structure is packed with {other}.");
        }

        using var inflated = new MemoryStream();
        using (var inflate = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress))
            inflate.CopyTo(inflated);

        var at = 0;
        var parameters = dictionary["DecodeParms"]?.Trim('[', ']', ' ') is { } written ? PdfDictionary.Read(written, ref at) : null;
        return parameters?.Number("Predictor") is >= FirstPngPredictor
            ? Unpredict(inflated.ToArray(), parameters.Number("Columns") ?? 1)
            : inflated.ToArray();
    }

    // Each row begins with the number of its filter (PNG, 9.2); a pixel is one byte in what is read here.
    private static byte[] Unpredict(byte[] rows, int width)
    {
        var result = new byte[rows.Length / (width + 1) * width];
        for (var row = 0; row < result.Length / width; row++)
        {
            var filter = rows[row * (width + 1)];
            for (var column = 0; column < width; column++)
            {
                var at = (row * width) + column;
                var left = column > 0 ? result[at - 1] : (byte)0;
                var up = row > 0 ? result[at - width] : (byte)0;
                var corner = column > 0 && row > 0 ? result[at - width - 1] : (byte)0;
                var predicted = filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, corner),
                    _ => throw new FormatException($"The PDF's structure has a row of filter {filter}."),
                };
                result[at] = (byte)(rows[(row * (width + 1)) + 1 + column] + predicted);
            }
        }
        return result;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (fromLeft, fromUp, fromCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - corner - corner));
        return fromLeft <= fromUp && fromLeft <= fromCorner ? left : fromUp <= fromCorner ? up : corner;
    }
}
