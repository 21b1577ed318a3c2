using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Mail;

/// <summary>A piece of a mail's text.</summary>
public sealed record MailPart(string Text, bool IsLink);

/// <summary>The mails of Development, for whoever tries the application without a mail server. Anywhere else there is no such page.</summary>
[AllowAnonymous]
public sealed partial class MailboxModel(EventStore events, DevelopmentMailbox? mailbox = null) : PageModel
{
    private EventClock clock = EventClock.OfZone("UTC");

    /// <summary>The newest first.</summary>
    public IReadOnlyList<OutgoingMail> Mails { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (mailbox is null)
        {
            return NotFound();
        }

        if (await events.FindCurrentAsync(cancellation) is { } week)
        {
            clock = EventClock.Of(week);
        }

        Mails = mailbox.Newest;
        return Page();
    }

    public string Hour(DateTime instant) => clock.Time(instant);

    /// <summary>The text of a mail, cut where its links begin and end.</summary>
    public static IEnumerable<MailPart> PartsOf(OutgoingMail mail) =>
        Links().Split(mail.Text.Plain.Trim()).Select(text => new MailPart(text, Links().IsMatch(text)));

    [GeneratedRegex(@"(https?://\S+)")]
    private static partial Regex Links();
}
