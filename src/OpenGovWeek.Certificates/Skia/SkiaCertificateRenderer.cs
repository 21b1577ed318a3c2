using OpenGovWeek.Certificates.Layout;
using OpenGovWeek.Certificates.Pdf;
using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;
using SkiaSharp;

namespace OpenGovWeek.Certificates.Skia;

/// <summary>The default engine: SkiaSharp draws, HarfBuzz shapes and subsets. PDF/A-2b, no tags.</summary>
public sealed class SkiaCertificateRenderer : ICertificateRenderer
{
    /// <inheritdoc/>
    public bool Tagged => false;

    /// <inheritdoc/>
    public string? PdfALevel => "2b";

    /// <inheritdoc/>
    public bool Reproducible => true;

    /// <inheritdoc/>
    public bool SubsetsTypefaces => true;

    /// <inheritdoc/>
    public IReadOnlyList<UndrawableCharacter> UndrawableCharacters(CertificateFonts fonts, string text)
    {
        using var faces = new TypefaceSet(fonts);
        return faces.Undrawable(TypefaceSet.Composed(text));
    }

    /// <inheritdoc/>
    public byte[] Render(CertificateContent content)
    {
        using var faces = new TypefaceSet(content.Fonts);
        faces.RequireDrawable(content.Blocks);
        var page = new CertificateLayout(content, faces).Lay();
        page.UseTypefaces();
        using var typefaces = new SubsetTypefaces();
        return PdfFinisher.Finish(Draw(content, page, typefaces), content.Language);
    }

    /// <summary>What Skia alone writes of a page.</summary>
    internal static byte[] Draw(CertificateContent content, PageLayout page, SubsetTypefaces typefaces)
    {
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, Metadata(content)))
        {
            new CertificateDrawing(document.BeginPage(PageLayout.PageWidth, PageLayout.PageHeight), content, typefaces).Draw(page);
            document.EndPage();
            document.Close();
        }
        return file.ToArray();
    }

    private static SKDocumentPdfMetadata Metadata(CertificateContent content) => new()
    {
        Title = content.Title,
        Author = content.Author,
        Creator = "OpenGovWeek",
        Producer = "OpenGovWeek",
        Creation = content.IssuedAt,
        Modified = content.IssuedAt,
        PdfA = true,
        RasterDpi = 300,
        EncodingQuality = 101,
    };
}
