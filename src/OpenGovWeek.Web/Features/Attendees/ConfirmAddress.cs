using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>
/// Proves that an address is of who sits in front of a browser: asking for the mail, and using its code or its link. The same way for confirming a registration and for
/// signing in later, for known and unknown addresses.
/// </summary>
public sealed class ConfirmAddress(
    SignInStore requests, JoinStore joins, BrowserSecret browser, SignInLetter letters, KnownAttendees known, PublicAddress site, TimeProvider clock)
{
    /// <summary>What a browser asks when it wants to prove an address; gives the browser its secret.</summary>
    /// <param name="attendeeId">The attendee of this browser who is to have the address; null when it only signs in.</param>
    public NewSignIn Prepare(HttpContext context, Event @event, Guid? attendeeId, EmailAddress email)
    {
        var secrets = SignInSecrets.New();
        var address = site.Of(context.Request);
        return new NewSignIn(
            Guid.CreateVersion7(clock.GetUtcNow()),
            @event.Id,
            attendeeId,
            email,
            browser.Ensure(context),
            secrets,
            letters.Known(@event, secrets, address),
            letters.Unknown(@event, address));
    }

    /// <summary>Puts the mail on its way. Nobody learns from it whether the address is known, or had too many mails.</summary>
    public Task AskAsync(HttpContext context, Event @event, Guid? attendeeId, EmailAddress email, CancellationToken cancellation) =>
        requests.AskAsync(Prepare(context, @event, attendeeId, email), cancellation);

    /// <summary>The browser has asked for a code of this event that can still be typed.</summary>
    public async Task<bool> WaitsForCodeAsync(HttpContext context, Event @event, CancellationToken cancellation) =>
        browser.HashOf(context) is { } hash && await requests.WaitsForCodeAsync(@event.Id, hash, cancellation);

    /// <summary>Whether a browser asked for anything at all lately.</summary>
    public bool HasAsked(HttpContext context) => browser.HashOf(context) is not null;

    /// <summary>Lets the browser in with a code that was typed.</summary>
    /// <param name="code">What <see cref="SignInRules.ParseCode"/> gave.</param>
    /// <exception cref="RuleException"><c>code-wrong</c>.</exception>
    public async Task<Attendee> ByCodeAsync(HttpContext context, Event @event, string code, CancellationToken cancellation)
    {
        var hash = browser.HashOf(context) ?? throw CodeWrong();
        var request = await requests.FindByCodeAsync(@event.Id, hash, code, cancellation);
        try
        {
            return await LetInAsync(context, request, cancellation);
        }
        catch (RuleException rule) when (rule.Code == "link-used")
        {
            throw CodeWrong();
        }
    }

    /// <summary>Lets the browser in with the token of a link.</summary>
    /// <exception cref="RuleException"><c>link-elsewhere</c>; Conflict <c>link-used</c>.</exception>
    public async Task<Attendee> ByLinkAsync(HttpContext context, string? token, CancellationToken cancellation) =>
        await LetInAsync(context, await requests.FindByTokenAsync(token ?? "", browser.HashOf(context), cancellation), cancellation);

    private async Task<Attendee> LetInAsync(HttpContext context, Guid requestId, CancellationToken cancellation)
    {
        var attendee = await joins.UseAsync(requestId, cancellation);
        await known.SignInAsync(context, attendee);
        return attendee;
    }

    private static RuleException CodeWrong() => new("code-wrong", field: "code");
}
