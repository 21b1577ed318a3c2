using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Layout;

/// <summary>How each text is set, and how far apart. When the texts are many all shrinks together, down to what can be read.</summary>
/// <param name="theme">The colours.</param>
/// <param name="faces">The typefaces.</param>
/// <param name="scale">1 for the sizes of a page with few texts.</param>
internal sealed class Typography(CertificateTheme theme, TypefaceSet faces, float scale)
{
    /// <summary>No letter on the page is smaller, in points.</summary>
    internal const float Smallest = 8.5f;

    /// <summary>Down to this size a heading or a name stays in one line.</summary>
    internal float SmallestOneLine(CertificateRole role) => (role == CertificateRole.Recipient ? 31 : 20) * scale;

    /// <summary>A distance in points, at this scale.</summary>
    internal float Gap(float points) => points * scale;

    internal TextStyle Of(CertificateRole role) => role switch
    {
        CertificateRole.Issuer => Style(faces.Strong, 12.5f, 1.3f, theme.Accent),
        CertificateRole.Event => Style(faces.Text, 12, 1.3f, theme.Muted),
        CertificateRole.Heading => Style(faces.Display, 33, 1.12f, theme.Accent),
        CertificateRole.Lead => Style(faces.Text, 12.5f, 1.3f, theme.Muted),
        CertificateRole.Recipient => Style(faces.Display, 46, 1.12f, theme.Ink),
        CertificateRole.Document => Style(faces.Text, 12, 1.3f, theme.Muted),
        CertificateRole.Statement => Style(faces.Text, 14, 1.42f, theme.Ink),
        CertificateRole.Detail => Style(faces.Text, 11, 1.3f, theme.Muted),
        CertificateRole.SignatoryName => Style(faces.Strong, 10.5f, 1.3f, theme.Ink),
        CertificateRole.SignatoryPost => Style(faces.Text, 9.25f, 1.25f, theme.Muted),
        CertificateRole.VerificationAddress => Style(faces.Text, 10.5f, 1.35f, theme.Ink),
        CertificateRole.Code => Style(faces.Strong, 10.5f, 1.35f, theme.Ink),
        _ => Style(faces.Text, 9.25f, 1.4f, theme.Muted),
    };

    /// <summary>What is said across a sample: light enough to read what stands over it.</summary>
    internal TextStyle Sample => new(faces.Strong, 100, 1, Tint(theme.Muted));

    private TextStyle Style(Typeface face, float size, float leading, CertificateColor color) =>
        new(face, Math.Max(Smallest, size * scale), leading, color);

    private static CertificateColor Tint(CertificateColor color)
    {
        return new(Lighter(color.Red), Lighter(color.Green), Lighter(color.Blue));

        static byte Lighter(byte value) => (byte)(255 - ((255 - value) * 3 / 10));
    }
}
