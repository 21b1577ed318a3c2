using System.Text;

namespace OpenGovWeek.Core.Certificates;

/// <summary>Puts facts, wording and look together.</summary>
public static class CertificateComposer
{
    /// <summary>The content of the certificate of one day.</summary>
    /// <param name="facts">What is certified.</param>
    /// <param name="texts">The wording.</param>
    /// <param name="look">The look.</param>
    /// <param name="qr">The QR code of <see cref="CertificateFacts.VerificationAddress"/>.</param>
    /// <exception cref="FormatException">A text has a placeholder that does not exist, or a brace that is not closed.</exception>
    /// <exception cref="ArgumentException">The time of issue is not UTC, or the address is not absolute.</exception>
    public static CertificateContent ForDay(CertificateFacts facts, CertificateTexts texts, CertificateLook look, QrMatrix qr)
    {
        if (facts.IssuedAt.Kind != DateTimeKind.Utc)
            throw new ArgumentException("The time of issue must be UTC.", nameof(facts));
        if (!facts.VerificationAddress.IsAbsoluteUri)
            throw new ArgumentException("The verification address must be absolute.", nameof(facts));

        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["attendee"] = facts.AttendeeName,
            ["event"] = facts.EventName,
            ["organiser"] = facts.Organiser,
            ["day"] = facts.DayTitle,
            ["date"] = facts.Date,
            ["minutes"] = facts.Minutes,
            ["hours"] = facts.Hours,
            ["issued"] = facts.IssuedOn,
            ["code"] = facts.Code.Display,
            ["address"] = Printed(facts.VerificationAddress),
        };
        var sessions = facts.SessionTitles.Where(title => title != facts.DayTitle)
            .Select(title => new CertificateBlock(CertificateRole.Detail,
                Fill(texts.Session, new Dictionary<string, string>(values, StringComparer.Ordinal) { ["session"] = title })));
        CertificateBlock[] signatory = facts.Signatory is { } who
            ? [new(CertificateRole.SignatoryName, who.Name), new(CertificateRole.SignatoryOffice, who.Office)]
            : [];

        return new CertificateContent
        {
            Title = Fill(texts.DocumentTitle, values),
            Author = facts.Organiser,
            Language = texts.Language,
            IssuedAt = facts.IssuedAt,
            Qr = qr,
            Theme = look.Theme,
            Fonts = look.Fonts,
            Images = look.Images,
            Blocks =
            [
                new(CertificateRole.Issuer, facts.Organiser),
                new(CertificateRole.Event, facts.EventName),
                new(CertificateRole.Heading, Fill(texts.Heading, values)),
                new(CertificateRole.Lead, Fill(texts.Lead, values)),
                new(CertificateRole.Recipient, facts.AttendeeName),
                new(CertificateRole.Statement, Fill(texts.Statement, values)),
                .. sessions,
                .. signatory,
                new(CertificateRole.Qr, facts.VerificationAddress.AbsoluteUri, Fill(texts.QrAlternative, values)),
                new(CertificateRole.VerificationHint, Fill(texts.VerificationHint, values)),
                new(CertificateRole.VerificationAddress, Printed(facts.VerificationAddress)),
                new(CertificateRole.Code, Fill(texts.Code, values)),
                new(CertificateRole.IssuedOn, Fill(texts.IssuedOn, values)),
            ],
        };
    }

    // On paper the scheme only makes an address longer to type.
    private static string Printed(Uri address) => address.Authority + address.PathAndQuery;

    // One pass: a brace in an attendee's name is a brace, not a placeholder.
    private static string Fill(string template, Dictionary<string, string> values)
    {
        var filled = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            if (open < 0)
                return filled.Append(template, at, template.Length - at).ToString();
            var close = template.IndexOf('}', open);
            if (close < 0)
                throw new FormatException($"A brace is not closed in \"{template}\".");
            var name = template[(open + 1)..close];
            if (!values.TryGetValue(name, out var value))
                throw new FormatException($"There is no placeholder {{{name}}}, which stands in \"{template}\".");
            filled.Append(template, at, open - at).Append(value);
            at = close + 1;
        }
        return filled.ToString();
    }
}
