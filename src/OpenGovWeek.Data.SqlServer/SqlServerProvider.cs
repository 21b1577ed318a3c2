using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace OpenGovWeek.Data.SqlServer;

/// <summary>SQL Server for several nodes.</summary>
public sealed class SqlServerProvider : IDatabaseProvider
{
    private const int UniqueConstraint = 2627;
    private const int UniqueIndex = 2601;

    public string Name => "SqlServer";

    public bool IsEmbedded => false;

    public void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlServer(connectionString, server => server
            .MigrationsAssembly(typeof(SqlServerProvider).Assembly.GetName().Name)
            .EnableRetryOnFailure());

    public bool IsUniqueViolation(Exception exception) =>
        (exception as SqlException ?? exception.InnerException as SqlException)?.Number is UniqueConstraint or UniqueIndex;
}
