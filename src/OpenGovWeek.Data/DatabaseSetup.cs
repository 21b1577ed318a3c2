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
            db.Deployments.Add(new Deployment { Epoch = NewEpoch() });
            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <summary>An epoch that no life of a database ever had.</summary>
    public static string NewEpoch() => Guid.NewGuid().ToString("N");

    /// <summary>Begins another life of the database: clients forget what they hold and read everything again.</summary>
    /// <exception cref="InvalidOperationException">It never had one: it was not made by this application.</exception>
    public async Task StartEpochAsync(CancellationToken cancellation)
    {
        var epoch = NewEpoch();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Deployments.ExecuteUpdateAsync(set => set.SetProperty(d => d.Epoch, epoch), cancellation) == 0)
        {
            throw new InvalidOperationException("It has no epoch that could be changed; was it restored completely?");
        }
    }

    /// <summary>How the database is reached.</summary>
    public string ConnectionString()
    {
        using var db = contexts.CreateDbContext();
        return db.Database.GetConnectionString()!;
    }

    /// <summary>Names of the migrations that this build has.</summary>
    public IReadOnlyList<string> KnownMigrations()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.Database.GetMigrations()];
    }

    /// <summary>Names of the migrations that the database still lacks, oldest first.</summary>
    public async Task<IReadOnlyList<string>> MissingMigrationsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return [.. await db.Database.GetPendingMigrationsAsync(cancellation)];
    }
}
