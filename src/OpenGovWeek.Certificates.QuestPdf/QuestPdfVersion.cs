using System.Reflection;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace OpenGovWeek.Certificates.QuestPdf;

/// <summary>What the version of QuestPDF at hand can do, and how to ask for what older ones do not know.</summary>
internal static class QuestPdfVersion
{
    private static readonly Assembly Library = typeof(Document).Assembly;
    private static readonly Version Version = Library.GetName().Version ?? new Version();
    private static readonly Type? Semantics = Library.GetType("QuestPDF.Fluent.SemanticExtensions");

    /// <summary>Whether documents carry a structure for assistive technology, and keep to PDF/A and PDF/UA: since 2025.12.</summary>
    internal static bool IsTagged { get; } = Version >= new Version(2025, 12) && Semantics is not null;

    /// <summary>Whether only what a document uses of a typeface is embedded: since 2024.3.</summary>
    internal static bool SubsetsTypefaces => LinesAreAsHighAsTheirTypeface;

    /// <summary>Whether a line is as high as its typeface says unless it is told otherwise: since 2024.3, when the library took over Skia's own paragraphs.</summary>
    internal static bool LinesAreAsHighAsTheirTypeface { get; } = Version >= new Version(2024, 3);

    /// <summary>The settings with the levels of PDF/A and PDF/UA where there are any.</summary>
    internal static DocumentSettings Conforming(DocumentSettings settings)
    {
        if (IsTagged)
        {
            SetName(settings, "PDFA_Conformance", "PDFA_2B");
            SetName(settings, "PDFUA_Conformance", "PDFUA_1");
        }
        return settings;
    }

    /// <summary>The metadata with the language where it has a place.</summary>
    internal static DocumentMetadata In(string language, DocumentMetadata metadata)
    {
        typeof(DocumentMetadata).GetProperty("Language")?.SetValue(metadata, language);
        return metadata;
    }

    /// <summary>What follows is tagged.</summary>
    /// <param name="container">Where it will stand.</param>
    /// <param name="tag">The tag as QuestPDF names it, such as Header1.</param>
    /// <param name="alternative">What is said in its place, for tags that have this.</param>
    internal static IContainer As(this IContainer container, string tag, string? alternative = null)
    {
        if (!IsTagged)
            return container;
        var method = Semantics!.GetMethod($"Semantic{tag}")
            ?? throw new InvalidOperationException($"QuestPDF {Version} has no tag {tag}.");
        return (IContainer)method.Invoke(null, alternative is null ? [container] : [container, alternative])!;
    }

    private static void SetName(DocumentSettings settings, string property, string name)
    {
        var found = typeof(DocumentSettings).GetProperty(property) ?? throw new InvalidOperationException($"QuestPDF {Version} has no setting {property}.");
        found.SetValue(settings, Enum.Parse(found.PropertyType, name));
    }
}
