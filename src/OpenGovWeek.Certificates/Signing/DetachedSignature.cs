using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace OpenGovWeek.Certificates.Signing;

/// <summary>Makes the CMS structures of a PAdES baseline signature (ETSI EN 319 142-1, 6.3) with one certificate.</summary>
/// <param name="certificate">The signing certificate with its private key.</param>
/// <param name="chain">Those that lead from it to its root; may be empty.</param>
internal sealed class DetachedSignature(X509Certificate2 certificate, X509Certificate2Collection chain)
{
    // RFC 5035: names the signing certificate by its SHA-256, the default, inside of what is signed.
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>The most bytes that a signature of this certificate takes; learnt by making one.</summary>
    internal int MeasureRoom()
    {
        var signed = Compute([0]);
        var value = signed.SignerInfos[0].GetSignature().Length;
        return signed.Encode().Length + LongestValue(value) - value;
    }

    /// <summary>A detached signature over the content, as DER.</summary>
    internal byte[] Over(byte[] content) => Compute(content).Encode();

    // The claimed time stands in the PDF's dictionary and therefore, as PAdES has it, not among the attributes.
    private SignedCms Compute(byte[] content)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.None,
        };
        signer.Certificates.Add(certificate);
        signer.Certificates.AddRange(chain);
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificateV2), NameOfCertificate()));
        var signed = new SignedCms(new ContentInfo(content), detached: true);
        signed.ComputeSignature(signer, silent: true);
        return signed;
    }

    private byte[] NameOfCertificate()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(certificate.GetCertHash(HashAlgorithmName.SHA256));
        return writer.Encode();
    }

    // Of ECDSA two numbers are written as briefly as each allows: the longest have a sign byte before all their bits.
    private int LongestValue(int measured)
    {
        using var key = certificate.GetECDsaPublicKey();
        if (key is null)
            return measured;
        var longest = new byte[((key.KeySize + 7) / 8) + 1];
        longest[1] = 0x80;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(longest);
            writer.WriteInteger(longest);
        }
        return writer.GetEncodedLength();
    }
}
