using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Where staff begin: the sessions with their consoles and screens, and for organisers the team.</summary>
[Authorize(Policy = Policies.Moderator)]
[EnableRateLimiting(RateLimits.Writes)]
public sealed class HomeModel(EventStore events, StaffStore staff, RuleSpeaker speaker) : PageModel
{
    /// <summary>The present event; null while none was loaded.</summary>
    public Event? Event { get; private set; }

    /// <summary>The whole team; empty for moderators.</summary>
    public IReadOnlyList<StaffListing> Team { get; private set; } = [];

    /// <summary>Invitations that nobody has used yet; empty for moderators.</summary>
    public IReadOnlyList<StaffInvitation> Invitations { get; private set; } = [];

    /// <summary>Address to give to the person just invited; it cannot be shown again.</summary>
    public string? InvitationAddress { get; private set; }

    [BindProperty]
    public string? Role { get; set; }

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken cancellation)
    {
        if (!User.IsOrganiser())
        {
            return Forbid();
        }

        if (Role is null || !StaffRoles.All.Contains(Role))
        {
            ModelState.Add(speaker, new RuleException("staff-role", field: nameof(Role)));
        }
        else
        {
            var token = InvitationToken.New();
            await staff.InviteAsync(token.Hash, Role, User.RequireStaff(), cancellation);
            InvitationAddress = $"{Request.Scheme}://{Request.Host}{Request.PathBase}{token.Path}";
        }

        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken cancellation)
    {
        if (!User.IsOrganiser())
        {
            return Forbid();
        }

        await staff.CancelInvitationAsync(id, User.RequireStaff(), cancellation);
        return Redirect(LocalUrl.OfPage(Request));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken cancellation)
    {
        if (!User.IsOrganiser())
        {
            return Forbid();
        }

        try
        {
            await staff.RemoveAsync(id, User.RequireStaff(), cancellation);
            return Redirect(LocalUrl.OfPage(Request));
        }
        catch (RuleException rule)
        {
            ModelState.Add(speaker, rule);
            await LoadAsync(cancellation);
            return Page();
        }
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Event = await events.FindCurrentAsync(cancellation);
        if (User.IsOrganiser())
        {
            Team = await staff.ListAsync(cancellation);
            Invitations = await staff.OpenInvitationsAsync(cancellation);
        }
    }
}
