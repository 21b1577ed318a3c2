using System.Text.Json.Serialization;

namespace OpenGovWeek.Certificates.Badges;

/// <summary>A credential of Open Badges 3.0 (1EdTech), as it stands in the <c>vc</c> claim of its token.</summary>
public sealed record OpenBadge(
    string Id,
    string Name,
    BadgeProfile Issuer,
    string ValidFrom,
    BadgeSubject CredentialSubject,
    BadgeReference CredentialStatus)
{
    [JsonPropertyName("@context"), JsonPropertyOrder(-2)]
    public IReadOnlyList<string> Context { get; } = BadgeContexts.Credential;

    [JsonPropertyOrder(-1)]
    public IReadOnlyList<string> Type { get; } = ["VerifiableCredential", "OpenBadgeCredential"];

    /// <summary>The public schema that it is valid against.</summary>
    public IReadOnlyList<BadgeReference> CredentialSchema { get; } =
        [new("https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json", "1EdTechJsonSchemaValidator2019")];
}

/// <summary>Something at an address, and what it is.</summary>
public sealed record BadgeReference(string Id, string Type);

/// <summary>The institution that issues.</summary>
/// <param name="Context">Where the profile stands by itself; null within a credential.</param>
public sealed record BadgeProfile(
    string Id,
    string Name,
    string Url,
    [property: JsonPropertyName("@context"), JsonPropertyOrder(-2)] IReadOnlyList<string>? Context = null)
{
    [JsonPropertyOrder(-1)]
    public IReadOnlyList<string> Type { get; } = ["Profile"];
}

/// <summary>What is achieved: the same for all who take part in a day, or in the whole event.</summary>
/// <param name="InLanguage">BCP 47.</param>
/// <param name="Context">Where it stands by itself; null within a credential.</param>
public sealed record BadgeAchievement(
    string Id,
    string Name,
    string Description,
    BadgeCriteria Criteria,
    BadgeProfile Creator,
    string InLanguage,
    [property: JsonPropertyName("@context"), JsonPropertyOrder(-2)] IReadOnlyList<string>? Context = null)
{
    [JsonPropertyOrder(-1)]
    public IReadOnlyList<string> Type { get; } = ["Achievement"];

    public string AchievementType { get; } = "Certificate";
}

/// <summary>What has to be done for it.</summary>
public sealed record BadgeCriteria(string Id, string Narrative);

/// <summary>Who achieved it, and when.</summary>
/// <param name="Narrative">What the paper certifies, in its words; null when they were not kept.</param>
public sealed record BadgeSubject(
    string Id,
    string ActivityStartDate,
    string ActivityEndDate,
    IReadOnlyList<BadgeIdentity> Identifier,
    BadgeAchievement Achievement,
    string? Narrative)
{
    [JsonPropertyOrder(-1)]
    public IReadOnlyList<string> Type { get; } = ["AchievementSubject"];
}

/// <summary>What the holder is known by.</summary>
/// <param name="IdentityHash">The identity itself, or <c>sha256$</c> and the hash in hex of the identity followed by the salt.</param>
public sealed record BadgeIdentity(bool Hashed, string IdentityHash, string IdentityType, string? Salt = null)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "IdentityObject";
}

/// <summary>The list of credentials that do not stand any more (1EdTech Revocation List Status Method).</summary>
public sealed record BadgeRevocations(string Id, string Issuer, IReadOnlyList<RevokedBadge> RevokedCredentials)
{
    [JsonPropertyName("@context"), JsonPropertyOrder(-2)]
    public IReadOnlyList<string> Context { get; } = ["https://purl.imsglobal.org/spec/vcrl/v1p0/context.json"];
}

/// <summary>One of them.</summary>
/// <param name="RevocationReason">revoked or superseded; the organiser's words may name people and are not for a list.</param>
public sealed record RevokedBadge(string Id, bool Revoked, string RevocationReason);

/// <summary>The contexts of JSON-LD, in the order that the specification asks for.</summary>
public static class BadgeContexts
{
    public static IReadOnlyList<string> Credential { get; } =
        ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"];
}
