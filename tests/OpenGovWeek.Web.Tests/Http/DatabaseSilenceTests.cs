using Microsoft.Extensions.Logging.Abstractions;
using OpenGovWeek.Core;
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
