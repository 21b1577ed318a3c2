using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Text;
using OpenGovWeek.Core.Venues;

namespace OpenGovWeek.Core.Attendance;

/// <summary>Who gets how much of a time that staff credit. All times are UTC; what lies outside the session's live windows counts for nobody anyway.</summary>
public static class CreditRules
{
    /// <summary>Longest time of one credit.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>Who was seen within this before an outage is taken to have been there when it began.</summary>
    public static readonly TimeSpan SeenBefore = TimeSpan.FromMinutes(5);

    public const int MinReason = 5;
    public const int MaxReason = 300;

    /// <summary>Checks a credit before it is given.</summary>
    /// <param name="session">With its live windows.</param>
    /// <param name="time">What is to be credited.</param>
    /// <param name="reason">As it was typed.</param>
    /// <param name="now">The server's clock.</param>
    /// <returns>The reason as it is kept.</returns>
    /// <exception cref="RuleException">
    /// <c>credit-order</c>; <c>credit-future</c>; <c>credit-long</c> (detail: hours); <c>credit-not-live</c> when the session was not live in it; those of <see cref="PlainText.Line"/>.
    /// </exception>
    public static string Check(Session session, TimeRange time, string? reason, DateTime now)
    {
        if (time.IsEmpty)
        {
            throw new RuleException("credit-order", field: "To");
        }

        if (time.End > now)
        {
            throw new RuleException("credit-future", field: "To");
        }

        if (time.Length > Longest)
        {
            throw new RuleException("credit-long", field: "To", detail: (int)Longest.TotalHours);
        }

        if (session.LiveWindows.TrueForAll(window => new TimeRange(window.OpenedAt, window.ClosedAt ?? now).Clip(time).IsEmpty))
        {
            throw new RuleException("credit-not-live", field: "From");
        }

        return PlainText.Line(reason, MinReason, MaxReason, "Reason");
    }

    /// <summary>Whether somebody was there when an outage began: seen, not credited, in the minutes before.</summary>
    /// <param name="seen">One interval of the attendee in the session.</param>
    /// <param name="outage">The time without sightings.</param>
    public static bool WasThere(AttendanceInterval seen, TimeRange outage) =>
        seen.CreditId is null && seen.JoinedAt <= outage.Start && seen.LastSeenAt >= outage.Start - SeenBefore;

    /// <summary>What a visitor of a venue gets: the time from the first code on, for nobody knows of anything before; may be empty.</summary>
    public static TimeRange OfVisit(VenueVisit visit, TimeRange time) => time.Clip(new TimeRange(visit.FirstSeenAt, DateTime.MaxValue));
}
