using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data;

/// <summary>What differs between the databases; one implementation in each provider's project.</summary>
public interface IDatabaseProvider
{
    /// <summary>How often a server is asked again before it counts as away.</summary>
    const int Retries = 6;

    /// <summary>Longest pause between two attempts. Those who wait for one reading together are no longer held up than this when the server is back.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Name as the configuration writes it: Sqlite, SqlServer or PostgreSql.</summary>
    string Name { get; }

    /// <summary>The database has one writer at a time and lives in a file of this machine: writes queue in the process, and it migrates at start.</summary>
    bool IsEmbedded { get; }

    /// <summary>Writes many rows at once.</summary>
    IRowWriter Rows { get; }

    /// <summary>Sets the provider, its migrations and its execution strategy.</summary>
    void Configure(DbContextOptionsBuilder options, string connectionString);

    /// <summary>The exception says that a unique key or index was violated.</summary>
    bool IsUniqueViolation(Exception exception);

    /// <summary>The exception says that a row is refused as it is: it breaks a constraint or does not fit. Other rows may be taken.</summary>
    bool IsRefusedRow(Exception exception);

    /// <summary>The exception says that the database has no room left to write into.</summary>
    bool IsOutOfSpace(Exception exception);
}
