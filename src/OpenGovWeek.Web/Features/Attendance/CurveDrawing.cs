using System.Globalization;
using System.Text;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>How many were there over a day, as shapes in a field of 1000 by 100 and texts at shares of its width, so that it can be as wide as the page.</summary>
/// <param name="Line">Path of the curve; empty while there is nothing to draw.</param>
/// <param name="Area">Path of what is under it.</param>
/// <param name="Top">The number at the upper edge.</param>
/// <param name="Peak">The largest number.</param>
/// <param name="PeakAt">Beginning of the minutes it was counted in, on the event's clocks; null while it is 0.</param>
/// <param name="Bands">When sessions were live.</param>
/// <param name="Hours">Times beneath the curve.</param>
/// <param name="Slots">The numbers themselves.</param>
public sealed record CurveDrawing(
    string Line, string Area, int Top, int Peak, string? PeakAt, IReadOnlyList<CurveBand> Bands, IReadOnlyList<CurveHour> Hours, IReadOnlyList<CurveSlot> Slots)
{
    private const int Width = 1000;
    private const int Height = 100;
    private const int MostHours = 6;

    private static readonly TimeSpan[] HourSteps = [.. new[] { 15, 30, 60, 120, 180 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    public static CurveDrawing Of(DayScene scene, DayFigures figures, EventClock clock)
    {
        var start = figures.CurveStart;
        var whole = figures.Curve.Count * PresenceCurve.Step;
        var until = Math.Clamp((int)Math.Ceiling((figures.At - start) / PresenceCurve.Step), 0, figures.Curve.Count);
        var counts = figures.Curve.Take(until).ToList();
        var peak = counts.Count == 0 ? 0 : counts.Max();
        var top = TopOf(peak);
        var line = LineOf(counts, figures.Curve.Count, top);
        double Share(DateTime at) => whole == TimeSpan.Zero ? 0 : Math.Clamp((at - start) / whole, 0, 1);
        return new CurveDrawing(
            line,
            line.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{line}V{Height}H0Z"),
            top,
            peak,
            peak == 0 ? null : clock.Time(start + counts.IndexOf(peak) * PresenceCurve.Step),
            [.. from pair in scene.Sessions.Select((session, index) => (session, number: index + 1))
                from window in pair.session.LiveWindows
                let live = new TimeRange(window.OpenedAt, window.ClosedAt ?? figures.At).Clip(scene.Range)
                where !live.IsEmpty
                let left = Share(live.Start)
                select new CurveBand(pair.number, Percent(left), Percent(Share(live.End) - left))],
            [.. HoursOf(start, whole).Select(at => new CurveHour(Percent(Share(at)), clock.Time(at)))],
            [.. counts.Select((count, index) => new CurveSlot(clock.Time(start + index * PresenceCurve.Step), count))]);
    }

    /// <summary>A share of the width as SVG writes it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.###}%");

    private static string LineOf(List<int> counts, int all, int top)
    {
        var path = new StringBuilder();
        for (var index = 0; index < counts.Count; index++)
        {
            var y = Height - counts[index] * (double)Height / top;
            path.Append(CultureInfo.InvariantCulture, $"{(index == 0 ? "M0 " : $"H{index * (double)Width / all:0.#}V")}{y:0.#}");
        }

        return counts.Count == 0 ? "" : path.Append(CultureInfo.InvariantCulture, $"H{counts.Count * (double)Width / all:0.#}").ToString();
    }

    // The next 4, 10, 20, 40, 100 and so on: half of it is a whole number too.
    private static int TopOf(int peak)
    {
        for (long unit = 1; ; unit *= 10)
        {
            foreach (var step in new[] { 4, 10, 20 })
            {
                if (peak <= step * unit)
                {
                    return (int)(step * unit);
                }
            }
        }
    }

    // Full hours or parts of them, few enough to stand beside each other on a phone; the edges stay free.
    private static IEnumerable<DateTime> HoursOf(DateTime start, TimeSpan whole)
    {
        var step = HourSteps.FirstOrDefault(one => whole / one <= MostHours, TimeSpan.FromHours(6));
        var first = new DateTime(start.Ticks - start.Ticks % step.Ticks, start.Kind) + step;
        for (var at = first; at < start + whole; at += step)
        {
            if (at - start > whole / 16 && start + whole - at > whole / 16)
            {
                yield return at;
            }
        }
    }
}

/// <summary>When a session was live, at shares of the width.</summary>
/// <param name="Number">Of the session on the day, 1 for the first.</param>
public sealed record CurveBand(int Number, string X, string Width);

/// <summary>A time beneath the curve.</summary>
public sealed record CurveHour(string X, string Time);

/// <summary>How many were seen in the five minutes from a time on.</summary>
public sealed record CurveSlot(string Time, int Count);
