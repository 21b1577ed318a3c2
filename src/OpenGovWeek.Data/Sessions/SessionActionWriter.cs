using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Data.Rows;
using OpenGovWeek.Data.Telemetry;

namespace OpenGovWeek.Data.Sessions;

/// <summary>
/// The single writer of a node for what a whole audience does in the same seconds: ballots and upvotes. It commits as many as are
/// waiting in one transaction and answers after the commit. What it took it finishes: an aborted request changes nothing, and
/// stopping waits until the queue is empty, for some seconds; what remains was acknowledged to nobody.
/// </summary>
public sealed class SessionActionWriter(WriteGate gate, IDatabaseProvider provider, Commits commits, WriteMetrics metrics, TimeProvider clock)
    : IHostedService, IAsyncDisposable
{
    /// <summary>Actions that may wait; beyond them the node is too busy.</summary>
    public const int Capacity = 10_000;

    /// <summary>Most actions of one transaction; each is up to two parameters of a query, and SQL Server takes 2100.</summary>
    public const int GroupSize = 512;

    private static readonly TimeSpan LastGroups = TimeSpan.FromSeconds(5);

    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly SessionScenes scenes = new(provider.Rows, clock);
    private readonly KeptContext kept = new();
    private readonly GroupQueries queries = new();
    private Task loop = Task.CompletedTask;

    /// <summary>Queues an action and waits for its commit.</summary>
    /// <exception cref="RuleException">Busy <c>too-many-requests</c>; NotFound <c>unknown-session</c>; Forbidden <c>other-event</c> or <c>attendee-joined</c>; the rules of the action. Nothing was changed.</exception>
    public async Task<TAnswer> WriteAsync<TAnswer>(AttendeeAction<TAnswer> action)
        where TAnswer : class
    {
        var pending = new Pending(action);
        if (queue.Writer.TryWrite(pending))
        {
            return (TAnswer)await pending.Answer;
        }

        metrics.Refused();
        throw new RuleException("too-many-requests", RuleKind.Busy);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.WatchQueue(() => queue.Reader.Count);
        loop = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        // Not the host's time: a request that did not end may have used it up.
        await loop.WaitAsync(LastGroups, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public ValueTask DisposeAsync() => kept.DisposeAsync();

    // Ends when the queue was completed and is empty.
    private async Task RunAsync()
    {
        var group = new List<Pending>(GroupSize);
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (group.Count < GroupSize && queue.Reader.TryRead(out var pending))
            {
                group.Add(pending);
            }

            await WriteGroupAsync(group);
            group.Clear();
        }
    }

    private async Task WriteGroupAsync(IReadOnlyList<Pending> group)
    {
        using var trace = Trace(group);
        var begun = metrics.Begin();
        try
        {
            var outcomes = await gate.RunAsync(kept, (db, token) => ApplyAsync(db, group, token), CancellationToken.None);
            scenes.Committed();
            metrics.Committed(group.Count, begun);
            Tell(group, outcomes);
            foreach (var (pending, outcome) in group.Zip(outcomes))
            {
                pending.Finish(outcome);
            }
        }
        catch (Exception refused) when (group.Count > 1 && (refused is DbUpdateConcurrencyException || provider.IsRefusedRow(refused)))
        {
            // One row that the database refuses must not fail its neighbours.
            foreach (var pending in group)
            {
                await WriteGroupAsync([pending]);
            }
        }
#pragma warning disable CA1031 // Each of those who wait gets the fault; the writer goes on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            foreach (var pending in group)
            {
                pending.Fail(fault);
            }
        }
    }

    // One commit belongs to many requests: it is a trace of its own that leads to theirs.
    private static Activity? Trace(IReadOnlyList<Pending> group) => WriteMetrics.Traces.HasListeners()
        ? WriteMetrics.Traces.StartActivity(
            "commit actions",
            ActivityKind.Internal,
            parentContext: default,
            [new("opengovweek.actions", group.Count)],
            group.Where(pending => pending.Request != default).Select(pending => new ActivityLink(pending.Request)))
        : null;

    private async Task<Outcome[]> ApplyAsync(OpenGovWeekDbContext db, IReadOnlyList<Pending> group, CancellationToken cancellation)
    {
        scenes.Begin();
        var found = new Dictionary<Guid, SessionScene>();
        foreach (var sessionId in group.Select(p => p.Action.SessionId).Distinct().Order())
        {
            if (await scenes.RaiseAsync(db, sessionId, cancellation) is { } scene)
            {
                found.Add(sessionId, scene);
            }
        }

        var writes = found.ToDictionary(one => one.Key, one => new SessionWrite(db, one.Value.Session, clock.UtcNow()));
        var attendeeIds = group.Select(p => p.Action.AttendeeId).Distinct().ToList();
        var people = await queries.People(db, attendeeIds).ToDictionaryAsync(person => person.Id, cancellationToken: cancellation);
        var ballots = await BallotGroup.ReadAsync(db, queries, [.. group.Select(p => p.Action).OfType<BallotAction>()], found, cancellation);
        var upvotes = await UpvoteGroup.ReadAsync(db, queries, [.. group.Select(p => p.Action).OfType<UpvoteAction>()], found, cancellation);

        var outcomes = new Outcome[group.Count];
        for (var index = 0; index < group.Count; index++)
        {
            outcomes[index] = Apply(group[index].Action);
        }

        await db.UpsertAsync(provider.Rows, [.. ballots.Rows(db), .. await upvotes.RowsAsync(db, cancellation)], cancellation);
        if (db.ChangeTracker.Entries().Any())
        {
            foreach (var write in writes.Values)
            {
                write.Stamp();
            }

            await db.SaveChangesAsync(cancellation);
        }

        return outcomes;

        Outcome Apply(AttendeeAction action)
        {
            try
            {
                var write = writes.GetValueOrDefault(action.SessionId) ?? throw new RuleException("unknown-session", RuleKind.NotFound);
                var person = people.GetValueOrDefault(action.AttendeeId);
                if (person?.EventId != write.Session.EventId)
                {
                    throw new RuleException("other-event", RuleKind.Forbidden);
                }

                if (person.IsJoined)
                {
                    throw Joined.Refusal();
                }

                switch (action)
                {
                    case BallotAction ballot:
                        var cast = ballots.Cast(write, ballot, person.IsConfirmed);
                        return new Outcome(cast.Answer, null, cast.Changed ? write.Revision : null)
                        {
                            Tells = cast.TellsTally ? new Hint.BallotCast(ballot.AttendeeId, ballot.PollId) : null,
                        };
                    case UpvoteAction upvote:
                        var (answer, changed) = upvotes.Set(write, upvote);
                        return new Outcome(answer, null, changed ? write.Revision : null);
                    default:
                        throw new InvalidOperationException($"No writer for {action.GetType().Name}");
                }
            }
            catch (RuleException rule)
            {
                return new Outcome(null, rule, null);
            }
        }
    }

    private void Tell(IReadOnlyList<Pending> group, Outcome[] outcomes)
    {
        var changed = group.Zip(outcomes).Where(pair => pair.Second.Revision is not null).ToList();
        foreach (var (sessionId, revision) in changed.Select(pair => (pair.First.Action.SessionId, pair.Second.Revision!.Value)).Distinct())
        {
            commits.Raise(new Hint.SessionAdvanced(sessionId, revision));
        }

        foreach (var attendeeId in changed.Select(pair => pair.First.Action.AttendeeId).Distinct())
        {
            commits.Raise(new Hint.AttendeeNews(attendeeId));
        }

        foreach (var hint in changed.Select(pair => pair.Second.Tells).OfType<Hint>())
        {
            commits.Raise(hint);
        }
    }

    /// <param name="Revision">The session's revision, when the action changed something.</param>
    private sealed record Outcome(object? Answer, RuleException? Rule, long? Revision)
    {
        /// <summary>What else the nodes are told after the commit; null for nothing.</summary>
        public Hint? Tells { get; init; }
    }

    private sealed class Pending(AttendeeAction action)
    {
        private readonly TaskCompletionSource<object> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public AttendeeAction Action { get; } = action;

        public Task<object> Answer => answer.Task;

        /// <summary>The trace of the request that asked for it.</summary>
        public ActivityContext Request { get; } = Activity.Current?.Context ?? default;

        public void Finish(Outcome outcome)
        {
            if (outcome.Rule is { } rule)
            {
                answer.TrySetException(rule);
            }
            else
            {
                answer.TrySetResult(outcome.Answer!);
            }
        }

        public void Fail(Exception fault) => answer.TrySetException(fault);
    }
}
