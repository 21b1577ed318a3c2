using OpenGovWeek.Web.Composition;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Issuing, downloading and verifying certificates.</summary>
public static class CertificatesFeature
{
    public static void AddCertificates(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPdfEngine(configuration);
        services.AddSingleton(new PublicAddress(configuration));
        services.AddSingleton<CertificatePress>();
        services.AddSingleton<IssueCertificate>();
        services.AddSingleton<VerifyCertificate>();
    }
}
