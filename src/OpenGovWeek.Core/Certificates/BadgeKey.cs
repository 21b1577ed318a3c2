namespace OpenGovWeek.Core.Certificates;

/// <summary>A key that signs badges. Old ones stay, so that what they signed can be verified.</summary>
public sealed class BadgeKey
{
    public required Guid Id { get; init; }

    /// <summary>The public key as a JSON Web Key (RFC 7517).</summary>
    public required string PublicJwk { get; init; }

    /// <summary>The private key (PKCS#8), sealed with the application's data protection.</summary>
    public required byte[] SealedPrivateKey { get; init; }

    public required DateTime CreatedAt { get; init; }
}
