namespace OpenGovWeek.Core.Attendees;

/// <summary>What an attendee may say and later correct, checked.</summary>
/// <param name="Name">As it is to stand on the certificate.</param>
/// <param name="Region">One of <see cref="Regions"/>; null when not given.</param>
/// <param name="DocumentNumber">See <see cref="Attendees.DocumentNumber"/>; null when not given.</param>
public sealed record Profile(string Name, Audience Audience, string? Region, string? DocumentNumber = null);

/// <summary>What a person sends to register, checked.</summary>
public sealed record Registration(Profile Profile, EmailAddress Email)
{
    /// <summary>Reads an audience by its name in code.</summary>
    /// <exception cref="RuleException"><c>audience-missing</c>.</exception>
    public static Audience ParseAudience(string? input, string field = "audience") =>
        Enum.GetNames<Audience>().Contains(input) ? Enum.Parse<Audience>(input!) : throw new RuleException("audience-missing", field: field);

    /// <summary>Reads a region's code; nothing is no region.</summary>
    /// <exception cref="RuleException"><c>region-unknown</c>.</exception>
    public static string? ParseRegion(string? input, string field = "region") => input switch
    {
        null or "" => null,
        _ when Regions.All.ContainsKey(input) => input,
        _ => throw new RuleException("region-unknown", field: field),
    };

    /// <summary>Checks that the present text of the consent, and no older one, was accepted.</summary>
    /// <exception cref="RuleException"><c>consent-missing</c>.</exception>
    public static string ParseConsent(string? input, string field = "consent") =>
        input == Consent.Version ? input : throw new RuleException("consent-missing", field: field);
}
