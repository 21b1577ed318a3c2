using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data.Sqlite;

/// <summary>The embedded default: one file in WAL mode.</summary>
public sealed class SqliteProvider : IDatabaseProvider
{
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;

    public string Name => "Sqlite";

    public bool IsEmbedded => true;

    public IRowWriter Rows { get; } = new SqliteRowWriter();

    public void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlite(connectionString, sqlite => sqlite
            .MigrationsAssembly(typeof(SqliteProvider).Assembly.GetName().Name)
            // A list of ids is one parameter: the statement stays the same however long the list is, and is not made anew for each.
            .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .AddInterceptors(new PragmaInterceptor());

    public bool IsUniqueViolation(Exception exception) => Says(exception, one => one.SqliteExtendedErrorCode is UniqueConstraint or PrimaryKeyConstraint);

    public bool IsRefusedRow(Exception exception) =>
        Says(exception, one => one.SqliteErrorCode is SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_MISMATCH or SQLitePCL.raw.SQLITE_TOOBIG);

    public bool IsOutOfSpace(Exception exception) => Says(exception, one => one.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL);

    private static bool Says(Exception exception, Func<SqliteException, bool> what) => exception.AndCauses().OfType<SqliteException>().Any(what);
}
