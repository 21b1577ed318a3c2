using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpenGovWeek.Testing;

/// <summary>A certificate for localhost that lives as long as the test run.</summary>
public static class TestCertificate
{
    public static X509Certificate2 Instance { get; } = Create();

    /// <summary>Whether a server that a test speaks to showed this very certificate.</summary>
    public static bool Is(X509Certificate? shown) => shown?.GetCertHashString() == Instance.GetCertHashString();

    /// <summary>Its key, for a server that is another program.</summary>
    public static string PrivateKeyPem()
    {
        using var key = Instance.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static X509Certificate2 Create()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
