using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OpenGovWeek.Core;
using OpenGovWeek.Data;
using OpenGovWeek.Data.PostgreSql;
using OpenGovWeek.Data.SqlServer;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Http;
using Xunit;

namespace OpenGovWeek.Web.Tests.Http;

/// <summary>The first who get no answer wait for the database, nobody after them does, and the first reading that is answered ends it.</summary>
public sealed class DatabaseSilenceTests
{
    private readonly DatabaseSilence database = new(NullLogger<DatabaseSilence>.Instance);

    [Fact]
    public async Task What_is_known_already_does_not_end_the_silence_and_what_is_answered_does()
    {
        var hanging = new TaskCompletionSource<int>();
        await RefusedAsync(hanging.Task);

        Assert.Equal(1, await database.WaitAsync(Task.FromResult(1), CancellationToken.None));
        await Task.Delay(50, TestContext.Current.CancellationToken);
        var waiting = RefusedAsync(new TaskCompletionSource<int>().Task);
        Assert.Same(waiting, await Task.WhenAny(waiting, Task.Delay(1_500, TestContext.Current.CancellationToken)));

        hanging.SetResult(2);
        await Eventually.TrueAsync(async () => await IsWaitedForAsync(), "slow readings are waited for again");
    }

    [Fact]
    public async Task While_others_are_answered_whoever_waits_behind_them_is_not_told_that_it_is_away()
    {
        var slow = new TaskCompletionSource<int>();
        var waiting = database.WaitAsync(slow.Task, CancellationToken.None);

        for (var other = 0; other < 9; other++)
        {
            Assert.Equal(other, await database.WaitAsync(AnswerAsync(other), CancellationToken.None));
        }

        slow.SetResult(-1);
        Assert.Equal(-1, await waiting);
    }

    [Fact]
    public async Task Who_has_no_earlier_answer_waits_for_a_slow_one_and_who_has_one_is_shown_that()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var last = new LastAnswers<string, string>(database, TimeProvider.System);

        var slow = Task.Delay(4_000, cancellation).ContinueWith(_ => "first", TaskScheduler.Default);
        Assert.Equal(("first", null), Told(await last.WaitAsync("agenda", slow, cancellation)));

        var hanging = await last.WaitAsync("agenda", new TaskCompletionSource<string>().Task, cancellation);
        Assert.Equal("first", hanging.Value);
        Assert.NotNull(hanging.AsOf);

        static (string, DateTime?) Told(LastAnswer<string> answer) => (answer.Value, answer.AsOf);
    }

    public static TheoryData<IDatabaseProvider, string> Refused => new()
    {
        { new PostgreSqlProvider(), "Host=127.0.0.1;Port=1;Database=x;Username=x" },
        { new SqlServerProvider(), "Server=127.0.0.1,1;Database=x;User Id=x;Password=x;Connect Timeout=1;ConnectRetryCount=0" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task A_server_that_refuses_connections_is_told_as_a_database_that_is_away(IDatabaseProvider provider, string connection)
    {
        var options = new DbContextOptionsBuilder<OpenGovWeekDbContext>();
        provider.Configure(options, connection);
        await using var db = new OpenGovWeekDbContext(options.Options);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => db.Sessions.CountAsync(TestContext.Current.CancellationToken));

        Assert.True(DatabaseSilence.IsAway(refused), refused.ToString());
    }

    [Fact]
    public void What_was_tried_in_vain_is_told_as_a_database_that_is_away_and_nothing_else()
    {
        var inVain = new Microsoft.EntityFrameworkCore.Storage.RetryLimitExceededException("in vain", new Npgsql.NpgsqlException());

        Assert.Equal("database-away", RuleExceptionHandler.RuleOf(inVain)?.Code);
        Assert.Equal("database-away", RuleExceptionHandler.RuleOf(new InvalidOperationException("passing", inVain))?.Code);
        Assert.Null(RuleExceptionHandler.RuleOf(new TimeoutException()));
        Assert.Null(RuleExceptionHandler.RuleOf(new Npgsql.PostgresException("a fault of ours", "ERROR", "ERROR", Npgsql.PostgresErrorCodes.SyntaxError)));
        Assert.Null(RuleExceptionHandler.RuleOf(null));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_of_the_database_is_told_as_such(Exception fault, bool isOfDatabase)
    {
        var reading = Task.FromException<int>(fault);

        if (isOfDatabase)
        {
            await RefusedAsync(reading);
        }
        else
        {
            Assert.Same(fault, await Assert.ThrowsAnyAsync<Exception>(() => database.WaitAsync(reading, CancellationToken.None)));
        }
    }

    public static TheoryData<Exception, bool> Faults => new()
    {
        { new TimeoutException(), true },
        { new InvalidOperationException("passing", new Npgsql.NpgsqlException()), true },
        { new Microsoft.EntityFrameworkCore.Storage.RetryLimitExceededException("in vain", new Npgsql.NpgsqlException()), true },
        { new InvalidOperationException("a fault of ours"), false },
        { new RuleException("unknown-session", RuleKind.NotFound), false },
    };

    private static async Task<int> AnswerAsync(int value)
    {
        await Task.Delay(500, TestContext.Current.CancellationToken);
        return value;
    }

    private async Task<bool> IsWaitedForAsync()
    {
        var slow = Task.Delay(400, TestContext.Current.CancellationToken).ContinueWith(_ => 3, TaskScheduler.Default);
        try
        {
            return await database.WaitAsync(slow, CancellationToken.None) == 3;
        }
        catch (RuleException)
        {
            return false;
        }
    }

    private async Task RefusedAsync(Task<int> reading) =>
        Assert.Equal("database-away", (await Assert.ThrowsAsync<RuleException>(() => database.WaitAsync(reading, CancellationToken.None))).Code);
}
