using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>The engine that this build has; every test of a certificate is run with it, and held to what it states.</summary>
internal static class Engine
{
#if QUESTPDF
    internal static ICertificateRenderer OfThisBuild { get; } =
        new OpenGovWeek.Certificates.QuestPdf.QuestPdfCertificateRenderer(Environment.GetEnvironmentVariable("Certificates__QuestPdfLicence"));
#else
    internal static ICertificateRenderer OfThisBuild { get; } = new OpenGovWeek.Certificates.Skia.SkiaCertificateRenderer();
#endif
}
