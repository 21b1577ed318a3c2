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
    public IReadOnlyList<UndrawableCharacter> UndrawableCharacters(CertificateFonts fonts, string text)
    {
        using var faces = new TypefaceSet(fonts);
        return faces.Undrawable(TypefaceSet.Composed(text));
    }

    /// <inheritdoc/>
    public byte[] Render(CertificateContent content)
    {
        using var faces = new TypefaceSet(content.Fonts);
        foreach (var block in content.Blocks)
        {
            if (block.Role != CertificateRole.Qr && faces.Undrawable(TypefaceSet.Composed(block.Text)) is { Count: > 0 } missing)
                throw new UndrawableTextException(block.Role, missing);
        }

        var page = new CertificateLayout(content, faces).Lay();
        foreach (var paragraph in page.Texts.Select(text => text.Paragraph).Concat(page.Sample is { } sample ? [sample] : []))
        {
            foreach (var line in paragraph.Lines)
                paragraph.Style.Face.Use(line.Shaped);
        }

        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, Metadata(content)))
        {
            using var drawing = new CertificateDrawing(document.BeginPage(PageLayout.PageWidth, PageLayout.PageHeight), content);
            drawing.Draw(page);
            document.EndPage();
            document.Close();
        }
        return PdfFinisher.Finish(file.ToArray(), content.Language);
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
