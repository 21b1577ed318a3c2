using OpenGovWeek.Certificates.Images;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Layout;

/// <summary>A box in points from the page's top left.</summary>
internal readonly record struct Box(float X, float Y, float Width, float Height)
{
    internal float Right => X + Width;

    internal float Bottom => Y + Height;
}

/// <summary>A text at its place.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Paragraph">Its lines.</param>
/// <param name="X">The left of the lines.</param>
/// <param name="Y">The top of the first line.</param>
internal sealed record PlacedText(CertificateRole Role, Paragraph Paragraph, float X, float Y);

/// <summary>An image at its place.</summary>
/// <param name="Picture">What is embedded.</param>
/// <param name="AlternativeText">What it shows.</param>
/// <param name="Box">All of it is filled.</param>
internal sealed record PlacedImage(PrintedPicture Picture, string AlternativeText, Box Box);

/// <summary>Everything of a certificate at its place, in reading order, for whichever engine draws it.</summary>
internal sealed class PageLayout
{
    /// <summary>A4 landscape (ISO 216) in points.</summary>
    internal const float PageWidth = 841.89f;

    /// <summary>See <see cref="PageWidth"/>.</summary>
    internal const float PageHeight = 595.28f;

    /// <summary>How far what is said across a sample turns from the horizontal, in degrees against the clock.</summary>
    internal const float SampleAngle = 27;

    /// <summary>The middle of what is said across a sample.</summary>
    internal static (float X, float Y) SampleCentre { get; } = (CertificateLayout.Left + (CertificateLayout.Width / 2), PageHeight / 2);

    /// <summary>The woven band.</summary>
    internal static Box Band { get; } = new(40, 36, 58, PageHeight - 72);

    internal List<PlacedText> Texts { get; } = [];

    /// <summary>Hairlines, as thin boxes.</summary>
    internal List<Box> Rules { get; } = [];

    internal List<PlacedImage> Images { get; } = [];

    /// <summary>The dark modules' square; its quiet zone lies outside.</summary>
    internal Box Qr { get; set; }

    /// <summary>Where the printed address stands, to lead to it from the screen.</summary>
    internal Box Address { get; set; }

    /// <summary>What is said across a sample, in one line; null on a certificate.</summary>
    internal Paragraph? Sample { get; set; }

    /// <summary>Tells each typeface what is drawn with it, so that a subset holds it.</summary>
    internal void UseTypefaces()
    {
        foreach (var paragraph in Texts.Select(text => text.Paragraph).Concat(Sample is { } sample ? [sample] : []))
        {
            foreach (var line in paragraph.Lines)
                paragraph.Style.Face.Use(line.Shaped);
        }
    }

    internal void Place(CertificateRole role, Paragraph paragraph, float x, float y) => Texts.Add(new PlacedText(role, paragraph, x, y));
}
