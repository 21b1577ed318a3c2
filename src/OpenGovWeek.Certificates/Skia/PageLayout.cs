using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Skia;

/// <summary>A line of text at its place: the start of its baseline, in points from the page's top left.</summary>
internal sealed record PlacedLine(TextStyle Style, TextLine Line, float X, float Y);

/// <summary>A box in points from the page's top left.</summary>
internal readonly record struct Box(float X, float Y, float Width, float Height);

/// <summary>Everything of a certificate at its place, in reading order.</summary>
internal sealed class PageLayout
{
    /// <summary>A4 landscape (ISO 216) in points.</summary>
    internal const float PageWidth = 841.89f;

    /// <summary>See <see cref="PageWidth"/>.</summary>
    internal const float PageHeight = 595.28f;

    internal List<PlacedLine> Lines { get; } = [];

    /// <summary>Hairlines, as thin boxes.</summary>
    internal List<Box> Rules { get; } = [];

    /// <summary>The dark modules' square; its quiet zone lies outside.</summary>
    internal Box Qr { get; set; }

    /// <summary>Where the printed address stands, to lead to it from the screen.</summary>
    internal Box Address { get; set; }

    /// <summary>The box an image has to fit in.</summary>
    internal Dictionary<CertificateImageRole, Box> Images { get; } = [];

    internal void Place(Paragraph paragraph, float x, float y)
    {
        for (var i = 0; i < paragraph.Lines.Count; i++)
            Lines.Add(new PlacedLine(paragraph.Style, paragraph.Lines[i], x, y + paragraph.Baseline(i)));
    }
}
