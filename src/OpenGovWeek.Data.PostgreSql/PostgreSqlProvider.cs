using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OpenGovWeek.Data.PostgreSql;

/// <summary>PostgreSQL for several nodes.</summary>
public sealed class PostgreSqlProvider : IDatabaseProvider
{
    public string Name => "PostgreSql";

    public bool IsEmbedded => false;

    public void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(connectionString, server => server
            .MigrationsAssembly(typeof(PostgreSqlProvider).Assembly.GetName().Name)
            .EnableRetryOnFailure());

    public bool IsUniqueViolation(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.UniqueViolation;
}
