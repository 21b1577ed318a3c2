using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates.Manage;

/// <summary>One issued certificate, where an organiser corrects its name or revokes it.</summary>
[Authorize(Policy = Policies.Organiser)]
[EnableRateLimiting(RateLimits.Writes)]
public sealed class AmendModel(
    EventStore events, AmendmentStore amendments, CertificateStore certificates, AttendeeStore attendees, Amend amend, PublicAddress site, RuleSpeaker speaker) : PageModel
{
    public Event Event { get; private set; } = null!;

    public EventClock Clock { get; private set; } = null!;

    public IssuedCertificate Certificate { get; private set; } = null!;

    /// <summary>The other editions of it, the newest first.</summary>
    public IReadOnlyList<IssuedCertificate> Others { get; private set; } = [];

    /// <summary>The name in the form: at first the one that the attendee goes by now.</summary>
    public string? Name { get; private set; }

    /// <summary>Why the name is corrected, as typed.</summary>
    public string? NameReason { get; private set; }

    /// <summary>Why it is revoked, as typed.</summary>
    public string? RevokeReason { get; private set; }

    /// <summary>Key of the notice that confirms what was done.</summary>
    [TempData]
    public string? Notice { get; set; }

    public async Task OnGetAsync(Guid id, string? evento, CancellationToken cancellation)
    {
        await LoadAsync(id, evento, cancellation);
        Name = (await attendees.FindAsync(Certificate.AttendeeId, cancellation))?.Name;
    }

    public Task<IActionResult> OnPostSupersedeAsync(Guid id, string? evento, string? name, string? nameReason, CancellationToken cancellation)
    {
        (Name, NameReason) = (name, nameReason);
        return ActAsync(
            id, evento, "Superseded", nameof(NameReason), () => amend.SupersedeAsync(Event.Id, id, name, nameReason, site.Of(Request), User.RequireStaff(), cancellation), cancellation);
    }

    public Task<IActionResult> OnPostRevokeAsync(Guid id, string? evento, string? revokeReason, CancellationToken cancellation)
    {
        RevokeReason = revokeReason;
        return ActAsync(
            id, evento, "Revoked", nameof(RevokeReason), () => amend.RevokeAsync(Event.Id, id, revokeReason, site.Of(Request), User.RequireStaff(), cancellation), cancellation);
    }

    private async Task<IActionResult> ActAsync(Guid id, string? slug, string notice, string reasonField, Func<Task> act, CancellationToken cancellation)
    {
        Event = await events.GetManagedAsync(slug, cancellation);
        try
        {
            await act();
            Notice = notice;
            return Redirect($"/equipo/certificados/emitidos/{id}?evento={Event.Slug}");
        }
        catch (RuleException rule) when (rule.Kind is RuleKind.Invalid or RuleKind.Conflict)
        {
            ModelState.Clear();
            var field = rule.Field switch { "name" => nameof(Name), "reason" => reasonField, _ => null };
            ModelState.Add(speaker, new RuleException(rule.Code, rule.Kind, field, [.. rule.Detail]));
            RuleExceptionHandler.Answer(Response, rule);
            await LoadAsync(id, slug, cancellation);
            Name ??= Certificate.Name;
            return Page();
        }
    }

    private async Task LoadAsync(Guid id, string? slug, CancellationToken cancellation)
    {
        Event = await events.GetManagedAsync(slug, cancellation);
        Clock = EventClock.Of(Event);
        Certificate = await amendments.GetAsync(Event.Id, id, cancellation);
        Others = [.. (await certificates.OfAttendeeAsync(Certificate.AttendeeId, cancellation)).Where(c => c.Kind == Certificate.Kind && c.Id != id)];
    }
}
