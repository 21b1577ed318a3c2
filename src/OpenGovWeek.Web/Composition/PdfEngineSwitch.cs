using OpenGovWeek.Core.Certificates;
#if QUESTPDF
using OpenGovWeek.Certificates.QuestPdf;
#else
using OpenGovWeek.Certificates.Skia;
#endif

namespace OpenGovWeek.Web.Composition;

/// <summary>Chooses what draws certificates, when it is built: SkiaSharp, or QuestPDF with <c>-p:PdfEngine=QuestPDF</c>.</summary>
public static class PdfEngineSwitch
{
    /// <exception cref="StartupException">The engine is QuestPDF and <c>Certificates:QuestPdfLicence</c> does not say which licence applies.</exception>
    public static void AddPdfEngine(this IServiceCollection services, IConfiguration configuration)
    {
#if QUESTPDF
        try
        {
            services.AddSingleton<ICertificateRenderer>(new QuestPdfCertificateRenderer(configuration["Certificates:QuestPdfLicence"]));
        }
        catch (ArgumentException exception)
        {
            throw new StartupException(exception.Message, exception);
        }
#else
        _ = configuration;
        services.AddSingleton<ICertificateRenderer, SkiaCertificateRenderer>();
#endif
    }
}
