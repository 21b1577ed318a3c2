namespace OpenGovWeek.Core.Sessions;

/// <summary>A live window as an organiser wants it, UTC.</summary>
/// <param name="Id">That of a window there is, or one that the client chose for a new one.</param>
/// <param name="ClosedAt">Null while the session is Live.</param>
public sealed record WindowTimes(Guid Id, DateTime OpenedAt, DateTime? ClosedAt);

/// <summary>What live windows may be corrected to, and how long a session that nobody ended was live.</summary>
public static class LiveWindowRules
{
    public const int MinReason = 5;
    public const int MaxReason = 300;

    /// <summary>More than anybody pauses and resumes.</summary>
    public const int MostWindows = 40;

    /// <summary>A window begins this long before the planned start at the earliest; anything else is a wrong date.</summary>
    public static readonly TimeSpan EarliestBefore = TimeSpan.FromHours(12);

    /// <summary>Longest window.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(18);

    /// <summary>The windows that a session has, in order.</summary>
    public static IReadOnlyList<WindowTimes> Of(Session session) =>
        [.. session.LiveWindows.OrderBy(window => window.OpenedAt).Select(window => new WindowTimes(window.Id, window.OpenedAt, window.ClosedAt))];

    /// <summary>Refuses a correction where there is nothing to correct yet, or where the end may still be taken back, which would open the last window again.</summary>
    /// <exception cref="RuleException">Conflict <c>windows-not-yet</c> or <c>windows-undo</c>.</exception>
    public static void EnsureCorrectable(Session session, DateTime now)
    {
        if (session.Status is SessionStatus.Scheduled)
        {
            throw new RuleException("windows-not-yet", RuleKind.Conflict);
        }

        if (session.Status is SessionStatus.Ended && now < session.StatusSince + SessionRules.UndoEndWithin)
        {
            throw new RuleException("windows-undo", RuleKind.Conflict);
        }
    }

    /// <summary>Checks windows before they take the place of those there are.</summary>
    /// <param name="session">With its live windows, in a status that <see cref="EnsureCorrectable"/> allows.</param>
    /// <param name="wanted">In any order.</param>
    /// <returns>The same in order.</returns>
    /// <exception cref="RuleException">
    /// <c>window-order</c>, <c>window-future</c>, <c>window-far</c>, <c>window-overlap</c>, each with the window's field; <c>windows-many</c> (detail: the most);
    /// <c>window-open</c>: exactly the last window of a Live session is open, and no other.
    /// </exception>
    public static IReadOnlyList<WindowTimes> Check(Session session, IReadOnlyList<WindowTimes> wanted, DateTime now)
    {
        if (wanted.Count > MostWindows)
        {
            throw new RuleException("windows-many", detail: MostWindows);
        }

        List<WindowTimes> ordered = [.. wanted.OrderBy(window => window.OpenedAt)];
        for (var index = 0; index < ordered.Count; index++)
        {
            CheckOne(session, ordered[index], now);
            var isLast = index == ordered.Count - 1;
            if (ordered[index].ClosedAt is null && !(isLast && session.Status == SessionStatus.Live))
            {
                throw new RuleException("window-open", field: FieldOf(ordered[index], "ClosedAt"));
            }

            if (!isLast && ordered[index].ClosedAt > ordered[index + 1].OpenedAt)
            {
                throw new RuleException("window-overlap", field: FieldOf(ordered[index + 1], "OpenedAt"));
            }
        }

        return session.Status != SessionStatus.Live || ordered is [.., { ClosedAt: null }] ? ordered : throw new RuleException("window-open");
    }

    /// <summary>Name of a window's field in the form that corrects it.</summary>
    public static string FieldOf(WindowTimes window, string name) => $"{name}-{window.Id}";

    /// <summary>
    /// Until when a session that ended itself was live. Nobody said when it was over: its planned end, or as long after its last opening as it was planned for when
    /// that came later; and if staff did something in it afterwards, that moment. Never later than the moment it ended itself.
    /// </summary>
    /// <param name="session">With its live windows, the last of them open.</param>
    /// <param name="lastAct">When staff last did something in it, UTC; null when never.</param>
    /// <param name="ended">When it ended itself, UTC.</param>
    public static DateTime LiveUntil(Session session, DateTime? lastAct, DateTime ended)
    {
        var opened = session.LiveWindows.MaxBy(window => window.OpenedAt)?.OpenedAt ?? session.PlannedStart;
        var until = opened < session.PlannedEnd ? session.PlannedEnd : opened + (session.PlannedEnd - session.PlannedStart);
        until = lastAct > until ? lastAct.Value : until;
        return until < ended ? until : ended;
    }

    private static void CheckOne(Session session, WindowTimes window, DateTime now)
    {
        if (window.ClosedAt <= window.OpenedAt)
        {
            throw new RuleException("window-order", field: FieldOf(window, "ClosedAt"));
        }

        if (window.OpenedAt > now || window.ClosedAt > now)
        {
            throw new RuleException("window-future", field: FieldOf(window, window.OpenedAt > now ? "OpenedAt" : "ClosedAt"));
        }

        if (window.OpenedAt < session.PlannedStart - EarliestBefore || (window.ClosedAt ?? now) - window.OpenedAt > Longest)
        {
            throw new RuleException("window-far", field: FieldOf(window, "OpenedAt"));
        }
    }
}
