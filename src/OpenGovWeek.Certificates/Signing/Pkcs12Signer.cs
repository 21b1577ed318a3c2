using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Signing;

/// <summary>Signs with the key of a PKCS#12 file: PAdES baseline B over the whole of a certificate, as an update of the file that the engine wrote.</summary>
public sealed class Pkcs12Signer : ICertificateSigner
{
    private readonly X509Certificate2 _certificate;
    private readonly DetachedSignature _signature;
    private readonly int _room;

    private Pkcs12Signer(X509Certificate2 certificate, X509Certificate2Collection chain)
    {
        _certificate = certificate;
        _signature = new DetachedSignature(certificate, chain);
        _room = _signature.MeasureRoom();
    }

    /// <summary>Whom the certificate names.</summary>
    public string SignedBy => _certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    /// <summary>Opens the file.</summary>
    /// <param name="path">A file with one certificate and its private key, RSA or ECDSA, and the certificates that lead to its root.</param>
    /// <param name="password">Null for none.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="SigningException">The file cannot be opened, or its certificate cannot sign now; in one sentence.</exception>
    public static Pkcs12Signer Open(string path, string? password, DateTime now)
    {
        var all = Read(path, password);
        var certificate = all.FirstOrDefault(one => one.HasPrivateKey)
            ?? throw new SigningException($"The signing file {path} holds no certificate with its private key.");
        if (!IsRsaOrEcdsa(certificate))
            throw new SigningException($"The key in the signing file {path} is neither RSA nor ECDSA.");
        if (!MaySign(certificate))
            throw new SigningException($"The certificate in the signing file {path} was not issued for signing documents.");
        RefuseOutside(certificate, now);
        return new Pkcs12Signer(certificate, [.. all.Where(one => one != certificate)]);
    }

    /// <inheritdoc/>
    public Task<SignedPdf> SignAsync(byte[] pdf, DateTime signedAt, CancellationToken cancellation)
    {
        RefuseOutside(_certificate, signedAt);
        try
        {
            var field = new SignatureField(pdf, signedAt, _room);
            return Task.FromResult(new SignedPdf(field.Fill(_signature.Over(field.Signed)), SignedBy));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or InvalidDataException)
        {
            throw new SigningException($"The certificate could not be signed: {exception.Message}", exception);
        }
    }

    private static X509Certificate2Collection Read(string path, string? password)
    {
        try
        {
            // The key stays in memory where the system allows it.
            var flags = OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;
            return X509CertificateLoader.LoadPkcs12Collection(File.ReadAllBytes(path), password, flags);
        }
        catch (CryptographicException exception)
        {
            throw new SigningException($"The signing file {path} cannot be opened: it is not a PKCS#12 file, or the password is another.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SigningException($"The signing file {path} cannot be read: it is not there, or this account may not read it.", exception);
        }
    }

    private static void RefuseOutside(X509Certificate2 certificate, DateTime time)
    {
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if (time > until)
            throw new SigningException(string.Create(CultureInfo.InvariantCulture, $"The signing certificate expired on {until:yyyy-MM-dd}."));
        if (time < from)
            throw new SigningException(string.Create(CultureInfo.InvariantCulture, $"The signing certificate is not valid before {from:yyyy-MM-dd}."));
    }

    private static bool IsRsaOrEcdsa(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var ecdsa = certificate.GetECDsaPublicKey();
        return rsa is not null || ecdsa is not null;
    }

    private static bool MaySign(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is not { } usage
        || (usage.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) != 0;
}
