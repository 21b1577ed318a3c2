using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>One's own certificates: what each day still lacks, and the paper of those that were issued.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Writes)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MyCertificatesModel(
    CertificateStore certificates, AttendanceStore attendance, IssueCertificate issue, PublicAddress site, RuleSpeaker speaker) : PageModel
{
    public Event? Event { get; private set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<DayRow> Days { get; private set; } = [];

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

    public async Task<IActionResult> OnPostIssueAsync(int day, CancellationToken cancellation)
    {
        if (User.AttendeeId() is not { } attendeeId)
        {
            return Redirect("/registro?volver=/mis-certificados");
        }

        try
        {
            await issue.ForDayAsync(attendeeId, day, site.Of(Request), cancellation);
            return RedirectToPage(pageName: null, pageHandler: null, routeValues: null, fragment: $"dia-{day}");
        }
        catch (RuleException rule)
        {
            Refusal = speaker.Say(rule);
            Response.StatusCode = RuleExceptionHandler.StatusOf(rule.Kind);
            await ReadAsync(attendeeId, cancellation);
            return Page();
        }
    }

    private async Task ReadAsync(Guid attendeeId, CancellationToken cancellation)
    {
        var (attendee, week) = await certificates.ReadHolderAsync(attendeeId, cancellation);
        var issued = await certificates.OfAttendeeAsync(attendeeId, cancellation);
        var rows = new List<DayRow>();
        foreach (var day in week.Days.Where(d => d.Sessions.Count > 0))
        {
            rows.Add(new DayRow(
                day,
                await attendance.OfDayAsync(day.Sessions[0].Id, attendeeId, cancellation),
                issued.FirstOrDefault(c => c.Kind == IssueCertificate.KindOf(day.Number))));
        }

        (Event, Name, Days) = (week, attendee.Name, rows);
    }

    /// <summary>A day with the minutes attended and the certificate, when it was issued.</summary>
    public sealed record DayRow(EventDay Day, MyAttendance Attendance, IssuedCertificate? Certificate)
    {
        /// <summary>The code as it is printed.</summary>
        public string? Code => Certificate is null ? null : CertificateCode.Parse(Certificate.Code).Display;

        /// <summary>Minutes that are still missing.</summary>
        public int Missing => Math.Max(0, Attendance.NeededMinutes - Attendance.Minutes);

        /// <summary>Share of what is needed, 0 to 100.</summary>
        public int Percent => Attendance.NeededMinutes == 0 ? 0 : Math.Min(100, 100 * Attendance.Minutes / Attendance.NeededMinutes);
    }
}
