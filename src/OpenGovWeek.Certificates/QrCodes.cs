using OpenGovWeek.Core.Certificates;
using QRCoder;

namespace OpenGovWeek.Certificates;

/// <summary>Makes QR codes.</summary>
public static class QrCodes
{
    /// <summary>The QR code of a text, with error correction M (15 per cent), as suits paper that gets folded.</summary>
    /// <param name="text">An address, say; at most some two thousand characters.</param>
    public static QrMatrix Encode(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count - (2 * QrMatrix.QuietZone);
        return new QrMatrix(size,
            [.. from row in Enumerable.Range(QrMatrix.QuietZone, size)
                from column in Enumerable.Range(QrMatrix.QuietZone, size)
                select code.ModuleMatrix[row][column]]);
    }
}
