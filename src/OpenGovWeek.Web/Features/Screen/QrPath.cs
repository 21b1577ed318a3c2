using System.Globalization;
using System.Text;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Web.Features.Screen;

/// <summary>Draws a QR code as the path of an SVG whose view box is one unit per module, without the quiet zone.</summary>
public static class QrPath
{
    public static string Of(QrMatrix qr)
    {
        var path = new StringBuilder();
        for (var row = 0; row < qr.Size; row++)
        {
            for (var column = 0; column < qr.Size; column++)
            {
                if (qr[row, column])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
                }
            }
        }

        return path.ToString();
    }
}
