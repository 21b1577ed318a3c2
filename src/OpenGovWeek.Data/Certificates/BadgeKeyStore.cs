using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Data.Certificates;

/// <summary>Keeps the keys that sign badges. None is ever taken away: what it signed has to be verifiable.</summary>
public sealed class BadgeKeyStore(IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, IDatabaseProvider provider)
{
    /// <summary>All keys, the one that signs now first.</summary>
    public async Task<IReadOnlyList<BadgeKey>> AllAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.BadgeKeys.AsNoTracking().OrderByDescending(k => k.CreatedAt).ThenBy(k => k.Id).ToListAsync(cancellation);
    }

    /// <summary>Keeps a key; of those with one id that are kept at once, the first stays.</summary>
    public async Task KeepAsync(BadgeKey key, CancellationToken cancellation)
    {
        try
        {
            await gate.RunAsync(async (db, token) =>
            {
                db.BadgeKeys.Add(key);
                return await db.SaveChangesAsync(token);
            }, cancellation);
        }
        catch (DbUpdateException exception) when (provider.IsUniqueViolation(exception))
        {
            // Another node made the first key at the same time.
        }
    }
}
