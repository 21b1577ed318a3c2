using OpenGovWeek.Core.Polls.Kinds;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Core.Polls;

/// <summary>How a poll is made, opened, closed and published. All times are UTC.</summary>
public static class PollRules
{
    public const int MinChoices = 2;
    public const int MaxChoices = SingleChoice.MaxChoices;

    /// <summary>Longest announcement of a close, in seconds.</summary>
    public const int MaxCloseSeconds = 300;

    /// <summary>Closing can be taken back for this long after the close.</summary>
    public static readonly TimeSpan UndoCloseWithin = TimeSpan.FromSeconds(30);

    /// <summary>A draft that was deleted can be taken back for this long.</summary>
    public static readonly TimeSpan UndoDeleteWithin = TimeSpan.FromSeconds(30);

    /// <summary>Makes a draft.</summary>
    /// <exception cref="RuleException">Those of <see cref="PollDesign.Checked"/>.</exception>
    public static Poll Create(Guid id, Guid sessionId, PollDesign design, DateTime now)
    {
        var poll = new Poll
        {
            Id = id,
            SessionId = sessionId,
            Kind = design.Kind,
            Prompt = "",
            Policy = design.Policy,
            CreatedAt = now,
        };
        Write(poll, design.Checked(), now);
        return poll;
    }

    /// <summary>Asks something else in a draft; choices that stay in their place keep their ids.</summary>
    /// <exception cref="RuleException">Those of <see cref="PollDesign.Checked"/>; Conflict <c>changed-meanwhile</c>.</exception>
    public static void Edit(Poll poll, PollDesign design, DateTime now)
    {
        Ensure(poll, PollStatus.Draft);
        Write(poll, design.Checked(), now);
    }

    /// <summary>Gives a draft up.</summary>
    /// <exception cref="RuleException">Conflict <c>changed-meanwhile</c>.</exception>
    public static void Delete(Poll poll)
    {
        Ensure(poll, PollStatus.Draft);
        poll.Status = PollStatus.Deleted;
    }

    /// <summary>Takes the deletion of a draft back.</summary>
    /// <exception cref="RuleException">Conflict <c>changed-meanwhile</c>.</exception>
    public static void Restore(Poll poll)
    {
        Ensure(poll, PollStatus.Deleted);
        poll.Status = PollStatus.Draft;
    }

    /// <summary>Decides about answers that attendees wrote; counts stay as they are.</summary>
    /// <param name="poll">A poll that is or was open, with the choices that are named.</param>
    /// <exception cref="RuleException">NotFound <c>unknown-poll</c> for a draft; <c>unknown-choice</c> for what nobody wrote.</exception>
    public static void Decide(Poll poll, IReadOnlyCollection<Guid> show, IReadOnlyCollection<Guid> hide)
    {
        if (poll.Status is PollStatus.Draft or PollStatus.Deleted)
        {
            throw new RuleException("unknown-poll", RuleKind.NotFound);
        }

        var written = poll.Choices.Where(choice => choice.Status != ChoiceStatus.Offered).ToDictionary(choice => choice.Id);
        foreach (var (id, status) in show.Select(id => (id, ChoiceStatus.Shown)).Concat(hide.Select(id => (id, ChoiceStatus.Hidden))))
        {
            (written.GetValueOrDefault(id) ?? throw new RuleException("unknown-choice", field: "choices")).Status = status;
        }
    }

    /// <summary>Opens a draft and puts it on air.</summary>
    /// <param name="session">The poll's session.</param>
    /// <param name="poll">The draft.</param>
    /// <param name="anotherIsOpen">Another poll of the session is open: attendees get one at a time.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="RuleException">Conflict <c>session-ended</c>, <c>changed-meanwhile</c> or <c>another-poll-open</c>.</exception>
    public static void Open(Session session, Poll poll, bool anotherIsOpen, DateTime now)
    {
        SessionRules.EnsureNotOver(session);
        Ensure(poll, PollStatus.Draft);
        EnsureOnlyOne(anotherIsOpen);
        poll.Status = PollStatus.Open;
        poll.OpenedAt = now;
        poll.WasPublic = true;
        OnAir.ShowPoll(session, poll.Id);
    }

    /// <summary>Announces the close of an open poll, or closes it at once for 0 seconds. An announced poll stays Open until <see cref="CloseNow"/>, but counts no ballot from then on.</summary>
    /// <exception cref="RuleException"><c>close-seconds</c> (detail: least, most); Conflict <c>changed-meanwhile</c>.</exception>
    public static void Close(Poll poll, int inSeconds, DateTime now)
    {
        if (inSeconds is < 0 or > MaxCloseSeconds)
        {
            throw new RuleException("close-seconds", field: "inSeconds", detail: [0, MaxCloseSeconds]);
        }

        if (!AcceptsBallots(poll, now))
        {
            throw new RuleException("changed-meanwhile", RuleKind.Conflict);
        }

        poll.ClosesAt = now.AddSeconds(inSeconds);
        if (inSeconds == 0)
        {
            CloseNow(poll, now);
        }
    }

    /// <summary>
    /// When an open poll is to be closed by itself: at the announced moment, or once the end of its session can no longer be taken back. Null when neither is known.
    /// </summary>
    public static DateTime? ClosesItselfAt(Session session, Poll poll)
    {
        if (poll.Status != PollStatus.Open)
        {
            return null;
        }

        var afterSession = SessionRules.IsOver(session) ? session.StatusSince + SessionRules.UndoEndWithin : null;
        return poll.ClosesAt is { } announced && !(afterSession < announced) ? announced : afterSession;
    }

