using System.Security.Cryptography;
using System.Text.Json;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Puts the content of a certificate on paper, in all that is frozen of it.</summary>
public sealed class CertificatePress(ICertificateRenderer renderer)
{
    /// <summary>Prints a certificate; the same content gives the same paper for as long as the engine stays the same.</summary>
    /// <exception cref="RuleException"><c>certificate-characters</c> (detail: those that no typeface draws), <c>certificate-overflow</c>.</exception>
    public PrintedCertificate Print(CertificateContent content)
    {
        try
        {
            var pdf = renderer.Render(content);
            return new PrintedCertificate(pdf, Convert.ToHexStringLower(SHA256.HashData(pdf)), JsonSerializer.Serialize(content.Blocks, LiveJson.Options), SignedBy: null);
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
}

/// <summary>A certificate as it was printed.</summary>
/// <param name="Pdf">The file that is kept and given out, byte by byte.</param>
/// <param name="Sha256">Of the file, in lower-case hex.</param>
/// <param name="Blocks">The printed texts in reading order, as JSON of <see cref="CertificateBlock"/>s.</param>
/// <param name="SignedBy">Whom the signing certificate names; null when the file is not signed.</param>
public sealed record PrintedCertificate(byte[] Pdf, string Sha256, string Blocks, string? SignedBy);
