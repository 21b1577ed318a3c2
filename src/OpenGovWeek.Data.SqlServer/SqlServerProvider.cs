using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data.SqlServer;

/// <summary>SQL Server for several nodes.</summary>
public sealed class SqlServerProvider : IDatabaseProvider
{
    private const int UniqueConstraint = 2627;
    private const int UniqueIndex = 2601;
    private const int FileGroupFull = 1105;
    private const int LogFull = 9002;

    public string Name => "SqlServer";

    public bool IsEmbedded => false;

    public IRowWriter Rows { get; } = new SqlServerRowWriter();

    public void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlServer(connectionString, server => server
            .MigrationsAssembly(typeof(SqlServerProvider).Assembly.GetName().Name)
            .EnableRetryOnFailure());

    public bool IsUniqueViolation(Exception exception) =>
        (exception as SqlException ?? exception.InnerException as SqlException)?.Number is UniqueConstraint or UniqueIndex;

    public bool IsOutOfSpace(Exception exception) =>
        (exception as SqlException ?? exception.InnerException as SqlException)?.Number is FileGroupFull or LogFull;
}
