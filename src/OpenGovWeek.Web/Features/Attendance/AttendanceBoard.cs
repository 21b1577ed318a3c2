using OpenGovWeek.Core.Events;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>The numbers of a day as staff follow them: counted at most every few seconds, however many look.</summary>
public sealed class AttendanceBoard(AttendanceReader reader, RequestStore requests, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (long Since, Task<BoardView> View)> held = [];

    /// <summary>The server's clock, UTC.</summary>
    public DateTime Now => clock.UtcNow();

    /// <summary>The day of a number; without one today, or the nearest day that has begun, or the first.</summary>
    public static EventDay DayOf(Event week, int? number, DateTime now)
    {
        var today = EventCalendar.Of(week.TimeZone).DayOf(now);
        return week.Days.Find(day => day.Number == number) ?? week.Days.FindLast(day => day.Date <= today) ?? week.Days[0];
    }

    /// <summary>The numbers of a day, not older than a few seconds.</summary>
    public Task<BoardView> ReadAsync(Event week, EventDay day)
    {
        lock (gate)
        {
            if (held.TryGetValue(day.Id, out var before) && clock.GetElapsedTime(before.Since) < Fresh && !before.View.IsFaulted)
            {
                return before.View;
            }

            // Whoever asked first may go away; others wait for the same answer.
            var view = CountAsync(week, day);
            held[day.Id] = (clock.GetTimestamp(), view);
            return view;
        }
    }

    /// <summary>What the page draws of numbers that were counted for it.</summary>
    public async Task<BoardView> ShowAsync(Event week, DayScene scene, DayFigures figures, CancellationToken cancellation) =>
        BoardView.Of(scene, figures, EventClock.Of(week), await requests.CountOpenAsync(week.Id, cancellation));

    private async Task<BoardView> CountAsync(Event week, EventDay day)
    {
        var scene = await reader.SetAsync(week, day, CancellationToken.None);
        return await ShowAsync(week, scene, await reader.CountAsync(scene, CancellationToken.None), CancellationToken.None);
    }
}

/// <summary>The numbers of a day and its curve, ready to be drawn.</summary>
/// <param name="Registered">Attendees of the event.</param>
/// <param name="Seen">Those seen on that day.</param>
/// <param name="Present">Those seen within the last minute and a half.</param>
/// <param name="Reached">Those who have what the day's certificate asks for.</param>
/// <param name="Needed">Minutes that it asks for.</param>
/// <param name="Requests">Requests of the event that nobody has decided.</param>
/// <param name="At">When it was counted, on the event's clocks.</param>
public sealed record BoardView(int Registered, int Seen, int Present, int Reached, int Needed, int Requests, string At, CurveDrawing Curve)
{
    public static BoardView Of(DayScene scene, DayFigures figures, EventClock clock, int requests) => new(
        figures.Registered, figures.Seen, figures.Present, figures.Reached, figures.NeededMinutes, requests, clock.Time(figures.At), CurveDrawing.Of(scene, figures, clock));
}
