using OpenGovWeek.Certificates.Images;
using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Layout;

/// <summary>
/// Lays a certificate out: a woven band at the left, everything else in one column beside it, from the institution at
/// the head to the QR code at the foot. When the texts are many, the letters of the column shrink together.
/// </summary>
internal sealed class CertificateLayout(CertificateContent content, TypefaceSet faces)
{
    /// <summary>The left of the column.</summary>
    internal const float Left = 138;

    /// <summary>The width of the column.</summary>
    internal const float Width = 652;

    private const float Right = Left + Width;
    private const float HeadTop = 38;
    private const float LogoWidth = 150;
    private const float LogoHeight = 52;
    private const float LogoGap = 28;
    private const float SmallestScale = 0.45f;
    private const float SampleWidth = 660;

    /// <summary>Places everything.</summary>
    /// <exception cref="CertificateOverflowException">The texts do not fit even at the smallest size that can be read.</exception>
    internal PageLayout Lay()
    {
        for (var scale = 1f; scale >= SmallestScale; scale -= 0.05f)
        {
            if (TryLay(new Typography(content.Theme, faces, scale)) is { } page)
                return page;
        }
        throw new CertificateOverflowException("The texts of the certificate do not fit on its page; shorten the titles.");
    }

    private PageLayout? TryLay(Typography typography)
    {
        var page = new PageLayout();
        LaySample(page, typography);
        var headBottom = LayHead(page, typography);
        var foot = new FootLayout(content, typography);
        var signatories = new SignatoryLayout(content, typography);
        var body = new BodyLayout(content, typography);
        var room = FootLayout.Top - signatories.Height - headBottom;
        if (!foot.Fits || body.Height > room)
            return null;
        // A little above the middle of what is free, which looks like the middle.
        body.Place(page, headBottom + ((room - body.Height) * 0.45f));
        signatories.Place(page, FootLayout.Top);
        foot.Place(page);
        return page;
    }

    private void LaySample(PageLayout page, Typography typography)
    {
        if (content.Blocks.FirstOrDefault(block => block.Role == CertificateRole.Sample) is not { } block)
            return;
        var style = typography.Sample;
        var text = TypefaceSet.Composed(block.Text);
        page.Sample = Paragraph.Set(style with { Size = SampleWidth / style.Face.Shape(text).Width }, text, 2 * SampleWidth);
    }

    private float LayHead(PageLayout page, Typography typography)
    {
        var logo = content.Images.FirstOrDefault(image => image.Role == CertificateImageRole.Logo);
        var width = Width;
        var bottom = HeadTop;
        if (logo is not null)
        {
            var picture = PrintedPicture.Logo(logo.Bytes, LogoWidth, LogoHeight);
            var (pictureWidth, pictureHeight) = picture.SizeWithin(LogoWidth, LogoHeight);
            page.Images.Add(new PlacedImage(picture, logo.AlternativeText, new Box(Right - pictureWidth, HeadTop, pictureWidth, pictureHeight)));
            width -= pictureWidth + LogoGap;
            bottom += pictureHeight;
        }
        var y = HeadTop;
        foreach (var block in content.Blocks.Where(block => block.Role is CertificateRole.Issuer or CertificateRole.Event))
        {
            var set = Paragraph.SetBalanced(typography.Of(block.Role), TypefaceSet.Composed(block.Text), width);
            page.Place(block.Role, set, Left, y);
            y += set.Height;
        }
        return Math.Max(y, bottom);
    }
}
