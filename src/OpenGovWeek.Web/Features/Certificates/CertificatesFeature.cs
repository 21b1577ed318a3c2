using OpenGovWeek.Certificates.Skia;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Web.Features.Certificates.Manage;
using OpenGovWeek.Web.Features.Certificates.Runs;
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
        services.AddSingleton<CertificateMaker>();
        services.AddSingleton<CertificateSample>();
        services.AddSingleton<CertificateLetter>();
        services.AddSingleton<IssueCertificate>();
        services.AddSingleton<SavePolicy>();
        services.AddSingleton<Amend>();
        services.Configure<RunOptions>(configuration.GetSection("CertificateRuns"));
        services.AddSingleton<CertificateRound>();
        services.AddHostedService<CertificateRunner>();
        services.AddSingleton<VerifyCertificate>();
    }
}
