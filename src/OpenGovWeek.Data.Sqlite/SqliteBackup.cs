using Microsoft.Data.Sqlite;

namespace OpenGovWeek.Data.Sqlite;

/// <summary>Copies of the embedded database in one file each: made while a node uses it, looked at, and brought back.</summary>
public static class SqliteBackup
{
    /// <summary>Writes the database as it stands at one moment; who writes meanwhile goes on. The file is complete or not there.</summary>
    /// <param name="file">Must not exist. Only this account may read it, for everything about everybody is in it.</param>
    /// <exception cref="SqliteException">The database cannot be read, or what was written is damaged.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string connectionString, string file)
    {
        var unfinished = file + ".part";
        PrivateFile.Create(unfinished, FileMode.Create);
        try
        {
            using (var database = Open(connectionString, SqliteOpenMode.ReadWrite))
            using (var copy = Open(Of(unfinished), SqliteOpenMode.ReadWrite))
            {
                database.BackupDatabase(copy);
                // A single file, without the journal that the original has beside it.
                Run(copy, "PRAGMA journal_mode=DELETE");
                Check(copy);
            }

            File.Move(unfinished, file, overwrite: false);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Names of the migrations that a backup has seen.</summary>
    /// <exception cref="SqliteException">It is damaged, or no backup of this application.</exception>
    public static IReadOnlyList<string> MigrationsOf(string file)
    {
        using var copy = Open(Of(file), SqliteOpenMode.ReadOnly);
        Check(copy);
        using var command = copy.CreateCommand();
        command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory WHERE EXISTS (SELECT 1 FROM Deployments)";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    /// <summary>Whether a restore would overwrite something.</summary>
    public static bool HasData(string connectionString)
    {
        if (!File.Exists(new SqliteConnectionStringBuilder(connectionString).DataSource))
        {
            return false;
        }

        using var database = Open(connectionString, SqliteOpenMode.ReadWrite);
        return (long)Run(database, "SELECT COUNT(*) FROM sqlite_master")! > 0;
    }

    /// <summary>Puts a backup in the place of the database, in one step: whoever reads sees the one or the other, and the new one has another epoch from its first moment.</summary>
    /// <param name="epoch">Of the life that begins.</param>
    /// <exception cref="SqliteException">The backup cannot be read, or the database not be written; it is as it was.</exception>
    public static void Restore(string file, string connectionString, string epoch)
    {
        var prepared = new SqliteConnectionStringBuilder(connectionString).DataSource + ".restore";
        PrivateFile.Create(prepared, FileMode.Create);
        try
        {
            using var copy = Open(Of(prepared), SqliteOpenMode.ReadWrite);
            using (var backup = Open(Of(file), SqliteOpenMode.ReadOnly))
            {
                backup.BackupDatabase(copy);
            }

            using (var command = copy.CreateCommand())
            {
                command.CommandText = "UPDATE Deployments SET Epoch = $epoch";
                command.Parameters.AddWithValue("$epoch", epoch);
                command.ExecuteNonQuery();
            }

            PrivateFile.CreateDatabase(connectionString);
            using var database = Open(connectionString, SqliteOpenMode.ReadWrite);
            copy.BackupDatabase(database);
            Run(database, "PRAGMA journal_mode=WAL");
        }
        finally
        {
            File.Delete(prepared);
        }
    }

    private static void Check(SqliteConnection copy)
    {
        if (Run(copy, "PRAGMA integrity_check") is var found and not "ok")
        {
            throw new SqliteException($"It is damaged: {found}", SQLitePCL.raw.SQLITE_CORRUPT);
        }
    }

    private static string Of(string file) => new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    private static SqliteConnection Open(string connectionString, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Mode = mode, Pooling = false }.ToString());
        connection.Open();
        Run(connection, "PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL");
        return connection;
    }

    private static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every caller gives a text of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
