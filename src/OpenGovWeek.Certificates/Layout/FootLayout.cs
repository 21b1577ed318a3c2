using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Layout;

/// <summary>The foot of the page: the QR code, beside it how to verify, and the day of issue.</summary>
internal sealed class FootLayout
{
    // 25.4 mm: what a phone reads at arm's length from a poor print.
    private const float QrSide = 72;
    private const float Hairline = 0.6f;
    private const float AboveQr = 12;

    private readonly CertificateContent _content;
    private readonly List<(CertificateRole Role, Paragraph Paragraph)> _lines = [];
    private readonly float _left;

    internal FootLayout(CertificateContent content, Typography typography)
    {
        _content = content;
        _left = CertificateLayout.Left + QrSide + (QrSide / content.Qr.Size * QrMatrix.QuietZone) + 8;
        var width = CertificateLayout.Left + CertificateLayout.Width - _left;
        foreach (var block in content.Blocks)
        {
            if (block.Role is CertificateRole.VerificationHint or CertificateRole.VerificationAddress or CertificateRole.Code or CertificateRole.IssuedOn)
            {
                var style = typography.Of(block.Role);
                var text = TypefaceSet.Composed(block.Text);
                _lines.Add((block.Role, block.Role == CertificateRole.VerificationAddress ? SetAddress(style, text, width) : Paragraph.SetBalanced(style, text, width)));
            }
        }
    }

    /// <summary>The top of the foot, a hairline.</summary>
    internal static float Top => PageLayout.Band.Bottom - QrSide - AboveQr;

    /// <summary>Whether the lines find room beside the code.</summary>
    internal bool Fits => Height <= QrSide + 2;

    private float Height => _lines.Sum(line => line.Paragraph.Height);

    internal void Place(PageLayout page)
    {
        page.Rules.Add(new Box(CertificateLayout.Left, Top, CertificateLayout.Width, Hairline));
        page.Qr = new Box(CertificateLayout.Left, PageLayout.Band.Bottom - QrSide, QrSide, QrSide);
        var y = page.Qr.Y + ((QrSide - Height) / 2);
        foreach (var (role, paragraph) in _lines)
        {
            page.Place(role, paragraph, _left, y);
            if (role == CertificateRole.VerificationAddress)
                page.Address = new Box(_left, y, paragraph.Width, paragraph.Height);
            y += paragraph.Height;
        }
    }

    // An address that is typed from paper must not look as if it had two parts.
    private static Paragraph SetAddress(TextStyle style, string text, float width)
    {
        for (var size = style.Size; size >= Typography.Smallest; size -= 0.25f)
        {
            if (Paragraph.Set(style with { Size = size }, text, width) is { Lines.Count: 1 } line)
                return line;
        }
        return Paragraph.Set(style with { Size = Typography.Smallest }, text, width);
    }
}
