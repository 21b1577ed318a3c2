using Microsoft.EntityFrameworkCore;
using Xunit;

namespace OpenGovWeek.Data.Tests.Writing;

public sealed class WriteGateTests
{
    /// <summary>Without the gate the driver's own wait blocks a thread for each writer, and after five seconds says that the database is locked.</summary>
    [Fact]
    public async Task On_SQLite_64_writers_at_once_all_commit_and_leave_the_threads_free()
    {
        await using var host = await DataHost.StartAsync("Sqlite");
        var session = await host.AddSessionAsync();
        var gate = host.Get<WriteGate>();
        var inside = 0;
        var most = 0;

        var writers = Enumerable.Range(0, 64).Select(_ => Task.Run(() => gate.RunAsync(async (db, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Revision, s => s.Revision + 1), token);
            await Task.Delay(5, token);
            Interlocked.Decrement(ref inside);
            return true;
        }, CancellationToken.None))).ToList();
        var threads = 0;
        while (!writers.TrueForAll(writer => writer.IsCompleted))
        {
            threads = Math.Max(threads, ThreadPool.ThreadCount);
            await Task.Delay(10);
        }

        await Task.WhenAll(writers);
        Assert.Equal(64, await host.ReadAsync(db => db.Sessions.Select(s => s.Revision).SingleAsync()));
        Assert.Equal(1, most);
        Assert.InRange(threads, 1, 48);
    }

    [Fact]
    public async Task A_writer_that_fails_or_gives_up_leaves_the_gate_open()
    {
        await using var host = await DataHost.StartAsync("Sqlite");
        var gate = host.Get<WriteGate>();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => gate.RunAsync<int>((_, _) => throw new InvalidOperationException("roto"), CancellationToken.None));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.RunAsync((_, _) => Task.FromResult(1), gone.Token));

        Assert.Equal(7, await gate.RunAsync((_, _) => Task.FromResult(7), CancellationToken.None));
    }
}
