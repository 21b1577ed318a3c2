using System.Globalization;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Web.Features.Shared;

/// <summary>Writes dates and times as people of the event read them: in its time zone, in the page's language, on a clock of 24 hours.</summary>
public sealed class EventClock
{
    private readonly EventCalendar calendar;
    private readonly string city;

    private EventClock(EventCalendar calendar, string city)
    {
        this.calendar = calendar;
        this.city = city;
    }

    /// <summary>The clock of an event.</summary>
    public static EventClock Of(Event @event) => OfZone(@event.TimeZone);

    /// <summary>The clock of a time zone.</summary>
    /// <param name="timeZone">IANA name.</param>
    public static EventClock OfZone(string timeZone) =>
        new(EventCalendar.Of(timeZone), timeZone.Split('/')[^1].Replace('_', ' '));

    /// <summary>Such as "10:05".</summary>
    /// <param name="instant">UTC.</param>
    public string Time(DateTime instant) => calendar.ToLocal(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Such as "martes 28 de mayo", "Tuesday 28 May".</summary>
    public static string Day(DateOnly date) => date.ToString(IsSpanish ? "dddd d 'de' MMMM" : "dddd d MMMM", CultureInfo.CurrentCulture);

    /// <summary>Such as "28 de mayo de 2024", "28 May 2024".</summary>
    public static string Date(DateOnly date) => date.ToString(IsSpanish ? "d 'de' MMMM 'de' yyyy" : "d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>Such as "28 de mayo de 2024".</summary>
    /// <param name="instant">UTC.</param>
    public string Date(DateTime instant) => Date(calendar.DayOf(instant));

    /// <summary>Such as "Del 28 al 30 de mayo de 2024", "28 to 30 May 2024".</summary>
    public static string Span(DateOnly first, DateOnly last, IStringLocalizer<SharedTexts> texts)
    {
        if (first == last)
        {
            return Date(first);
        }

        var start = (first.Year == last.Year, first.Month == last.Month) switch
        {
            (true, true) => first.Day.ToString(CultureInfo.InvariantCulture),
            (true, false) => first.ToString(IsSpanish ? "d 'de' MMMM" : "d MMMM", CultureInfo.CurrentCulture),
            _ => Date(first),
        };
        return texts["DateSpan", start, Date(last)];
    }

    /// <summary>Such as "Hora de Lima (UTC−5)": whose clocks the times are.</summary>
    /// <param name="date">Day of which the difference to UTC is told.</param>
    public string Zone(DateOnly date, IStringLocalizer<SharedTexts> texts)
    {
        var noon = calendar.ToUtc(date, new TimeOnly(12, 0));
        var difference = calendar.ToLocal(noon) - noon;
        var sign = difference < TimeSpan.Zero ? "−" : "+";
        var minutes = difference.Minutes == 0 ? "" : difference.ToString(@"\:mm", CultureInfo.InvariantCulture);
        return texts["TimesOf", city, string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{Math.Abs(difference.Hours)}{minutes}")];
    }

    /// <summary>Value of a <c>datetime</c> attribute: UTC with a Z.</summary>
    public static string Machine(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool IsSpanish => CultureInfo.CurrentCulture.TwoLetterISOLanguageName != "en";
}
