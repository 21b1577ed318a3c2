using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Polls;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.LoadTests.Servers;

/// <summary>Ballots of a session's attendees, so many a second, cast within the server's process: what is measured is telling of them, not HTTP.</summary>
internal sealed class BallotStream : IAsyncDisposable
{
    // As many as may wait for their commit; those that are due meanwhile are left out.
    private const int MostWaiting = 1_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly Func<int, Task> cast;
    private readonly CancellationTokenSource stop = new();
    private Task casting = Task.CompletedTask;
    private int perSecond;
    private int waiting;
    private int next; // goes on after a pause: what was said last, said again, would change nothing
    private long acknowledged;

    /// <param name="choices">Each attendee takes the first and the second in turn.</param>
    public BallotStream(TestNode node, TestEvent week, Guid poll, IReadOnlyList<Guid> choices, IReadOnlyList<Guid> attendees)
    {
        var handler = node.Services.GetRequiredService<CastBallot>();
        var people = attendees.Select(id => People.ForAttendee(id, week.Event.Id, "Rosa")).ToList();
        cast = number => handler.RunAsync(
            week.Slug, poll, people[number % people.Count], new CastBallotRequest([choices[number / people.Count % 2]]), CancellationToken.None);
    }

    /// <summary>Ballots from now on; none at first.</summary>
    public int PerSecond
    {
        get => Volatile.Read(ref perSecond);
        set
        {
            Volatile.Write(ref perSecond, value);
            // Where none are cast nothing ticks: what is measured then is the application alone.
            if (value > 0 && casting.IsCompleted)
            {
                casting = CastAsync();
            }
        }
    }

    /// <summary>Ballots that were committed.</summary>
    public long Acknowledged => Interlocked.Read(ref acknowledged);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await casting;
        stop.Dispose();
    }

    private async Task CastAsync()
    {
        using var timer = new PeriodicTimer(Tick);
        var (due, last) = (0.0, Stopwatch.GetTimestamp());
        while (PerSecond > 0 && !stop.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            due += Stopwatch.GetElapsedTime(last).TotalSeconds * PerSecond;
            last = Stopwatch.GetTimestamp();
            for (; due >= 1; due--)
            {
                if (Volatile.Read(ref waiting) < MostWaiting)
                {
                    Interlocked.Increment(ref waiting);
                    _ = OneAsync(next++);
                }
            }
        }
    }

    private async Task OneAsync(int number)
    {
        try
        {
            await cast(number);
            Interlocked.Increment(ref acknowledged);
        }
        catch (RuleException)
        {
            // The queue was full: it counts as not acknowledged.
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
