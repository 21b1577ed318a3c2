using System.Text.Json;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Certificates;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>The paper's words as the page behind its code shows them: in reading order, with the document number masked.</summary>
public sealed class CertificatePage
{
    private CertificatePage(string language, IReadOnlyList<CertificateBlock> blocks) => (Language, Blocks) = (language, blocks);

    /// <summary>BCP 47.</summary>
    public string Language { get; }

    public IReadOnlyList<CertificateBlock> Blocks { get; }

    /// <summary>Where the paper is verified; null when it does not say.</summary>
    public string? Address => Blocks.FirstOrDefault(block => block.Role == CertificateRole.Qr)?.Text;

    /// <summary>The page of a certificate; null for one that was issued before its words were kept.</summary>
    public static CertificatePage? Of(VerifiedCertificate certificate) => BlocksOf(certificate.Blocks) is { Count: > 0 } blocks
        ? new CertificatePage(certificate.Language,
            [.. blocks.Select(block => block with
            {
                Text = DocumentMask.In(block.Text, certificate.DocumentNumber),
                AlternativeText = block.AlternativeText is { } spoken ? DocumentMask.In(spoken, certificate.DocumentNumber) : null,
            })])
        : null;

    /// <summary>The words as they were printed; none for a certificate that was issued before they were kept.</summary>
    /// <param name="blocks">As <see cref="Certificate.Blocks"/> keeps them.</param>
    public static IReadOnlyList<CertificateBlock> BlocksOf(string blocks) =>
        blocks.Length == 0 ? [] : JsonSerializer.Deserialize<CertificateBlock[]>(blocks, LiveJson.Options) ?? [];

    /// <summary>The paper in its parts: what stands alone, and neighbours of one kind together, such as the titles of sessions.</summary>
    public IEnumerable<(CertificateRole Role, IReadOnlyList<CertificateBlock> Blocks)> Parts()
    {
        for (var at = 0; at < Blocks.Count;)
        {
            var role = PartOf(Blocks[at].Role);
            var part = Blocks.Skip(at).TakeWhile(block => PartOf(block.Role) == role).ToList();
            yield return (role, part);
            at += part.Count;
        }
    }

    /// <summary>Who signs, each with what follows the name.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<string> Posts)> Signatories(IReadOnlyList<CertificateBlock> blocks)
    {
        for (var at = 0; at < blocks.Count;)
        {
            var posts = blocks.Skip(at + 1).TakeWhile(block => block.Role != CertificateRole.SignatoryName).Select(block => block.Text).ToList();
            yield return (blocks[at].Text, posts);
            at += 1 + posts.Count;
        }
    }

    // Who signs, with what follows each name, is one part, and so is how to verify.
    private static CertificateRole PartOf(CertificateRole role) =>
        role.ToString().StartsWith("Signatory", StringComparison.Ordinal) ? CertificateRole.SignatoryName
        : role == CertificateRole.VerificationAddress ? CertificateRole.VerificationHint
        : role;
}
