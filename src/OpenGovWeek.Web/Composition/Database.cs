using System.Data.Common;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Sqlite;
using RetryLimitExceededException = Microsoft.EntityFrameworkCore.Storage.RetryLimitExceededException;

namespace OpenGovWeek.Web.Composition;

/// <summary>Brings the database into the state that this build needs before anything is served.</summary>
public static class Database
{
    /// <summary>Applies the missing migrations, whatever the provider.</summary>
    /// <exception cref="StartupException">The database cannot be reached or changed.</exception>
    public static Task MigrateAsync(this WebApplication app) => ReachAsync(async () =>
    {
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        if (app.Services.GetRequiredService<IDatabaseProvider>().IsEmbedded)
        {
            PrivateFile.CreateDatabase(setup.ConnectionString());
        }

        await setup.MigrateAsync(CancellationToken.None);
        return true;
    });

    /// <summary>Migrates the embedded database; on a server only checks, since several nodes start at once.</summary>
    /// <exception cref="StartupException">The database cannot be reached, or lacks a migration.</exception>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IDatabaseProvider>().IsEmbedded)
        {
            await app.MigrateAsync();
            return;
        }

        var missing = await ReachAsync(() => app.Services.GetRequiredService<DatabaseSetup>().MissingMigrationsAsync(CancellationToken.None));
        if (missing.Count > 0)
        {
            throw new StartupException($"The database lacks {missing.Count} migration(s): run the application once with --migrate.");
        }
    }

    internal static async Task<T> ReachAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is DbException or RetryLimitExceededException or ArgumentException or InvalidOperationException)
        {
            var cause = exception.GetBaseException();
            throw new StartupException($"The database cannot be used: {cause.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}
