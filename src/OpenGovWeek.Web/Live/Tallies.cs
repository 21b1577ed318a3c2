using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// Tells those who have answered a poll how it goes while nobody else may know. A message that is lost costs nothing lasting: each is whole, what is one's
/// own, read on entering, carries the tally as well, and who answered is read again every few sweeps while a session goes on.
/// </summary>
public sealed partial class Tallies(
    LiveSource source, SessionLifetimeManager connections, IOptions<LiveOptions> options, TimeProvider clock, ILogger<Tallies> logger)
{
    private readonly ConcurrentDictionary<Guid, TallyChannel> channels = new();
    private readonly ConcurrentDictionary<Guid, (long Revision, long At)> madeUp = new();

    /// <summary>An attendee answered a poll, on whichever node. Returns at once.</summary>
    public void Answered(Guid attendeeId, Guid pollId)
    {
        Watch(pollId, connections.Join(LiveGroups.Person(attendeeId), LiveGroups.Answered(pollId)));
    }

    /// <summary>An attendee entered a session: joins what the ballots so far let one see.</summary>
    public async Task EnterAsync(Guid sessionId, Guid attendeeId, string connectionId, CancellationToken cancellation)
    {
        try
        {
            foreach (var pollId in await source.ReadAnsweredAsync(sessionId, attendeeId, cancellation))
            {
                await connections.AddToGroupAsync(connectionId, LiveGroups.Answered(pollId), cancellation);
                // What is one's own, read on entering, carries the tally.
                Watch(pollId, isOwed: false);
            }
        }
#pragma warning disable CA1031 // A database that is away for a moment must keep nobody out of the room.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            EnterFailed(logger, fault);
        }
    }

    /// <summary>
    /// The hint of a ballot may have been lost, which nothing tells apart from none: joins everybody on this node whose ballot lets them see a tally, every few
    /// sweeps while the session goes on.
    /// </summary>
    public async Task MakeUpAsync(Guid sessionId, long revision, CancellationToken cancellation)
    {
        if (madeUp.TryGetValue(sessionId, out var last) && (last.Revision == revision || clock.GetElapsedTime(last.At) < options.Value.Sweep * 4))
        {
            return;
        }

        foreach (var poll in (await source.ReadWhoAnsweredAsync(sessionId, cancellation)).GroupBy(one => one.PollId, one => one.AttendeeId))
        {
            var isNew = false;
            foreach (var attendeeId in poll)
            {
                isNew |= connections.Join(LiveGroups.Person(attendeeId), LiveGroups.Answered(poll.Key));
            }

            Watch(poll.Key, isNew);
        }

        madeUp[sessionId] = (revision, clock.GetTimestamp());
    }

    /// <summary>A session stands at a revision. Returns at once.</summary>
    public void Advanced(Guid sessionId, long revision)
    {
        foreach (var (pollId, channel) in channels)
        {
            if (channel.IsOver || !channel.HasListeners)
            {
                channels.TryRemove(pollId, out _);
            }
            else if (channel.SessionId is null || channel.SessionId == sessionId)
            {
                channel.Follow(revision);
            }
        }
    }

    /// <summary>Another life of the database: what was sent no longer means anything.</summary>
    public void Clear()
    {
        channels.Clear();
        madeUp.Clear();
    }

    private void Watch(Guid pollId, bool isOwed)
    {
        if (!connections.Any(LiveGroups.Answered(pollId)))
        {
            return;
        }

        var channel = channels.GetOrAdd(pollId, id => new TallyChannel(id, source, connections, options.Value, clock, logger));
        if (isOwed)
        {
            channel.Welcome();
        }
        else
        {
            channel.Wake();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What an attendee has answered could not be read on entering; the next ballot tells")]
    private static partial void EnterFailed(ILogger logger, Exception fault);
}
