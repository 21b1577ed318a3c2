using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Attendance;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>One attendee's time in a session as a bar: what was live behind it, and on it what was counted, credited, or seen without counting.</summary>
/// <param name="Start">Left edge, UTC.</param>
/// <param name="End">Right edge, UTC.</param>
/// <param name="Parts">In the order in which they are drawn.</param>
public sealed record TimelineDrawing(DateTime Start, DateTime End, IReadOnlyList<TimelinePart> Parts)
{
    /// <summary>The bar of a session on a day; null while there is nothing to draw.</summary>
    public static TimelineDrawing? Of(SessionRecord record, DayScene scene)
    {
        var live = record.Session.LiveWindows.Select(window => new TimeRange(window.OpenedAt, window.ClosedAt ?? scene.Now).Clip(scene.Range)).Where(range => !range.IsEmpty).ToList();
        if (live.Count == 0 && record.Spans.Count == 0)
        {
            return null;
        }

        var whole = live.Concat(record.Spans.Select(span => span.Time)).ToList();
        // A session that still runs is drawn up to its planned end, so that the bar does not shrink while one looks at it.
        var planned = record.Session.Status is SessionStatus.Live or SessionStatus.Paused ? record.Session.PlannedEnd : whole.Max(range => range.End);
        var (start, end) = (whole.Min(range => range.Start), whole.Max(range => range.End));
        end = planned > end && planned <= scene.Range.End ? planned : end;
        TimelinePart Part(TimeRange range, string kind) => new(kind, CurveDrawing.Percent((range.Start - start) / (end - start)), CurveDrawing.Percent(range.Length / (end - start)));
        return new TimelineDrawing(start, end, [
            .. live.Select(range => Part(range, "live")),
            .. record.Spans.Select(span => (span.Time, Kind: KindOf(span.Kind))).Where(span => span.Kind is not null).Select(span => Part(span.Time, span.Kind!))]);
    }

    private static string? KindOf(SpanKind kind) => kind switch
    {
        SpanKind.Counted => "counted",
        SpanKind.Credited => "credited",
        SpanKind.BeforeLive or SpanKind.Paused or SpanKind.AfterLive => "uncounted",
        _ => null,
    };
}

/// <summary>A part of the bar, at shares of its width.</summary>
public sealed record TimelinePart(string Kind, string X, string Width);
