using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data.SqlServer;

/// <summary>SQL Server for several nodes.</summary>
public sealed class SqlServerProvider : IDatabaseProvider
{
    private const int UniqueConstraint = 2627;
    private const int UniqueIndex = 2601;
    private const int FileGroupFull = 1105;
    private const int LogFull = 9002;
    private const int ClientTimeout = -2;
    // Severities.
    private const byte Duplicate = 14;
    private const byte MendedByTheSender = 16;
    private const byte ConnectionLost = 20;

    public string Name => "SqlServer";

    public bool IsEmbedded => false;

    public IRowWriter Rows { get; } = new SqlServerRowWriter();

    public void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlServer(connectionString, server => server
            .MigrationsAssembly(typeof(SqlServerProvider).Assembly.GetName().Name)
            .ExecutionStrategy(dependencies => new Strategy(dependencies)));

    public bool IsUniqueViolation(Exception exception) => Says(exception, one => one.Number is UniqueConstraint or UniqueIndex);

    public bool IsRefusedRow(Exception exception) => Says(exception, one => one.Class is Duplicate or MendedByTheSender);

    public bool IsOutOfSpace(Exception exception) => Says(exception, one => one.Number is FileGroupFull or LogFull);

    private static bool Says(Exception exception, Func<SqlException, bool> what) => exception.AndCauses().OfType<SqlException>().Any(what);

    // That of Entity Framework takes a server that refuses or drops connections, or does not answer in time, for a fault that waiting does not mend; that of
    // PostgreSQL does not.
    private sealed class Strategy(ExecutionStrategyDependencies dependencies)
        : SqlServerRetryingExecutionStrategy(dependencies, IDatabaseProvider.Retries, IDatabaseProvider.LongestPause, null)
    {
        protected override bool ShouldRetryOn(Exception exception) =>
            base.ShouldRetryOn(exception) || exception is SqlException { Class: >= ConnectionLost } or SqlException { Number: ClientTimeout };
    }
}
