using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Skia;

/// <summary>
/// Lays a certificate out: a woven band at the left, everything else in one column beside it, from the institution at
/// the head to the QR code at the foot. When the texts are many, the letters of the column shrink together.
/// </summary>
internal sealed class CertificateLayout(CertificateContent content, TypefaceSet faces)
{
    private const float Left = 138;
    private const float Right = 790;
    private const float Width = Right - Left;
    private const float HeadTop = 52;
    private const float FootTop = 452;
    private const float FootBottom = 543;
    private const float LogoWidth = 150;
    private const float LogoHeight = 48;
    private const float QrSide = 84;
    private const float SignatoryWidth = 210;
    private const float SmallestScale = 0.5f;
    private const float SmallestAddress = 7;

    /// <summary>The band's box.</summary>
    internal static Box Band { get; } = new(40, 36, 58, PageLayout.PageHeight - 72);

    /// <summary>Places everything.</summary>
    /// <exception cref="CertificateOverflowException">The texts do not fit even at half their size.</exception>
    internal PageLayout Lay()
    {
        for (var scale = 1f; scale >= SmallestScale; scale -= 0.05f)
        {
            var page = new PageLayout();
            var headBottom = LayHead(page, scale);
            var body = Body(scale);
            var room = FootTop - 14 - headBottom;
            var height = body.Sum(part => part.Gap + part.Height);
            if (height > room)
                continue;
            LayBody(page, body, headBottom + Math.Max(0, (room - height) * 0.42f));
            if (LayFoot(page, scale))
                return page;
        }
        throw new CertificateOverflowException("The texts of the certificate do not fit on its page; shorten the titles.");
    }

    private sealed record Part(Paragraph? Paragraph, float Gap)
    {
        // Without a paragraph it is the rule under the name.
        internal float Height => Paragraph?.Height ?? 1.2f;
    }

    private float LayHead(PageLayout page, float scale)
    {
        var logo = content.Images.Any(image => image.Role == CertificateImageRole.Logo);
        if (logo)
            page.Images[CertificateImageRole.Logo] = new Box(Right - LogoWidth, HeadTop - 4, LogoWidth, LogoHeight);
        var width = logo ? Width - LogoWidth - 24 : Width;
        var y = HeadTop;
        foreach (var block in Blocks(CertificateRole.Issuer, CertificateRole.Event))
        {
            var style = block.Role == CertificateRole.Issuer
                ? new TextStyle(faces.Strong, 12.5f * scale, 1.35f, content.Theme.Accent)
                : new TextStyle(faces.Text, 12 * scale, 1.35f, content.Theme.Muted);
            var set = Set(style, block, width);
            page.Place(set, Left, y);
            y += set.Height;
        }
        return Math.Max(y, logo ? HeadTop + LogoHeight : 0);
    }

    private List<Part> Body(float scale)
    {
        var parts = new List<Part>();
        foreach (var block in Blocks(CertificateRole.Heading, CertificateRole.Lead, CertificateRole.Recipient,
            CertificateRole.Statement, CertificateRole.Detail))
        {
            switch (block.Role)
            {
                case CertificateRole.Heading:
                    parts.Add(new Part(Fit(new TextStyle(faces.Display, 32 * scale, 1.15f, content.Theme.Accent), block, 20 * scale), 14 * scale));
                    break;
                case CertificateRole.Lead:
                    parts.Add(new Part(Set(new TextStyle(faces.Text, 12.5f * scale, 1.35f, content.Theme.Muted), block, Width), 22 * scale));
                    break;
                case CertificateRole.Recipient:
                    parts.Add(new Part(Fit(new TextStyle(faces.Display, 46 * scale, 1.14f, content.Theme.Ink), block, 31 * scale), 4 * scale));
                    parts.Add(new Part(null, 12 * scale));
                    break;
                case CertificateRole.Statement:
                    parts.Add(new Part(Set(new TextStyle(faces.Text, 14 * scale, 1.45f, content.Theme.Ink), block, Width * 0.94f), 16 * scale));
                    break;
                default:
                    parts.Add(new Part(Set(new TextStyle(faces.Text, 11.5f * scale, 1.4f, content.Theme.Muted), block, Width * 0.94f),
                        parts[^1].Paragraph?.Style.Size == 11.5f * scale ? 1 : 10 * scale));
                    break;
            }
        }
        return parts;
    }

