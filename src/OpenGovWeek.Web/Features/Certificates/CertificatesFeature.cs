using OpenGovWeek.Certificates.Skia;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Issuing, downloading and verifying certificates.</summary>
public static class CertificatesFeature
{
    public static void AddCertificates(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ICertificateRenderer, SkiaCertificateRenderer>();
        services.AddSingleton(new PublicAddress(configuration));
        services.AddSingleton<CertificatePress>();
        services.AddSingleton<IssueCertificate>();
        services.AddSingleton<VerifyCertificate>();
    }
}
