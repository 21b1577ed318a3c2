using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>One's own certificates: what each day and the event still lack, and the paper of those that were issued.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Writes)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MyCertificatesModel(
    CertificateStore certificates, QualifyingReader qualifying, IssueCertificate issue, PublicAddress site, RuleSpeaker speaker) : PageModel
{
    public Event? Event { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The address was confirmed, which a certificate asks for.</summary>
    public bool IsConfirmed { get; private set; }

    public IReadOnlyList<DayRow> Days { get; private set; } = [];

    /// <summary>How far the certificate of the event is; null when the event has none.</summary>
    public EventGoal? Goal { get; private set; }

    /// <summary>The certificate of the event.</summary>
    public Papers Whole { get; private set; } = Papers.None;

    /// <summary>Why nothing was issued; null when nothing was asked for.</summary>
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (User.AttendeeId() is not { } attendeeId)
        {
            return Redirect("/registro?volver=/mis-certificados");
        }

        await ReadAsync(attendeeId, cancellation);
        return Page();
    }

    /// <param name="day">Number of the day; null for the certificate of the event.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IActionResult> OnPostIssueAsync(int? day, CancellationToken cancellation)
    {
        if (User.AttendeeId() is not { } attendeeId)
        {
            return Redirect("/registro?volver=/mis-certificados");
        }

        try
        {
            await issue.RunAsync(attendeeId, day is { } number ? CertificateKinds.OfDay(number) : CertificateKinds.Event, site.Of(Request), cancellation);
            return RedirectToPage(pageName: null, pageHandler: null, routeValues: null, fragment: day is null ? "evento" : $"dia-{day}");
        }
        catch (RuleException rule)
        {
            Refusal = speaker.Say(rule);
            RuleExceptionHandler.Answer(Response, rule);
            await ReadAsync(attendeeId, cancellation);
            return Page();
        }
    }

    /// <summary>What to show of the certificates of a kind.</summary>
    public PapersView View(Papers papers, int? day) => new(papers, day, Name, Event?.Institution ?? "", IsConfirmed);

    private async Task ReadAsync(Guid attendeeId, CancellationToken cancellation)
    {
        var (attendee, _) = await certificates.ReadHolderAsync(attendeeId, cancellation);
        var issued = (await certificates.OfAttendeeAsync(attendeeId, cancellation)).ToLookup(c => c.Kind);
        var measure = await qualifying.MeasureAsync(attendee.EventId, cancellation);
        var standing = await qualifying.OfAsync(measure, attendeeId, cancellation);
        (Event, Name, IsConfirmed) = (measure.Event, attendee.Name, attendee.ConfirmedAt is not null);
        Days = [.. measure.Days.Zip(standing.Days, (day, reached) => new DayRow(day.Day, reached, new Papers([.. issued[CertificateKinds.OfDay(day.Day.Number)]], reached.Reached)))];
        Whole = new Papers([.. issued[CertificateKinds.Event]], standing.Event.Reached);
        Goal = standing.Event.DaysNeeded > 0 || Whole.Current is not null ? standing.Event : null;
    }

    /// <summary>A day with the minutes attended and its certificates.</summary>
    public sealed record DayRow(EventDay Day, MyAttendance Attendance, Papers Papers)
    {
        /// <summary>Minutes that are still missing.</summary>
        public int Missing => Math.Max(0, Attendance.NeededMinutes - Attendance.Minutes);

        /// <summary>Share of what is needed, 0 to 100.</summary>
        public int Percent => Attendance.NeededMinutes == 0 ? 0 : Math.Min(100, 100 * Attendance.Minutes / Attendance.NeededMinutes);
    }
}

/// <summary>The certificates of a kind that somebody has.</summary>
/// <param name="Editions">The newest first.</param>
/// <param name="IsReached">One can be issued, when there is none.</param>
public sealed record Papers(IReadOnlyList<IssuedCertificate> Editions, bool IsReached)
{
    public static Papers None { get; } = new([], IsReached: false);

    /// <summary>The one that counts; null when none was issued.</summary>
    public IssuedCertificate? Current => Editions is [var newest, ..] ? newest : null;

    /// <summary>Those that it superseded.</summary>
    public IEnumerable<IssuedCertificate> Older => Editions.Skip(1);
}

/// <summary>What a page shows of <see cref="Papers"/>.</summary>
/// <param name="Day">Number of the day; null for the event.</param>
/// <param name="Name">The attendee's name as it is now.</param>
/// <param name="IsConfirmed">The address was confirmed.</param>
public sealed record PapersView(Papers Papers, int? Day, string Name, string Institution, bool IsConfirmed);
