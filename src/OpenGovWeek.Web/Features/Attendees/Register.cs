using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Attendees;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>
/// Registers an attendee at once, also when the address is known already: every registration is a provisional attendee of its
/// browser, so the answer reveals nothing and takes over nothing.
/// </summary>
public sealed class Register(
    AttendeeStore attendees, SignInStore requests, ConfirmAddress confirm, TimeProvider clock, IDataProtectionProvider protection)
{
    // Sealed, because who could name an id of his choice could name that of another attendee and be let in as that one.
    private readonly IDataProtector forms = protection.CreateProtector("OpenGovWeek.Registration");

    /// <summary>A ticket for one form: it carries the id of the attendee-to-be, so that sending the form twice registers once.</summary>
    public string NewTicket() => Convert.ToBase64String(forms.Protect(Guid.CreateVersion7(clock.GetUtcNow()).ToByteArray()));

    /// <summary>Stores the registration with the mail that confirms its address, or finds the one that the same form made before.</summary>
    /// <param name="context">Of the browser that registers.</param>
    /// <param name="ticket">The form's; one that cannot be read counts as a new form.</param>
    /// <exception cref="RuleException"><c>registration-used</c>: the form registered somebody else before, or who was confirmed since.</exception>
    public Task<Attendee> RunAsync(HttpContext context, string? ticket, Event @event, Registration registration, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        var id = Open(ticket) ?? Guid.CreateVersion7(clock.GetUtcNow());
        var asked = confirm.Prepare(context, @event, id, registration.Email);
        return attendees.AddAsync(new Attendee
        {
            Id = id,
            EventId = @event.Id,
            Name = registration.Profile.Name,
            Email = registration.Email.Address,
            NormalizedEmail = registration.Email.Normalized,
            Audience = registration.Profile.Audience,
            Region = registration.Profile.Region,
            DocumentNumber = registration.Profile.DocumentNumber,
            ConsentVersion = Consent.Version,
            ConsentedAt = now,
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "es",
            CreatedAt = now,
        }, (db, token) => requests.AddAsync(db, asked, token), cancellation);
    }

    private Guid? Open(string? ticket)
    {
        try
        {
            return ticket is null ? null : new Guid(forms.Unprotect(Convert.FromBase64String(ticket)));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
