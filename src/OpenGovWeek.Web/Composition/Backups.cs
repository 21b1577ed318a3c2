using OpenGovWeek.Data;
using OpenGovWeek.Data.Sqlite;

namespace OpenGovWeek.Web.Composition;

/// <summary>
/// What an operator does with the whole database: a copy of the embedded one while a node runs, its return, and, after a server's own tools brought one
/// back, the other epoch by which clients notice that what they hold no longer counts.
/// </summary>
public static class Backups
{
    /// <summary>Writes the embedded database into a file that does not exist yet.</summary>
    /// <exception cref="StartupException">The file cannot be written, there is nothing to copy, or the database is a server's.</exception>
    public static async Task BackUpAsync(this WebApplication app, string file)
    {
        var database = ConnectionOf(app, "backup");
        if (File.Exists(file))
        {
            throw new StartupException($"{file} exists already: choose another name, so that no backup is lost.");
        }

        if (!await HasDataAsync(database))
        {
            throw new StartupException("There is no database to back up: say where it is with DataFolder or ConnectionStrings:Database.");
        }

        await DoAsync($"{file} could not be written", () => SqliteBackup.Write(database, file));
        await System.Console.Out.WriteLineAsync($"{file}: {new FileInfo(file).Length} bytes, complete and undamaged.");
    }

    /// <summary>Puts a backup in the place of the embedded database, which begins another epoch.</summary>
    /// <param name="replace">Whether what is there may be overwritten.</param>
    /// <exception cref="StartupException">The file is no backup of this application or one of a newer version, something would be overwritten, or the database is a server's.</exception>
    public static async Task RestoreAsync(this WebApplication app, string file, bool replace)
    {
        var database = ConnectionOf(app, "restore");
        if (!File.Exists(file))
        {
            throw new StartupException($"{file} does not exist.");
        }

        IReadOnlyList<string> migrations = [];
        await DoAsync($"{file} is no backup", () => migrations = SqliteBackup.MigrationsOf(file));
        if (migrations.Count == 0 || migrations.Except(app.Services.GetRequiredService<DatabaseSetup>().KnownMigrations()).Any())
        {
            throw new StartupException($"{file} is no backup of this version or an earlier one: run the version that made it.");
        }

        if (!replace && await HasDataAsync(database))
        {
            throw new StartupException("There is a database already, and everything in it would be lost: make a backup of it, and add --replace.");
        }

        await DoAsync($"{file} could not be restored", () => SqliteBackup.Restore(file, database, DatabaseSetup.NewEpoch()));
        await System.Console.Out.WriteLineAsync($"{file} is restored.");
    }

    /// <summary>Begins another epoch: for a server's database that was put back with its own tools.</summary>
    /// <exception cref="StartupException">The database cannot be reached, or is not this application's.</exception>
    public static Task StartEpochAsync(this WebApplication app) => Database.ReachAsync(async () =>
    {
        await app.Services.GetRequiredService<DatabaseSetup>().StartEpochAsync(CancellationToken.None);
        return true;
    });

    private static string ConnectionOf(WebApplication app, string command) => app.Services.GetRequiredService<IDatabaseProvider>() is SqliteProvider
        ? app.Services.GetRequiredService<DatabaseSetup>().ConnectionString()
        : throw new StartupException(
            $"{command} is for the embedded database. A server has its own tools, such as pg_dump and pg_restore; after bringing a database back with them, run the application once with new-epoch.");

    private static Task<bool> HasDataAsync(string database) => Database.ReachAsync(() => Task.FromResult(SqliteBackup.HasData(database)));

    private static async Task DoAsync(string what, Action work)
    {
        try
        {
            // SQLite's own calls wait; nobody else is served meanwhile.
            await Task.Run(work);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{what}: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}
