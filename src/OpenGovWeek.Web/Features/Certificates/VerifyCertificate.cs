using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Certificates;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Answers whether a code belongs to a certificate, with no more personal data than the paper shows.</summary>
public sealed class VerifyCertificate(VerificationStore certificates)
{
    private const int HashLength = 64;

    /// <summary>Looks a code up, or the SHA-256 of a file, by which who has no script finds the certificate that the file is.</summary>
    /// <param name="typed">As somebody typed or scanned it: of a code case, spaces, hyphens and O/0, I/L/1 are forgiven.</param>
    public async Task<Verification> RunAsync(string? typed, CancellationToken cancellation)
    {
        var asked = typed?.Trim() ?? "";
        if (IsHash(asked))
        {
            return await ByHashAsync(asked, cancellation);
        }

        if (!CertificateCode.TryParse(asked, out var code))
        {
            return new Verification(asked, Asked.Neither, null);
        }

        return new Verification(code.Display, Asked.Code, await certificates.FindByCodeAsync(code.Value, cancellation));
    }

    /// <summary>Looks the bytes of a file up.</summary>
    /// <param name="sha256">In hex.</param>
    public async Task<Verification> ByHashAsync(string sha256, CancellationToken cancellation)
    {
        var found = IsHash(sha256) ? await certificates.FindByHashAsync(sha256.ToLowerInvariant(), cancellation) : null;
        return new Verification(found is null ? sha256 : CertificateCode.Parse(found.Code).Display, Asked.Hash, found);
    }

    private static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigit);
}

/// <summary>What somebody asked with.</summary>
public enum Asked
{
    /// <summary>Nothing that can be a code: a character is missing, one too many, or changed.</summary>
    Neither,

    /// <summary>A whole code, whose check character is right.</summary>
    Code,

    /// <summary>The SHA-256 of a file.</summary>
    Hash,
}

/// <summary>What is known of a code or a file.</summary>
/// <param name="Code">The code as it is printed; what was typed when there is none.</param>
/// <param name="Certificate">Null when it is unknown.</param>
public sealed record Verification(string Code, Asked With, VerifiedCertificate? Certificate)
{
    /// <summary>valid, revoked, superseded, unknown or mistyped.</summary>
    public string Verdict => Certificate is { } found ? VerdictOf(found.Status) : With == Asked.Neither ? "mistyped" : "unknown";

    public static string VerdictOf(CertificateStatus status) => status switch
    {
        CertificateStatus.Valid => "valid",
        CertificateStatus.Revoked => "revoked",
        CertificateStatus.Superseded => "superseded",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
