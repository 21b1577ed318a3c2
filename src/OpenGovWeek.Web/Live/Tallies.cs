using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// Tells those who have answered a poll how it goes while nobody else may know. A message that is lost costs nothing lasting: each is whole, what is one's
/// own, read on entering, carries the tally as well, and who answered is read again once a session is found to have gone on without a hint.
/// </summary>
public sealed partial class Tallies(
    LiveSource source, SessionLifetimeManager connections, IOptions<LiveOptions> options, TimeProvider clock, ILogger<Tallies> logger)
{
    private readonly ConcurrentDictionary<Guid, TallyChannel> channels = new();

    /// <summary>An attendee answered a poll, on whichever node. Returns at once.</summary>
    public void Answered(Guid attendeeId, Guid pollId)
    {
        connections.Join(LiveGroups.Person(attendeeId), LiveGroups.Answered(pollId));
        Watch(pollId);
    }

    /// <summary>An attendee entered a session: joins what the ballots so far let one see.</summary>
    public async Task EnterAsync(Guid sessionId, Guid attendeeId, string connectionId, CancellationToken cancellation)
    {
        try
        {
            foreach (var pollId in await source.ReadAnsweredAsync(sessionId, attendeeId, cancellation))
            {
                await connections.AddToGroupAsync(connectionId, LiveGroups.Answered(pollId), cancellation);
                Watch(pollId);
            }
        }
#pragma warning disable CA1031 // A database that is away for a moment must keep nobody out of the room.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            EnterFailed(logger, fault);
        }
    }

    /// <summary>Hints of a session were lost, those of ballots perhaps among them: joins everybody on this node whose ballot lets them see a tally.</summary>
    public async Task RejoinAsync(Guid sessionId, CancellationToken cancellation)
    {
        foreach (var poll in (await source.ReadWhoAnsweredAsync(sessionId, cancellation)).GroupBy(one => one.PollId, one => one.AttendeeId))
        {
            foreach (var attendeeId in poll)
            {
                connections.Join(LiveGroups.Person(attendeeId), LiveGroups.Answered(poll.Key));
            }

            Watch(poll.Key);
        }
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
    public void Clear() => channels.Clear();

    private void Watch(Guid pollId)
    {
        if (connections.Any(LiveGroups.Answered(pollId)))
        {
            channels.GetOrAdd(pollId, id => new TallyChannel(id, source, connections, options.Value, clock, logger)).Wake();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What an attendee has answered could not be read on entering; the next ballot tells")]
    private static partial void EnterFailed(ILogger logger, Exception fault);
}
