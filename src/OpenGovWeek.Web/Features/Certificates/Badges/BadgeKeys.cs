using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using OpenGovWeek.Certificates.Badges;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Certificates;

namespace OpenGovWeek.Web.Features.Certificates.Badges;

/// <summary>The keys that sign badges: the first is made when it is needed, the newest signs, all stay public.</summary>
public sealed class BadgeKeys(BadgeKeyStore store, IDataProtectionProvider protection, TimeProvider clock)
{
    // The unique key of the table decides which of several nodes makes the first one.
    private static readonly Guid First = new("00000000-0000-8000-8000-000000000001");

    private readonly IDataProtector seal = protection.CreateProtector("OpenGovWeek.BadgeKeys");

    /// <summary>Signs the claims of a badge.</summary>
    /// <returns>The token.</returns>
    public async Task<string> SignAsync(object claims, Uri site, CancellationToken cancellation)
    {
        var keys = await store.AllAsync(cancellation);
        if (keys.Count == 0)
        {
            await store.KeepAsync(Make(First), cancellation);
            keys = await store.AllAsync(cancellation);
        }

        return BadgeToken.Sign(seal.Unprotect(keys[0].SealedPrivateKey), BadgeAddresses.Key(site, keys[0].Id), claims);
    }

    /// <summary>Makes a newer key, which signs from now on.</summary>
    public Task RotateAsync(CancellationToken cancellation) => store.KeepAsync(Make(Guid.CreateVersion7(clock.GetUtcNow())), cancellation);

    /// <summary>The public keys as JSON Web Keys (RFC 7517), the one that signs first.</summary>
    public async Task<IReadOnlyList<JsonObject>> PublicAsync(Uri site, CancellationToken cancellation) =>
        [.. (await store.AllAsync(cancellation)).Select(key => BadgeToken.WithId(key.PublicJwk, BadgeAddresses.Key(site, key.Id)))];

    private BadgeKey Make(Guid id)
    {
        var (publicJwk, privateKey) = BadgeToken.NewKey();
        return new BadgeKey { Id = id, PublicJwk = publicJwk, SealedPrivateKey = seal.Protect(privateKey), CreatedAt = clock.UtcNow() };
    }
}
