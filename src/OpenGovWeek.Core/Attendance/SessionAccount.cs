using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Core.Attendance;

/// <summary>Why a stretch of time counts or does not.</summary>
public enum SpanKind
{
    /// <summary>Live, and the attendee was seen.</summary>
    Counted = 1,

    /// <summary>Live, not seen, and credited by staff.</summary>
    Credited = 2,

    /// <summary>Live, before the attendee was seen for the first time.</summary>
    NotYetSeen = 3,

    /// <summary>Live, between two times that the attendee was seen.</summary>
    NotSeen = 4,

    /// <summary>Live, after the attendee was seen for the last time.</summary>
    NoLongerSeen = 5,

    /// <summary>Seen before the session was live.</summary>
    BeforeLive = 6,

    /// <summary>Seen while the session was paused.</summary>
    Paused = 7,

    /// <summary>Seen after the session was over.</summary>
    AfterLive = 8,
}

/// <summary>A stretch of time of one session and what it was for one attendee.</summary>
public readonly record struct Span(TimeRange Time, SpanKind Kind);

/// <summary>What became of one attendee's time in one session, without a gap from the first to the last that matters.</summary>
public static class SessionAccount
{
    /// <summary>Divides the time in which the session was live, or the attendee was seen in it, by what counts and why.</summary>
    /// <param name="session">With its live windows.</param>
    /// <param name="intervals">Intervals of one attendee; those of other sessions are left out.</param>
    /// <param name="day">The part of time that is looked at.</param>
    /// <param name="now">Until when an open window reaches.</param>
    /// <returns>Spans in order that touch at most; none of them is empty, and neighbours differ in kind.</returns>
    public static IReadOnlyList<Span> Of(Session session, IEnumerable<AttendanceInterval> intervals, TimeRange day, DateTime now)
    {
        var windows = session.LiveWindows.Select(window => new TimeRange(window.OpenedAt, window.ClosedAt ?? now)).Where(range => !range.IsEmpty).ToList();
        var own = intervals.Where(interval => interval.SessionId == session.Id).ToLookup(interval => interval.CreditId is null, Range);
        var seen = own[true].Select(range => range.Clip(day)).Where(range => !range.IsEmpty).ToList();
        var live = windows.Select(range => range.Clip(day)).Where(range => !range.IsEmpty).ToList();
        var credited = own[false].ToList();
        var edges = live.Concat(seen).Concat(credited.Select(range => range.Clip(day)).Where(range => !range.IsEmpty))
            .SelectMany(range => new[] { range.Start, range.End }).Distinct().Order().ToList();
        var spans = new List<Span>();
        foreach (var (start, end) in edges.Zip(edges.Skip(1)))
        {
            if (KindAt(start) is { } kind)
            {
                Add(spans, new Span(new TimeRange(start, end), kind));
            }
        }

        return spans;

        SpanKind? KindAt(DateTime at)
        {
            var isSeen = seen.Exists(range => Holds(range, at));
            if (live.Exists(range => Holds(range, at)))
            {
                return isSeen ? SpanKind.Counted
                    : credited.Exists(range => Holds(range, at)) ? SpanKind.Credited
                    : seen.TrueForAll(range => range.Start > at) ? SpanKind.NotYetSeen
                    : seen.TrueForAll(range => range.End <= at) ? SpanKind.NoLongerSeen
                    : SpanKind.NotSeen;
            }

            return !isSeen ? null
                : windows.TrueForAll(range => range.Start > at) ? SpanKind.BeforeLive
                : windows.Exists(range => range.Start > at) || session.Status == SessionStatus.Paused ? SpanKind.Paused
                : SpanKind.AfterLive;
        }
    }

    private static void Add(List<Span> spans, Span next)
    {
        if (spans is [.., var last] && last.Kind == next.Kind && last.Time.End == next.Time.Start)
        {
            spans[^1] = last with { Time = new TimeRange(last.Time.Start, next.Time.End) };
        }
        else
        {
            spans.Add(next);
        }
    }

    private static bool Holds(TimeRange range, DateTime at) => range.Start <= at && at < range.End;

    private static TimeRange Range(AttendanceInterval interval) => new(interval.JoinedAt, interval.LastSeenAt);
}
