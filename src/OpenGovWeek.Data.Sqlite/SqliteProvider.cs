using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace OpenGovWeek.Data.Sqlite;

/// <summary>The embedded default: one file in WAL mode.</summary>
public sealed class SqliteProvider : IDatabaseProvider
{
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;

    public string Name => "Sqlite";

    public bool IsEmbedded => true;

    public void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteProvider).Assembly.GetName().Name))
        .AddInterceptors(new PragmaInterceptor());

    public bool IsUniqueViolation(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException)?.SqliteExtendedErrorCode
            is UniqueConstraint or PrimaryKeyConstraint;
}
