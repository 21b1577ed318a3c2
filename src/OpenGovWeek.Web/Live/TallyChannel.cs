using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// Follows one poll for those of this node's connections whose attendees have answered it and therefore see how it goes. Wakes are merged; the tally is
/// read once and sent whole when it is another than before, with at least the gap between two.
/// </summary>
internal sealed partial class TallyChannel
{
    private readonly Guid pollId;
    private readonly LiveSource source;
    private readonly SessionLifetimeManager connections;
    private readonly WokenWork telling;
    private readonly string group;
    private long? sent;
    private long followed;
    private bool isOwed;

    public TallyChannel(
        Guid pollId, LiveSource source, SessionLifetimeManager connections, LiveOptions options, TimeProvider clock, ILogger logger)
    {
        (this.pollId, this.source, this.connections) = (pollId, source, connections);
        group = LiveGroups.Answered(pollId);
        telling = new WokenWork(TellAsync, fault => ReadFailed(logger, pollId, fault), options.SendGap, clock, CancellationToken.None);
    }

    /// <summary>The poll's session; null until the poll was read once.</summary>
    public Guid? SessionId { get; private set; }

    /// <summary>The poll has no tally any more that is for those alone who answered.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Somebody on this node listens.</summary>
    public bool HasListeners => connections.Any(group);

    /// <summary>The session stands at a revision, which may be a new one. Returns at once.</summary>
    public void Follow(long revision)
    {
        if (Interlocked.Exchange(ref followed, revision) != revision)
        {
            Wake();
        }
    }

    /// <summary>The tally may have changed. Returns at once.</summary>
    public void Wake() => telling.Wake();

    /// <summary>Somebody joined who may not know the tally, even if it is the one that was told last. Returns at once.</summary>
    public void Welcome()
    {
        Volatile.Write(ref isOwed, true);
        Wake();
    }

    private async Task TellAsync()
    {
        if (!HasListeners)
        {
            return;
        }

        var owes = Interlocked.Exchange(ref isOwed, false);
        var read = await source.ReadTallyAsync(pollId, CancellationToken.None);
        SessionId = read?.SessionId;
        IsOver = read?.Tally is null;
        if (read?.Tally is { } tally && (owes || tally.Revision != sent))
        {
            sent = tally.Revision;
            connections.Send(group, LiveNames.Tally, tally);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The tally of poll {Poll} could not be read; the next ballot or sweep tries again")]
    private static partial void ReadFailed(ILogger logger, Guid poll, Exception fault);
}
