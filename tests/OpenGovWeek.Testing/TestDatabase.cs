using System.Globalization;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace OpenGovWeek.Testing;

/// <summary>A fresh, empty database that goes away with the test.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>Value of <c>Database:Provider</c>.</summary>
    public abstract string Provider { get; }

    public abstract string ConnectionString { get; }

    /// <summary>Where the server of a database is that has one.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    public virtual (string Host, int Port) Server => throw new NotSupportedException($"{Provider} has no server.");

    /// <summary>Of the same database, at another address of the server.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    public virtual string ConnectionStringOf(string host, int port) => throw new NotSupportedException($"{Provider} has no server.");

    /// <summary>Names of the providers that this run can reach: SQLite always, a server when its variable is set.</summary>
    public static IReadOnlyList<string> Configured { get; } =
    [
        "Sqlite",
        .. Variable("OPENGOVWEEK_TEST_POSTGRES") is null ? Array.Empty<string>() : ["PostgreSql"],
        .. Variable("OPENGOVWEEK_TEST_SQLSERVER") is null ? Array.Empty<string>() : ["SqlServer"],
    ];

    /// <summary>Those of them that several nodes can share.</summary>
    public static IReadOnlyList<string> Servers { get; } = [.. Configured.Where(name => name != "Sqlite")];

    /// <summary>Whether a server database is configured, which several nodes can share.</summary>
    public static bool HasPostgreSql => Configured.Contains("PostgreSql");

    /// <summary>Makes an empty database.</summary>
    /// <param name="provider">A configured one; null for the one in <c>OPENGOVWEEK_TEST_PROVIDER</c>, or else SQLite.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not configured.</exception>
    public static async Task<TestDatabase> CreateAsync(string? provider = null)
    {
        provider ??= Variable("OPENGOVWEEK_TEST_PROVIDER") ?? "Sqlite";
        if (!Configured.Contains(provider))
        {
            throw new ArgumentOutOfRangeException(nameof(provider), provider, $"This run can reach {string.Join(", ", Configured)}.");
        }

        return provider switch
        {
            "PostgreSql" => await PostgreSqlDatabase.CreateOnAsync(Variable("OPENGOVWEEK_TEST_POSTGRES")!),
            "SqlServer" => await SqlServerDatabase.CreateOnAsync(Variable("OPENGOVWEEK_TEST_SQLSERVER")!),
            _ => new SqliteFile(),
        };
    }

    public abstract ValueTask DisposeAsync();

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private sealed class SqliteFile : TestDatabase
    {
        private readonly string folder = Directory.CreateTempSubdirectory("opengovweek-").FullName;

        public override string Provider => "Sqlite";

        public override string ConnectionString => $"Data Source={Path.Combine(folder, "test.db")}";

        public override async ValueTask DisposeAsync() => await Eventually.TrueAsync(Delete, "the database was deleted");

        // A reading that nobody waits for any more may outlive its node, and make a file while the folder is emptied.
        private bool Delete()
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                return false;
            }

            return true;
        }
    }

    private sealed class PostgreSqlDatabase(string server, string name) : TestDatabase
    {
        public override string Provider => "PostgreSql";

        public override string ConnectionString { get; } = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ToString();

        public override (string Host, int Port) Server
        {
            get
            {
                var parts = new NpgsqlConnectionStringBuilder(server);
                return (parts.Host!, parts.Port);
            }
        }

        public override string ConnectionStringOf(string host, int port) => new NpgsqlConnectionStringBuilder(ConnectionString) { Host = host, Port = port }.ToString();

        public static async Task<PostgreSqlDatabase> CreateOnAsync(string server)
        {
            var name = $"ogw_{Guid.NewGuid():N}";
            await RunAsync(server, $"CREATE DATABASE {name}");
            return new PostgreSqlDatabase(server, name);
        }

        public override async ValueTask DisposeAsync()
        {
            await using (var connection = new NpgsqlConnection(ConnectionString))
            {
                NpgsqlConnection.ClearPool(connection);
            }

            await RunAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
        }

        private static async Task RunAsync(string server, string sql)
        {
            await using var source = NpgsqlDataSource.Create(server);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    private sealed class SqlServerDatabase(string server, string name) : TestDatabase
    {
        public override string Provider => "SqlServer";

        public override string ConnectionString { get; } =
            new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ToString();

        // Written as "tcp:host,port", of which only the host must be.
        public override (string Host, int Port) Server
        {
            get
            {
                var parts = new SqlConnectionStringBuilder(server).DataSource.Split(':')[^1].Split(',');
                return (parts[0], parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1433);
            }
        }

        public override string ConnectionStringOf(string host, int port) => new SqlConnectionStringBuilder(ConnectionString) { DataSource = $"{host},{port}" }.ToString();

        public static async Task<SqlServerDatabase> CreateOnAsync(string server)
        {
            var name = $"ogw_{Guid.NewGuid():N}";
            await RunAsync(server, $"CREATE DATABASE {name}");
            return new SqlServerDatabase(server, name);
        }

        public override async ValueTask DisposeAsync()
        {
            SqlConnection.ClearAllPools();
            await Eventually.TrueAsync(DropAsync, "the database was deleted");
        }

        // Compatible servers know no single user, and have to wait until everybody has left.
        private async Task<bool> DropAsync()
        {
            try
            {
                await RunAsync(server, $"""
                    IF SERVERPROPERTY('BabelfishVersion') IS NULL EXEC(N'ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE');
                    DROP DATABASE {name};
                    """);
            }
            catch (SqlException)
            {
                return false;
            }

            return true;
        }

        private static async Task RunAsync(string server, string sql)
        {
            await using var connection = new SqlConnection(server);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The only variable part is a name made from a new GUID.
            command.CommandText = sql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
    }
}
