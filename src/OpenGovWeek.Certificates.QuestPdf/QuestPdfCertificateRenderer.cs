using OpenGovWeek.Certificates.Layout;
using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;
using QuestPDF;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace OpenGovWeek.Certificates.QuestPdf;

/// <summary>
/// The engine for institutions that are licensed for QuestPDF. Uses what versions 2023.12 to 2026 have in common; what
/// only newer ones have is found at run time, and stated by <see cref="Tagged"/> and <see cref="PdfALevel"/>.
/// </summary>
public sealed class QuestPdfCertificateRenderer : ICertificateRenderer
{
    /// <summary>Sets the licence for the whole process.</summary>
    /// <param name="licence">Community, Professional or Enterprise: whoever runs it says which one applies; there is no default.</param>
    /// <exception cref="ArgumentException">It is none of these; the message is a sentence for whoever starts the application.</exception>
    public QuestPdfCertificateRenderer(string? licence) =>
        Settings.License = licence switch
        {
            nameof(LicenseType.Community) => LicenseType.Community,
            nameof(LicenseType.Professional) => LicenseType.Professional,
            nameof(LicenseType.Enterprise) => LicenseType.Enterprise,
            _ => throw new ArgumentException(
                "Certificates:QuestPdfLicence has to say which licence of QuestPDF you have: Community, Professional or Enterprise."),
        };

    /// <inheritdoc/>
    public bool Tagged => QuestPdfVersion.IsTagged;

    /// <inheritdoc/>
    public string? PdfALevel => QuestPdfVersion.IsTagged ? "2b" : null;

    /// <inheritdoc/>
    public bool Reproducible => !QuestPdfVersion.IsTagged;

    /// <inheritdoc/>
    public bool SubsetsTypefaces => QuestPdfVersion.SubsetsTypefaces;

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
        var composition = new PageComposition(content, page, new RegisteredTypefaces(content.Fonts, faces));
        return Document.Create(document => document.Page(paper =>
            {
                paper.Size(PageLayout.PageWidth, PageLayout.PageHeight);
                paper.Margin(0);
                paper.Content().Layers(composition.Compose);
            }))
            .WithMetadata(Metadata(content))
            .WithSettings(QuestPdfVersion.Conforming(new DocumentSettings { ImageRasterDpi = 300 }))
            .GeneratePdf();
    }

    private static DocumentMetadata Metadata(CertificateContent content) => QuestPdfVersion.In(content.Language, new DocumentMetadata
    {
        Title = content.Title,
        Author = content.Author,
        Creator = "OpenGovWeek",
        Producer = "OpenGovWeek",
        CreationDate = content.IssuedAt,
        ModifiedDate = content.IssuedAt,
    });
}
