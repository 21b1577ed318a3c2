using System.Text.RegularExpressions;

namespace OpenGovWeek.Core.Certificates;

/// <summary>The next edition of a certificate: what was certified stays word for word, whatever policy and wording have become since.</summary>
public static class NextEdition
{
    // They belong to the paper, not to what it certifies.
    private static readonly CertificateRole[] OfThePaper =
    [
        CertificateRole.Recipient, CertificateRole.Qr, CertificateRole.VerificationHint, CertificateRole.VerificationAddress, CertificateRole.Code,
        CertificateRole.IssuedOn,
    ];

    /// <summary>The words of the former edition with the name, the code and the day of issue of the next.</summary>
    /// <param name="composed">The next edition as it would be composed today. Its signatures stay with those of its signatories who signed the former.</param>
    /// <param name="code">The code of the next edition.</param>
    /// <param name="former">The edition that it supersedes.</param>
    public static CertificateContent Of(CertificateContent composed, CertificateCode code, FormerEdition former)
    {
        if (former.Blocks.Count == 0)
        {
            return composed;
        }

        (string Was, string Is)[] changes =
        [
            (Text(former.Blocks, CertificateRole.VerificationAddress), Text(composed.Blocks, CertificateRole.VerificationAddress)),
            (former.Code.Display, code.Display),
            (Text(former.Blocks, CertificateRole.Recipient), Text(composed.Blocks, CertificateRole.Recipient)),
        ];
        return composed with
        {
            Blocks = [.. former.Blocks.Select(block => OfThePaper.Contains(block.Role)
                ? composed.Blocks.First(own => own.Role == block.Role)
                : block.Role == CertificateRole.Statement ? block with { Text = changes.Aggregate(block.Text, Exchange) } : block)],
            Images = [.. ImagesOf(composed, NamesOf(former.Blocks))],
        };
    }

    // Only whole words: a short name is a part of many others.
    private static string Exchange(string text, (string Was, string Is) change) =>
        Regex.Replace(text, $@"(?<!\w){Regex.Escape(change.Was)}(?!\w)", _ => change.Is);

    private static IEnumerable<CertificateImage> ImagesOf(CertificateContent composed, List<string> signed)
    {
        var names = NamesOf(composed.Blocks);
        return composed.Images
            .Select(image => image.Role == CertificateImageRole.Signature ? image with { Signatory = signed.IndexOf(names[image.Signatory]) } : image)
            .Where(image => image.Signatory >= 0);
    }

    private static List<string> NamesOf(IReadOnlyList<CertificateBlock> blocks) =>
        [.. blocks.Where(block => block.Role == CertificateRole.SignatoryName).Select(block => block.Text)];

    private static string Text(IReadOnlyList<CertificateBlock> blocks, CertificateRole role) => blocks.First(block => block.Role == role).Text;
}

/// <summary>What the edition before said.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Blocks">Its printed texts in reading order; none when it was issued before they were kept.</param>
public sealed record FormerEdition(CertificateCode Code, IReadOnlyList<CertificateBlock> Blocks);
