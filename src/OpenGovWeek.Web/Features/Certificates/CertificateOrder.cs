using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Certificates;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>What one certificate is to say; see <see cref="Certificate"/> for the units.</summary>
public sealed record CertificateOrder
{
    public required string Kind { get; init; }

    public required Guid AttendeeId { get; init; }

    public required int Edition { get; init; }

    public required string Name { get; init; }

    public required string? DocumentNumber { get; init; }

    public required string EventName { get; init; }

    public required string Institution { get; init; }

    public required string Subject { get; init; }

    public required DateOnly Date { get; init; }

    public required DateOnly? LastDate { get; init; }

    /// <summary>Days that were reached, of all days of the event; null for the certificate of a day.</summary>
    public required (int Reached, int Total)? Days { get; init; }

    public required int Minutes { get; init; }

    /// <summary>Hours that are printed in place of the minutes; null for none.</summary>
    public required decimal? Hours { get; init; }

    /// <summary>The edition that it supersedes; null for the first.</summary>
    public FormerEdition? Former { get; init; }

    /// <summary>The first certificate of a kind for an attendee who has reached it.</summary>
    public static CertificateOrder For(string kind, Attendee attendee, Event week, CertificatePolicy policy, Standing standing)
    {
        var isEvent = kind == CertificateKinds.Event;
        var days = week.Days.FindAll(d => d.Sessions.Count > 0);
        var day = isEvent ? days[0] : days.Find(d => CertificateKinds.OfDay(d.Number) == kind)!;
        return new CertificateOrder
        {
            Kind = kind,
            AttendeeId = attendee.Id,
            Edition = 1,
            Name = attendee.Name,
            DocumentNumber = policy.AsksDocument ? attendee.DocumentNumber : null,
            EventName = week.Name,
            Institution = week.Institution,
            Subject = isEvent ? week.Name : SubjectOf(day),
            Date = day.Date,
            LastDate = isEvent && days[^1].Date != day.Date ? days[^1].Date : null,
            Days = isEvent ? (standing.Event.DaysReached, days.Count) : null,
            Minutes = isEvent ? standing.Event.Minutes : standing.Days.First(d => d.Day == day.Number).Minutes,
            Hours = isEvent ? policy.EventHours : policy.DayHours,
        };
    }

    /// <summary>The edition that supersedes another: all as it was, with the right name.</summary>
    /// <param name="standing">What the holder has reached: the days of an event's certificate whose words were not kept.</param>
    public static CertificateOrder After(IssuedCertificate old, string name, Standing standing) => new()
    {
        Kind = old.Kind,
        AttendeeId = old.AttendeeId,
        Edition = old.Edition + 1,
        Name = name,
        DocumentNumber = old.DocumentNumber,
        EventName = old.EventName,
        Institution = old.Institution,
        Subject = old.Subject,
        Date = old.Date,
        LastDate = old.LastDate,
        Days = old.Kind == CertificateKinds.Event ? (standing.Event.DaysReached, standing.Days.Count) : null,
        Minutes = old.Minutes,
        Hours = old.Hours,
        Former = new FormerEdition(CertificateCode.Parse(old.Code), CertificatePage.BlocksOf(old.Blocks)),
    };

    /// <summary>What is attended on a day, as it is printed.</summary>
    public static string SubjectOf(EventDay day) => string.Join(" · ", day.Sessions.Select(s => s.Title));
}
