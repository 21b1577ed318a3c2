using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpenGovWeek.Certificates.Badges;

/// <summary>Addresses of an event's badges, which never change.</summary>
/// <param name="Site">Where anyone reaches the application.</param>
public sealed record BadgeAddresses(Uri Site, Guid EventId)
{
    public string Issuer => Of("issuer");

    public string Status => Of("status");

    public string Achievement(string kind) => Of($"achievements/{kind}");

    /// <summary>Where the public key with an id is.</summary>
    public static string Key(Uri site, Guid id) => new Uri(site, $"/api/badges/keys/{id}").AbsoluteUri;

    private string Of(string what) => new Uri(Site, $"/api/badges/{EventId}/{what}").AbsoluteUri;
}

/// <summary>What a badge says, as it stood when the certificate was issued.</summary>
public sealed record BadgeFacts
{
    /// <summary>Id of the certificate. The credential bears it instead of the code, which would open the certificate to all who read the status list.</summary>
    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>Name as printed.</summary>
    public required string Holder { get; init; }

    /// <summary>The holder's address; null where it is nobody's business.</summary>
    public string? Email { get; init; }

    public required string Institution { get; init; }

    /// <summary>Name of the achievement.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>What has to be done for it.</summary>
    public required string Criteria { get; init; }

    public string? Statement { get; init; }

    public required string Language { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime IssuedAt { get; init; }

    /// <summary>When the first day begins, UTC.</summary>
    public required DateTime Start { get; init; }

    /// <summary>When the last day ends, UTC.</summary>
    public required DateTime End { get; init; }

    /// <summary>The page behind the certificate's code.</summary>
    public required Uri Page { get; init; }
}

/// <summary>Puts facts into the form of Open Badges 3.0.</summary>
public static class BadgeComposer
{
    /// <summary>The whole credential.</summary>
    public static OpenBadge Credential(BadgeFacts facts, BadgeAddresses addresses) => new(
        IdOf(facts.Id),
        facts.Name,
        Profile(facts.Institution, addresses),
        Stamp(facts.IssuedAt),
        new BadgeSubject(
            $"{facts.Page.AbsoluteUri}#holder", Stamp(facts.Start), Stamp(facts.End), [.. Identities(facts)], Achievement(facts, addresses), facts.Statement),
        new BadgeReference(addresses.Status, "1EdTechRevocationList"));

    /// <summary>The claims of the credential's token (Open Badges 3.0, JSON Web Token Proof Format).</summary>
    public static object Claims(OpenBadge credential, DateTime issuedAt) => new
    {
        Iss = credential.Issuer.Id,
        Jti = credential.Id,
        Nbf = new DateTimeOffset(issuedAt).ToUnixTimeSeconds(),
        Sub = credential.CredentialSubject.Id,
        Vc = credential,
    };

    public static BadgeProfile Profile(string institution, BadgeAddresses addresses) => new(addresses.Issuer, institution, addresses.Site.AbsoluteUri);

    public static BadgeAchievement Achievement(BadgeFacts facts, BadgeAddresses addresses)
    {
        var address = addresses.Achievement(facts.Kind);
        return new(address, facts.Name, facts.Description, new BadgeCriteria(address, facts.Criteria), Profile(facts.Institution, addresses), facts.Language);
    }

    /// <summary>The credential's id, which is in no way the certificate's code.</summary>
    public static string IdOf(Guid certificate) => $"urn:uuid:{certificate}";

    private static IEnumerable<BadgeIdentity> Identities(BadgeFacts facts)
    {
        yield return new BadgeIdentity(Hashed: false, facts.Holder, "name");
        if (facts.Email is { Length: > 0 } email)
        {
            // Of each certificate another, and of one always the same.
            var salt = Hex($"badge {facts.Id}")[..32];
            yield return new BadgeIdentity(Hashed: true, $"sha256${Hex(email + salt)}", "emailAddress", salt);
        }
    }

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // The claim nbf has whole seconds and must say the same.
    private static string Stamp(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
