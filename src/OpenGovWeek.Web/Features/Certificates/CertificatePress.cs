using System.Security.Cryptography;
using System.Text.Json;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Puts the content of a certificate on paper, in all that is frozen of it, and has it signed where the institution signs.</summary>
/// <param name="signer">Null where nobody signs.</param>
public sealed partial class CertificatePress(ICertificateRenderer renderer, ILogger<CertificatePress> log, ICertificateSigner? signer = null)
{
    /// <summary>Draws a certificate without signing it; the same content gives the same drawing for as long as the engine stays the same.</summary>
    /// <exception cref="RuleException"><c>certificate-characters</c> (detail: those that no typeface draws), <c>certificate-overflow</c>.</exception>
    public byte[] Draw(CertificateContent content)
    {
        try
        {
            return renderer.Render(content);
        }
        catch (UndrawableTextException exception)
        {
            throw new RuleException("certificate-characters", RuleKind.Invalid, field: null, string.Join(", ", exception.Characters));
        }
        catch (CertificateOverflowException)
        {
            throw new RuleException("certificate-overflow");
        }
    }

    /// <summary>Prints a certificate that is to be issued.</summary>
    /// <exception cref="RuleException">Those of <see cref="Draw"/>; Busy <c>certificate-signing</c>.</exception>
    public async Task<PrintedCertificate> PrintAsync(CertificateContent content, CancellationToken cancellation)
    {
        try
        {
            var drawn = Draw(content);
            var signed = signer is null ? null : await signer.SignAsync(drawn, content.IssuedAt, cancellation);
            var pdf = signed?.Pdf ?? drawn;
            return new PrintedCertificate(pdf, Convert.ToHexStringLower(SHA256.HashData(pdf)), JsonSerializer.Serialize(content.Blocks, LiveJson.Options), signed?.SignedBy);
        }
        catch (SigningException exception)
        {
            LogUnsigned(log, exception);
            throw new RuleException("certificate-signing", RuleKind.Busy);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A certificate could not be signed and was not issued.")]
    private static partial void LogUnsigned(ILogger log, Exception exception);
}

/// <summary>A certificate as it was printed.</summary>
/// <param name="Pdf">The file that is kept and given out, byte by byte.</param>
/// <param name="Sha256">Of the file, in lower-case hex.</param>
/// <param name="Blocks">The printed texts in reading order, as JSON of <see cref="CertificateBlock"/>s.</param>
/// <param name="SignedBy">Whom the signing certificate names; null when the file is not signed.</param>
public sealed record PrintedCertificate(byte[] Pdf, string Sha256, string Blocks, string? SignedBy);
