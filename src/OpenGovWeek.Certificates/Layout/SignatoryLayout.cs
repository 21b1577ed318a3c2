using OpenGovWeek.Certificates.Images;
using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Layout;

/// <summary>Those who sign, side by side above the foot: the signature over a hairline, under it name and post.</summary>
internal sealed class SignatoryLayout
{
    /// <summary>The most who have room beside each other.</summary>
    internal const int Most = 3;

    /// <summary>The width of a signature at most.</summary>
    internal const float SignatureWidth = 156;

    private const float ColumnWidth = (CertificateLayout.Width - ((Most - 1) * Gap)) / Most;

    /// <summary>The height of a signature at most, or what is left to the pen.</summary>
    internal const float SignatureHeight = 44;

    // A signature is written from a little inside, and over its line.
    private const float Indent = 6;
    private const float Overlap = 3;
    private const float Gap = 28;
    private const float Hairline = 0.6f;
    private const float RuleGap = 4;
    private const float LowestSignature = 32;

    private readonly float _above;
    private readonly float _below;
    private readonly float _height;
    private readonly List<CertificateImage> _signatures;
    private readonly List<List<(CertificateRole Role, Paragraph Paragraph)>> _columns = [];

    internal SignatoryLayout(CertificateContent content, Typography typography)
    {
        (_above, _below) = (typography.Gap(14), typography.Gap(16));
        _height = Math.Max(LowestSignature, typography.Gap(SignatureHeight));
        _signatures = [.. content.Images.Where(image => image.Role == CertificateImageRole.Signature)];
        foreach (var block in content.Blocks.Where(block => block.Role is CertificateRole.SignatoryName or CertificateRole.SignatoryPost))
        {
            if (block.Role == CertificateRole.SignatoryName)
                _columns.Add([]);
            _columns[^1].Add((block.Role, Paragraph.SetBalanced(typography.Of(block.Role), TypefaceSet.Composed(block.Text), ColumnWidth)));
        }
        if (_columns.Count > Most)
            throw new CertificateOverflowException($"At most {Most} people can sign a certificate.");
    }

    /// <summary>What it takes of the page, with the space to what stands above and below.</summary>
    internal float Height => _columns.Count == 0 ? 0 : _above + _height + RuleGap + TextHeight + _below;

    private float TextHeight => _columns.Max(column => column.Sum(text => text.Paragraph.Height));

    /// <summary>Places them, with the bottom at a height of the page.</summary>
    internal void Place(PageLayout page, float bottom)
    {
        if (_columns.Count == 0)
            return;
        var rule = bottom - _below - TextHeight - RuleGap;
        for (var i = 0; i < _columns.Count; i++)
        {
            var x = CertificateLayout.Left + (i * (ColumnWidth + Gap));
            if (_signatures.Find(image => image.Signatory == i) is { } signature)
            {
                var picture = PrintedPicture.Signature(signature.Bytes);
                var (width, height) = picture.SizeWithin(SignatureWidth, _height);
                page.Images.Add(new PlacedImage(picture, signature.AlternativeText, new Box(x + Indent, rule - height + Overlap, width, height)));
            }
            page.Rules.Add(new Box(x, rule, ColumnWidth, Hairline));
            var y = rule + RuleGap;
            foreach (var (role, paragraph) in _columns[i])
            {
                page.Place(role, paragraph, x, y);
                y += paragraph.Height;
            }
        }
    }
}
