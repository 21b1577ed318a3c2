using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Layout;

/// <summary>The middle of the page: from the heading over the name to what was attended.</summary>
internal sealed class BodyLayout
{
    private const float Measure = CertificateLayout.Width * 0.95f;
    private const float ColumnGap = 24;
    private const int FewDetails = 4;

    private readonly List<Part> _parts = [];

    internal BodyLayout(CertificateContent content, Typography typography)
    {
        foreach (var block in content.Blocks)
        {
            var style = typography.Of(block.Role);
            switch (block.Role)
            {
                case CertificateRole.Heading:
                    Add(block.Role, NameFitter.Fit(style, Composed(block), CertificateLayout.Width, typography.SmallestOneLine(block.Role)), typography.Gap(18));
                    break;
                case CertificateRole.Lead:
                    Add(block.Role, Set(style, block, CertificateLayout.Width), typography.Gap(18));
                    break;
                case CertificateRole.Recipient:
                    Add(block.Role, NameFitter.Fit(style, Composed(block), CertificateLayout.Width, typography.SmallestOneLine(block.Role)), typography.Gap(3));
                    _parts.Add(new Part(typography.Gap(9), 1.2f, (page, y) => page.Rules.Add(new Box(CertificateLayout.Left, y, 72, 1.2f))));
                    break;
                case CertificateRole.Document:
                    Add(block.Role, Set(style, block, CertificateLayout.Width), typography.Gap(8));
                    break;
                case CertificateRole.Statement:
                    Add(block.Role, Set(style, block, Measure), typography.Gap(13));
                    break;
                default:
                    break;
            }
        }
        AddDetails([.. content.Blocks.Where(block => block.Role == CertificateRole.Detail)], typography);
    }

    internal float Height => _parts.Sum(part => part.Gap + part.Height);

    internal void Place(PageLayout page, float top)
    {
        var y = top;
        foreach (var part in _parts)
        {
            part.Place(page, y + part.Gap);
            y += part.Gap + part.Height;
        }
    }

    private sealed record Part(float Gap, float Height, Action<PageLayout, float> Place);

    // A long list stands in two columns where that is shorter, to be read down the first and then the second.
    private void AddDetails(List<CertificateBlock> details, Typography typography)
    {
        if (details.Count == 0)
            return;
        var style = typography.Of(CertificateRole.Detail);
        var between = typography.Gap(3);
        var one = details.ConvertAll(block => Set(style, block, Measure));
        var two = details.ConvertAll(block => Set(style, block, (CertificateLayout.Width - ColumnGap) / 2));
        var half = (details.Count + 1) / 2;
        List<List<Paragraph>> columns = details.Count > FewDetails && Math.Max(HeightOf(two[..half]), HeightOf(two[half..])) < HeightOf(one)
            ? [two[..half], two[half..]]
            : [one];
        _parts.Add(new Part(typography.Gap(11), columns.Max(HeightOf), (page, top) =>
        {
            for (var column = 0; column < columns.Count; column++)
            {
                var y = top;
                foreach (var paragraph in columns[column])
                {
                    page.Place(CertificateRole.Detail, paragraph, CertificateLayout.Left + (column * (CertificateLayout.Width + ColumnGap) / 2), y);
                    y += paragraph.Height + between;
                }
            }
        }));

        float HeightOf(List<Paragraph> column) => column.Sum(paragraph => paragraph.Height + between) - between;
    }

    private void Add(CertificateRole role, Paragraph paragraph, float gap) =>
        _parts.Add(new Part(gap, paragraph.Height, (page, y) => page.Place(role, paragraph, CertificateLayout.Left, y)));

    private static Paragraph Set(TextStyle style, CertificateBlock block, float width) => Paragraph.SetBalanced(style, Composed(block), width);

    private static string Composed(CertificateBlock block) => TypefaceSet.Composed(block.Text);
}
