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
            .EnableRetryOnFailure());

    public bool IsUniqueViolation(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.UniqueViolation;

    public bool IsOutOfSpace(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.DiskFull;
}
