using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OpenGovWeek.Data.PostgreSql;
using OpenGovWeek.Data.Sqlite;
using Xunit;

namespace OpenGovWeek.Data.Tests.Writing;

/// <summary>What a database means by an exception, however often it was wrapped on its way.</summary>
public sealed class RefusalTests
{
    public static TheoryData<IDatabaseProvider, Exception, bool, bool, bool> Refusals => new()
    {
        { new PostgreSqlProvider(), Postgres(PostgresErrorCodes.UniqueViolation), true, true, false },
        { new PostgreSqlProvider(), Postgres(PostgresErrorCodes.StringDataRightTruncation), false, true, false },
        { new PostgreSqlProvider(), Postgres(PostgresErrorCodes.RaiseException), false, true, false },
        { new PostgreSqlProvider(), Postgres(PostgresErrorCodes.DiskFull), false, false, true },
        { new PostgreSqlProvider(), Postgres(PostgresErrorCodes.QueryCanceled), false, false, false },
        { new PostgreSqlProvider(), new NpgsqlException("The line broke."), false, false, false },
        { new SqliteProvider(), new SqliteException("unique", 19, 2067), true, true, false },
        { new SqliteProvider(), new SqliteException("check", 19, 275), false, true, false },
        { new SqliteProvider(), new SqliteException("full", 13), false, false, true },
        { new SqliteProvider(), new SqliteException("busy", 5), false, false, false },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void It_is_told_apart(IDatabaseProvider provider, Exception exception, bool isDuplicate, bool isRow, bool isSpace)
    {
        foreach (var told in (Exception[])[exception, new DbUpdateException("save", exception), new RetryLimitExceededException("in vain", new DbUpdateException("save", exception))])
        {
            Assert.Equal((isDuplicate, isRow, isSpace), (provider.IsUniqueViolation(told), provider.IsRefusedRow(told), provider.IsOutOfSpace(told)));
        }
    }

    private static PostgresException Postgres(string state) => new("refused", "ERROR", "ERROR", state);
}
