using Microsoft.EntityFrameworkCore;

namespace OpenGovWeek.Data;

/// <summary>Brings a database to the present schema.</summary>
public sealed class DatabaseSetup(IDbContextFactory<OpenGovWeekDbContext> contexts)
{
    /// <summary>Applies the missing migrations and names the epoch of a new database.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Database.MigrateAsync(cancellation);
        if (!await db.Deployments.AnyAsync(cancellation))
        {
            db.Deployments.Add(new Deployment { Epoch = Guid.NewGuid().ToString("N") });
            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <summary>Names of the migrations that the database still lacks, oldest first.</summary>
    public async Task<IReadOnlyList<string>> MissingMigrationsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return [.. await db.Database.GetPendingMigrationsAsync(cancellation)];
    }
}