    /// <summary>Closes an open poll and freezes its tally. The close counts from the announced moment, when that has passed.</summary>
    /// <exception cref="RuleException">Conflict <c>changed-meanwhile</c>.</exception>
    public static void CloseNow(Poll poll, DateTime now)
    {
        Ensure(poll, PollStatus.Open);
        poll.Status = PollStatus.Closed;
        poll.ClosedAt = poll.ClosesAt < now ? poll.ClosesAt : now;
        poll.TallyHash = TallyHash.Of(poll);
    }

    /// <summary>Publishes the tally of a closed poll.</summary>
    /// <exception cref="RuleException">Conflict <c>changed-meanwhile</c>.</exception>
    public static void Publish(Poll poll)
    {
        Ensure(poll, PollStatus.Closed);
        poll.Status = PollStatus.Published;
    }

    /// <summary>Last moment at which a close that was asked for now can be taken back: 30 s after it takes effect.</summary>
    public static DateTime UndoCloseUntil(Poll poll, DateTime now) => (poll.ClosesAt > now ? poll.ClosesAt.Value : now) + UndoCloseWithin;

    /// <summary>Takes a close back, announced or done: the poll is open and nothing is announced. That the time for it has not passed is for the caller to check.</summary>
    /// <exception cref="RuleException">Conflict <c>session-ended</c>, <c>another-poll-open</c>, or <c>changed-meanwhile</c> when there is no close to take back or the tally was published.</exception>
    public static void Reopen(Session session, Poll poll, bool anotherIsOpen)
    {
        SessionRules.EnsureNotOver(session);
        if (poll is not ({ Status: PollStatus.Closed } or { Status: PollStatus.Open, ClosesAt: not null }))
        {
            throw new RuleException("changed-meanwhile", RuleKind.Conflict);
        }

        EnsureOnlyOne(anotherIsOpen);
        poll.Status = PollStatus.Open;
        poll.ClosesAt = null;
        poll.ClosedAt = null;
        poll.TallyHash = null;
        poll.ConfirmedBallots = null;
        foreach (var choice in poll.Choices)
        {
            choice.ConfirmedCount = null;
        }
    }

    /// <summary>Freezes, beside the tally of a poll that was closed, how much of it is of attendees with a confirmed address.</summary>
    /// <param name="poll">The poll with all of its choices.</param>
    /// <param name="marks">Marks of their ballots; see <see cref="Marks"/>.</param>
    public static void FreezeConfirmed(Poll poll, IReadOnlyCollection<string> marks)
    {
        var counts = marks.SelectMany(Marks.Read).CountBy(choice => choice).ToDictionary();
        poll.ConfirmedBallots = marks.Count;
        foreach (var choice in poll.Choices)
        {
            choice.ConfirmedCount = counts.GetValueOrDefault(choice.Id);
        }
    }

    /// <summary>Whether a ballot counts at a moment: the poll is open and no announced close has passed.</summary>
    public static bool AcceptsBallots(Poll poll, DateTime now) => poll.Status == PollStatus.Open && !(now >= poll.ClosesAt);

    /// <summary>Refuses a ballot that does not count.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-poll</c> for a draft; Conflict <c>poll-closed</c> or <c>session-ended</c>.</exception>
    public static void EnsureAcceptsBallots(Session session, Poll poll, DateTime now)
    {
        if (poll.Status is PollStatus.Draft or PollStatus.Deleted)
        {
            throw new RuleException("unknown-poll", RuleKind.NotFound);
        }

        if (!AcceptsBallots(poll, now))
        {
            throw new RuleException("poll-closed", RuleKind.Conflict);
        }

        SessionRules.EnsureNotOver(session);
    }

    /// <summary>Refuses another ballot where the first one stands.</summary>
    /// <param name="ballot">The attendee's ballot so far; null when there is none.</param>
    /// <exception cref="RuleException">Conflict <c>ballot-final</c>.</exception>
    public static void EnsureChangeable(Poll poll, Ballot? ballot)
    {
        if (ballot is not null && poll.IsFinal)
        {
            throw new RuleException("ballot-final", RuleKind.Conflict);
        }
    }

    /// <summary>Refuses a ballot of an attendee whose address is not confirmed where the poll asks for it.</summary>
    /// <exception cref="RuleException">Forbidden <c>ballot-needs-confirmed</c>.</exception>
    public static void EnsureConfirmed(Poll poll, bool isConfirmed)
    {
        if (poll.NeedsConfirmed && !isConfirmed)
        {
            throw new RuleException("ballot-needs-confirmed", RuleKind.Forbidden);
        }
    }

    private static void Write(Poll poll, PollDesign design, DateTime now)
    {
        poll.Kind = design.Kind;
        poll.Prompt = design.Prompt!;
        poll.Policy = design.Policy;
        poll.Least = design.Least!.Value;
        poll.Most = design.Most!.Value;
        poll.LowLabel = design.Low;
        poll.HighLabel = design.High;
        poll.IsFinal = design.Final;
        poll.NeedsConfirmed = design.NeedsConfirmed;
        var texts = design.Choices!;
        poll.Choices.RemoveAll(choice => choice.Position >= texts.Count);
        for (var position = 0; position < texts.Count; position++)
        {
            if (poll.Choices.Find(choice => choice.Position == position) is { } kept)
            {
                kept.Text = texts[position]!;
            }
            else
            {
                poll.Choices.Add(new Choice { Id = Guid.CreateVersion7(new DateTimeOffset(now)), PollId = poll.Id, Position = position, Text = texts[position]! });
            }
        }
    }

    private static void Ensure(Poll poll, PollStatus status)
    {
        if (poll.Status != status)
        {
            throw new RuleException("changed-meanwhile", RuleKind.Conflict);
        }
    }

    private static void EnsureOnlyOne(bool anotherIsOpen)
    {
        if (anotherIsOpen)
        {
            throw new RuleException("another-poll-open", RuleKind.Conflict);
        }
    }
}
