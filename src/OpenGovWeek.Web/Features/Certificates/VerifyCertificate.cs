using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Certificates;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Answers whether a code belongs to a certificate, with no more personal data than the paper shows.</summary>
public sealed class VerifyCertificate(CertificateStore certificates)
{
    /// <summary>Looks a code up; anything that is not a code is as unknown as a code that was never issued.</summary>
    /// <param name="typed">As somebody typed or scanned it: case, spaces, hyphens and O/0, I/L/1 are forgiven.</param>
    public async Task<Verification> RunAsync(string? typed, CancellationToken cancellation)
    {
        if (!CertificateCode.TryParse(typed, out var code) || code is null)
        {
            return new Verification(typed?.Trim() ?? "", IsWellFormed: false, null);
        }

        return new Verification(code.Display, IsWellFormed: true, await certificates.FindByCodeAsync(code.Value, cancellation));
    }
}

/// <summary>What is known of a code.</summary>
/// <param name="Code">The code as it is printed; what was typed when it is none.</param>
/// <param name="IsWellFormed">It has the length and the check character of a code.</param>
/// <param name="Certificate">Null when it is unknown.</param>
public sealed record Verification(string Code, bool IsWellFormed, IssuedCertificate? Certificate)
{
    /// <summary>valid, revoked, superseded or unknown.</summary>
    public string Verdict => Certificate?.Status switch
    {
        CertificateStatus.Valid => "valid",
        CertificateStatus.Revoked => "revoked",
        CertificateStatus.Superseded => "superseded",
        _ => "unknown",
    };
}
