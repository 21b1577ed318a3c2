using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data.PostgreSql;

/// <summary>PostgreSQL for several nodes.</summary>
public sealed class PostgreSqlProvider : IDatabaseProvider
{
    public string Name => "PostgreSql";

    public bool IsEmbedded => false;

    public IRowWriter Rows { get; } = new PostgreSqlRowWriter();

    public void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(connectionString, server => server
            .MigrationsAssembly(typeof(PostgreSqlProvider).Assembly.GetName().Name)
            .EnableRetryOnFailure(IDatabaseProvider.Retries, IDatabaseProvider.LongestPause, null));

    public bool IsUniqueViolation(Exception exception) => Says(exception, PostgresErrorCodes.UniqueViolation);

    // Classes of SQLSTATE: data, integrity, and what a trigger raises.
    public bool IsRefusedRow(Exception exception) => Says(exception, "22", "23", "P0");

    public bool IsOutOfSpace(Exception exception) => Says(exception, PostgresErrorCodes.DiskFull);

    private static bool Says(Exception exception, params string[] states) =>
        exception.AndCauses().OfType<PostgresException>().Any(one => states.Any(state => one.SqlState.StartsWith(state, StringComparison.Ordinal)));
}