    private static void LayBody(PageLayout page, List<Part> parts, float top)
    {
        var y = top;
        foreach (var part in parts)
        {
            y += part.Gap;
            if (part.Paragraph is { } paragraph)
                page.Place(paragraph, Left, y);
            else
                page.Rules.Add(new Box(Left, y, 72, part.Height));
            y += part.Height;
        }
    }

    private bool LayFoot(PageLayout page, float scale)
    {
        var signatory = Blocks(CertificateRole.SignatoryName, CertificateRole.SignatoryPost).ToList();
        var fits = LaySignatory(page, signatory, scale);

        page.Qr = new Box(Left, FootBottom - QrSide, QrSide, QrSide);
        var left = Left + QrSide + (QrSide / content.Qr.Size * QrMatrix.QuietZone) + 10;
        var width = Right - left - (signatory.Count > 0 ? SignatoryWidth + 24 : 0);
        var lines = new List<(CertificateRole Role, Paragraph Paragraph)>();
        foreach (var block in Blocks(CertificateRole.VerificationHint, CertificateRole.VerificationAddress, CertificateRole.Code, CertificateRole.IssuedOn))
        {
            var style = block.Role switch
            {
                CertificateRole.VerificationAddress => new TextStyle(faces.Text, 10.5f * scale, 1.35f, content.Theme.Ink),
                CertificateRole.Code => new TextStyle(faces.Strong, 10.5f * scale, 1.35f, content.Theme.Ink),
                _ => new TextStyle(faces.Text, 9.5f * scale, 1.4f, content.Theme.Muted),
            };
            lines.Add((block.Role, block.Role == CertificateRole.VerificationAddress ? SetAddress(style, block, width) : Set(style, block, width)));
        }
        var height = lines.Sum(line => line.Paragraph.Height);
        var y = FootBottom - Math.Max(height, QrSide - ((QrSide - height) / 2));
        foreach (var (role, paragraph) in lines)
        {
            page.Place(paragraph, left, y);
            if (role == CertificateRole.VerificationAddress)
                page.Address = new Box(left, y, paragraph.Width, paragraph.Height);
            y += paragraph.Height;
        }
        return fits && height <= FootBottom - FootTop;
    }

    private bool LaySignatory(PageLayout page, List<CertificateBlock> blocks, float scale)
    {
        if (blocks.Count == 0)
            return true;
        var left = Right - SignatoryWidth;
        var set = blocks.ConvertAll(block => Set(block.Role == CertificateRole.SignatoryName
            ? new TextStyle(faces.Strong, 10.5f * scale, 1.35f, content.Theme.Ink)
            : new TextStyle(faces.Text, 9.5f * scale, 1.35f, content.Theme.Muted), block, SignatoryWidth));
        var y = FootBottom - set.Sum(paragraph => paragraph.Height);
        page.Rules.Add(new Box(left, y - 5, SignatoryWidth, 0.6f));
        page.Images[CertificateImageRole.Signature] = new Box(left, FootTop - 20, SignatoryWidth, y - 8 - (FootTop - 20));
        foreach (var paragraph in set)
        {
            page.Place(paragraph, left, y);
            y += paragraph.Height;
        }
        return FootBottom - FootTop - 24 >= set.Sum(paragraph => paragraph.Height);
    }

    private IEnumerable<CertificateBlock> Blocks(params CertificateRole[] roles) =>
        content.Blocks.Where(block => roles.Contains(block.Role));

    private static Paragraph Set(TextStyle style, CertificateBlock block, float width) =>
        Paragraph.SetBalanced(style, TypefaceSet.Composed(block.Text), width);

    // An address that is typed from paper must not look as if it had two parts.
    private static Paragraph SetAddress(TextStyle style, CertificateBlock block, float width)
    {
        var text = TypefaceSet.Composed(block.Text);
        for (var size = style.Size; size >= SmallestAddress; size -= 0.25f)
        {
            if (Paragraph.Set(style with { Size = size }, text, width) is { Lines.Count: 1 } line)
                return line;
        }
        return Paragraph.Set(style with { Size = SmallestAddress }, text, width);
    }

    private static Paragraph Fit(TextStyle style, CertificateBlock block, float smallestOneLine) =>
        NameFitter.Fit(style, TypefaceSet.Composed(block.Text), Width, smallestOneLine);
}
