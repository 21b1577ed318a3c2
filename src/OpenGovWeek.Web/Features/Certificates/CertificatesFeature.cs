using OpenGovWeek.Certificates.Signing;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Web.Composition;
using OpenGovWeek.Web.Features.Certificates.Badges;
using OpenGovWeek.Web.Features.Certificates.Manage;
using OpenGovWeek.Web.Features.Certificates.Runs;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Issuing, downloading and verifying certificates.</summary>
public static class CertificatesFeature
{
    public static void AddCertificates(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPdfEngine(configuration);
        services.AddSingleton(new PublicAddress(configuration));
        if (OpenSigner(configuration) is { } signer)
        {
            services.AddSingleton<ICertificateSigner>(signer);
        }

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
        services.AddSingleton<BadgeKeys>();
        services.AddSingleton<IssueBadge>();
    }

    // Whoever starts the application hears at once of a file that cannot sign, and not the first attendee.
    private static Pkcs12Signer? OpenSigner(IConfiguration configuration)
    {
        if (configuration["Certificates:SigningFile"] is not { Length: > 0 } file)
        {
            return null;
        }

        try
        {
            return Pkcs12Signer.Open(file, configuration["Certificates:SigningPassword"], TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        catch (SigningException exception)
        {
            throw new StartupException(exception.Message, exception);
        }
    }
}
