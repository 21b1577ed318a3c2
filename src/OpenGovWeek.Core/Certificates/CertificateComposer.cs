namespace OpenGovWeek.Core.Certificates;

/// <summary>Puts facts, wording, policy and look together.</summary>
public static class CertificateComposer
{
    /// <summary>The content of the certificate of one day.</summary>
    /// <param name="facts">What is certified.</param>
    /// <param name="texts">The wording.</param>
    /// <param name="look">The look.</param>
    /// <param name="qr">The QR code of <see cref="CertificateFacts.VerificationAddress"/>.</param>
    /// <param name="policy">Who signs, and the statement when the organiser wrote one; null for neither.</param>
    /// <param name="isSample">Whether it is only to be looked at: what is printed says so across the page.</param>
    /// <exception cref="FormatException">A text has a placeholder that does not exist, or a brace that is not closed.</exception>
    /// <exception cref="ArgumentException">The time of issue is not UTC, or the address is not absolute.</exception>
    public static CertificateContent ForDay(
        DayFacts facts, CertificateTexts texts, CertificateLook look, QrMatrix qr, CertificatePolicy? policy = null, bool isSample = false)
    {
        var values = ValuesOf(facts);
        values["day"] = facts.DayTitle;
        values["date"] = facts.Date;
        var statement = policy?.DayStatement ?? (facts.PolicyHours is null ? texts.DayStatement : texts.DayStatementHours);
        var sessions = facts.SessionTitles.Where(title => title != facts.DayTitle)
            .Select(title => CertificateTemplate.Fill(texts.Session, With(values, ("session", title))));
        return Compose(facts, texts, look, qr, policy, isSample, values, statement, sessions);
    }

    /// <summary>The content of the certificate of the whole event; see <see cref="ForDay"/>.</summary>
    /// <exception cref="FormatException">As there.</exception>
    /// <exception cref="ArgumentException">As there.</exception>
    public static CertificateContent ForEvent(
        EventFacts facts, CertificateTexts texts, CertificateLook look, QrMatrix qr, CertificatePolicy? policy = null, bool isSample = false)
    {
        var values = ValuesOf(facts);
        values["days"] = facts.AttendedDays;
        values["total"] = facts.TotalDays;
        values["date"] = CertificateTemplate.Fill(
            facts.FirstDate == facts.LastDate ? texts.OneDate : texts.Dates, With(values, ("first", facts.FirstDate), ("last", facts.LastDate)));
        var statement = policy?.EventStatement ?? (facts.PolicyHours is null ? texts.EventStatement : texts.EventStatementHours);
        var days = facts.Days.Select(day => CertificateTemplate.Fill(texts.EventDay, With(values, ("date", day.Date), ("day", day.Title))));
        return Compose(facts, texts, look, qr, policy, isSample, values, statement, days);
    }

    private static CertificateContent Compose(
        CertificateFacts facts,
        CertificateTexts texts,
        CertificateLook look,
        QrMatrix qr,
        CertificatePolicy? policy,
        bool isSample,
        Dictionary<string, string> values,
        string statement,
        IEnumerable<string> details)
    {
        if (facts.IssuedAt.Kind != DateTimeKind.Utc)
            throw new ArgumentException("The time of issue must be UTC.", nameof(facts));
        if (!facts.VerificationAddress.IsAbsoluteUri)
            throw new ArgumentException("The verification address must be absolute.", nameof(facts));

        var signatories = policy?.Signatories.OrderBy(signatory => signatory.Position).ToList() ?? [];
        return new CertificateContent
        {
            Title = Fill(texts.DocumentTitle),
            Author = facts.Organiser,
            Language = texts.Language,
            IssuedAt = facts.IssuedAt,
            Qr = qr,
            Theme = look.Theme,
            Fonts = look.Fonts,
            Images = [.. ImagesOf(look, signatories, Fill(texts.LogoAlternative), name => CertificateTemplate.Fill(texts.SignatureAlternative, With(values, ("signatory", name))))],
            Blocks =
            [
                .. Optional(CertificateRole.Sample, isSample ? Fill(texts.Sample) : null),
                new(CertificateRole.Issuer, facts.Organiser),
                new(CertificateRole.Event, facts.EventName),
                new(CertificateRole.Heading, Fill(texts.Heading)),
                new(CertificateRole.Lead, Fill(texts.Lead)),
                new(CertificateRole.Recipient, facts.AttendeeName),
                .. Optional(CertificateRole.Document, facts.DocumentNumber is { } number
                    ? CertificateTemplate.Fill(texts.Document, With(values, ("document", number))) : null),
                new(CertificateRole.Statement, Fill(statement)),
                .. details.Select(text => new CertificateBlock(CertificateRole.Detail, text)),
                .. signatories.SelectMany(signatory => new CertificateBlock[]
                {
                    new(CertificateRole.SignatoryName, signatory.Name),
                    new(CertificateRole.SignatoryPost, signatory.Post),
                }),
                new(CertificateRole.Qr, facts.VerificationAddress.AbsoluteUri, Fill(texts.QrAlternative)),
                new(CertificateRole.VerificationHint, Fill(texts.VerificationHint)),
                new(CertificateRole.VerificationAddress, values["address"]),
                new(CertificateRole.Code, Fill(texts.Code)),
                new(CertificateRole.IssuedOn, Fill(texts.IssuedOn)),
            ],
        };

        string Fill(string template) => CertificateTemplate.Fill(template, values);
    }

    private static IEnumerable<CertificateImage> ImagesOf(
        CertificateLook look, List<Signatory> signatories, string logoAlternative, Func<string, string> signatureAlternative)
    {
        if (look.Logo is { } logo)
            yield return new CertificateImage(CertificateImageRole.Logo, logo, logoAlternative);
        for (var i = 0; i < signatories.Count; i++)
        {
            if (signatories[i].Signature is { } signature)
                yield return new CertificateImage(CertificateImageRole.Signature, signature, signatureAlternative(signatories[i].Name), i);
        }
    }

    private static IEnumerable<CertificateBlock> Optional(CertificateRole role, string? text) =>
        text is null ? [] : [new CertificateBlock(role, text)];

    private static Dictionary<string, string> ValuesOf(CertificateFacts facts) => new(StringComparer.Ordinal)
    {
        ["attendee"] = facts.AttendeeName,
        ["event"] = facts.EventName,
        ["organiser"] = facts.Organiser,
        ["minutes"] = facts.Minutes,
        ["hours"] = facts.PolicyHours ?? facts.Hours,
        ["issued"] = facts.IssuedOn,
        ["code"] = facts.Code.Display,
        // On paper the scheme only makes an address longer to type.
        ["address"] = facts.VerificationAddress.IsAbsoluteUri ? facts.VerificationAddress.Authority + facts.VerificationAddress.PathAndQuery : "",
    };

    private static Dictionary<string, string> With(Dictionary<string, string> values, params (string Name, string Value)[] more)
    {
        var all = new Dictionary<string, string>(values, StringComparer.Ordinal);
        foreach (var (name, value) in more)
            all[name] = value;
        return all;
    }
}
