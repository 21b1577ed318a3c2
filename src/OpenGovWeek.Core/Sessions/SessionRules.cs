namespace OpenGovWeek.Core.Sessions;

/// <summary>How a session moves from one status to the next, and what it allows in each. All times are UTC.</summary>
public static class SessionRules
{
    /// <summary>A session left running ends itself this long after its planned end.</summary>
    public static readonly TimeSpan EndsItselfAfter = TimeSpan.FromMinutes(60);

    /// <summary>Ending can be taken back for this long; until then nothing that depends on the end is settled.</summary>
    public static readonly TimeSpan UndoEndWithin = TimeSpan.FromSeconds(60);

    /// <summary>Attendees can ask and upvote from this long before the planned start.</summary>
    public static readonly TimeSpan QuestionsOpenBefore = TimeSpan.FromDays(1);

    /// <summary>Whether an action fits a status.</summary>
    public static bool Allows(SessionStatus status, SessionAction action) => (status, action) switch
    {
        (SessionStatus.Scheduled, SessionAction.Start) => true,
        (SessionStatus.Live, SessionAction.Pause or SessionAction.End) => true,
        (SessionStatus.Paused, SessionAction.Resume or SessionAction.End) => true,
        _ => false,
    };

    /// <summary>Changes the session's status and opens or closes its live window. <see cref="Session.LiveWindows"/> must be loaded.</summary>
    /// <param name="liveUntil">Until when it was live, where that is not the moment of the action.</param>
    /// <returns>The window that was opened and is to be stored; null when none was.</returns>
    /// <exception cref="RuleException">Conflict <c>session-status</c>; nothing was changed.</exception>
    public static LiveWindow? Apply(Session session, SessionAction action, DateTime now, DateTime? liveUntil = null)
    {
        if (!Allows(session.Status, action))
        {
            throw new RuleException("session-status", RuleKind.Conflict);
        }

        CloseWindow(session, liveUntil ?? now);
        session.StatusSince = now;
        session.Status = action switch
        {
            SessionAction.Pause => SessionStatus.Paused,
            SessionAction.End => SessionStatus.Ended,
            _ => SessionStatus.Live,
        };
        return session.Status == SessionStatus.Live ? OpenWindow(session, now) : null;
    }

    /// <summary>
    /// Takes an end back: the status before it returns with the time since when it held, and the window that the end closed is open as if it had never been closed,
    /// so that the minute in between counts.
    /// </summary>
    /// <param name="session">The ended session with its windows.</param>
    /// <param name="before">Status before the end: Live or Paused.</param>
    /// <param name="sinceBefore">Value of <see cref="Session.StatusSince"/> before the end.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="RuleException">Conflict <c>changed-meanwhile</c> when it is not Ended, <c>undo-too-late</c> after <see cref="UndoEndWithin"/>.</exception>
    public static void UndoEnd(Session session, SessionStatus before, DateTime sinceBefore, DateTime now)
    {
        if (session.Status != SessionStatus.Ended || !Allows(before, SessionAction.End))
        {
            throw new RuleException("changed-meanwhile", RuleKind.Conflict);
        }

        if (now > session.StatusSince + UndoEndWithin)
        {
            throw new RuleException("undo-too-late", RuleKind.Conflict);
        }

        if (before == SessionStatus.Live && session.LiveWindows.MaxBy(window => window.OpenedAt) is { } last)
        {
            last.ClosedAt = null;
        }

        session.Status = before;
        session.StatusSince = sinceBefore;
    }

    /// <summary>
    /// When a session that was left running ends by itself: 60 minutes after its planned end or after its status last changed, whichever is later,
    /// so that a late start is not cut at once. Null unless it is Live or Paused.
    /// </summary>
    public static DateTime? EndsItselfAt(Session session)
    {
        if (!Allows(session.Status, SessionAction.End))
        {
            return null;
        }

        var since = session.StatusSince ?? session.PlannedEnd;
        return (since > session.PlannedEnd ? since : session.PlannedEnd) + EndsItselfAfter;
    }

    /// <summary>The session is over, for good or because it does not take place.</summary>
    public static bool IsOver(Session session) => session.Status is SessionStatus.Ended or SessionStatus.Cancelled;

    /// <summary>Attendees can ask and upvote now: from a day before the planned start, or from an earlier start, until the end.</summary>
    public static bool AcceptsQuestions(Session session, DateTime now) =>
        !IsOver(session) && (session.Status != SessionStatus.Scheduled || now >= session.PlannedStart - QuestionsOpenBefore);

    /// <summary>Refuses asking and upvoting outside <see cref="AcceptsQuestions"/>.</summary>
    /// <exception cref="RuleException">Conflict <c>session-ended</c>, or <c>questions-not-open</c> (detail: UTC time from which they are).</exception>
    public static void EnsureAcceptsQuestions(Session session, DateTime now)
    {
        EnsureNotOver(session);
        if (!AcceptsQuestions(session, now))
        {
            throw new RuleException("questions-not-open", RuleKind.Conflict, detail: session.PlannedStart - QuestionsOpenBefore);
        }
    }

    /// <summary>Refuses what a session that is over no longer allows: asking, upvoting, ballots, opening a poll.</summary>
    /// <exception cref="RuleException">Conflict <c>session-ended</c>.</exception>
    public static void EnsureNotOver(Session session)
    {
        if (IsOver(session))
        {
            throw new RuleException("session-ended", RuleKind.Conflict);
        }
    }

    private static void CloseWindow(Session session, DateTime now)
    {
        foreach (var window in session.LiveWindows.Where(window => window.ClosedAt is null))
        {
            window.ClosedAt = now;
        }
    }

    private static LiveWindow OpenWindow(Session session, DateTime now)
    {
        var window = new LiveWindow { Id = Guid.CreateVersion7(new DateTimeOffset(now)), SessionId = session.Id, OpenedAt = now };
        session.LiveWindows.Add(window);
        return window;
    }
}
