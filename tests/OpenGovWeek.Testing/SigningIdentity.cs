using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpenGovWeek.Testing;

/// <summary>An institution that signs: a root, an authority and a signing certificate, with the PKCS#12 file that an application is given.</summary>
public sealed class SigningIdentity : IDisposable
{
    /// <summary>Whom the signing certificate names.</summary>
    public const string Name = "Secretaría de Gestión Pública";

    public const string Password = "clave de prueba";

    private readonly List<X509Certificate2> made = [];

    private SigningIdentity()
    {
    }

    /// <summary>Full path of the PKCS#12 file.</summary>
    public string File { get; } = Path.Combine(Path.GetTempPath(), $"ogw-{Guid.NewGuid():N}.p12");

    /// <summary>The settings of an application that signs with it.</summary>
    public Dictionary<string, string?> Settings => new() { ["Certificates:SigningFile"] = File, ["Certificates:SigningPassword"] = Password };

    /// <summary>Makes one that is valid for a year.</summary>
    /// <param name="ecdsa">The signing key is on the curve P-256 instead of RSA.</param>
    /// <param name="expired">The signing certificate ended yesterday.</param>
    /// <param name="usage">What the signing key may be used for.</param>
    public static SigningIdentity Create(bool ecdsa = false, bool expired = false, X509KeyUsageFlags usage = X509KeyUsageFlags.NonRepudiation | X509KeyUsageFlags.DigitalSignature)
    {
        var identity = new SigningIdentity();
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = RSA.Create(2048);
        using var authorityKey = RSA.Create(2048);
        var root = identity.Keep(Request("CN=Raíz de prueba", rootKey, isAuthority: true, X509KeyUsageFlags.KeyCertSign)
            .CreateSelfSigned(now.AddYears(-2), now.AddYears(10)));
        using var issued = Request("CN=Autoridad de prueba", authorityKey, isAuthority: true, X509KeyUsageFlags.KeyCertSign)
            .Create(root, now.AddYears(-2), now.AddYears(5), Serial());
        var authority = identity.Keep(issued.CopyWithPrivateKey(authorityKey));
        var (from, until) = expired ? (now.AddYears(-1), now.AddDays(-1)) : (now.AddDays(-3), now.AddYears(1));
        const string Subject = $"CN={Name}, O=Presidencia del Consejo de Ministros, C=PE";

        X509Certificate2 signing;
        if (ecdsa)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
            using var certificate = request.Create(authority.SubjectName, X509SignatureGenerator.CreateForRSA(authorityKey, RSASignaturePadding.Pkcs1), from, until, Serial());
            signing = identity.Keep(certificate.CopyWithPrivateKey(key));
        }
        else
        {
            using var key = RSA.Create(2048);
            using var certificate = Request(Subject, key, isAuthority: false, usage).Create(authority, from, until, Serial());
            signing = identity.Keep(certificate.CopyWithPrivateKey(key));
        }

        X509Certificate2Collection all = [signing, identity.Keep(X509CertificateLoader.LoadCertificate(authority.RawData)), identity.Keep(X509CertificateLoader.LoadCertificate(root.RawData))];
        System.IO.File.WriteAllBytes(identity.File, all.Export(X509ContentType.Pkcs12, Password)!);
        return identity;
    }

    public void Dispose()
    {
        made.ForEach(certificate => certificate.Dispose());
        System.IO.File.Delete(File);
    }

    private static CertificateRequest Request(string name, RSA key, bool isAuthority, X509KeyUsageFlags usage)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        return request;
    }

    private static byte[] Serial() => Guid.NewGuid().ToByteArray();

    private X509Certificate2 Keep(X509Certificate2 certificate)
    {
        made.Add(certificate);
        return certificate;
    }
}
