using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Web.Features.Mail;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>The mails that confirm an address, in the language of the page that asked for them.</summary>
public sealed class SignInLetter(MailWriter mails, IStringLocalizer<AttendeeTexts> texts)
{
    /// <summary>To an address that somebody registered with: the code, and the link, whose token stands in the fragment that no server sees.</summary>
    /// <param name="site">Address of the application.</param>
    public MailText Known(Event @event, SignInSecrets secrets, Uri site)
    {
        var code = $"{secrets.Code[..3]} {secrets.Code[3..]}";
        return mails.Write(@event, new MailLetter
        {
            Subject = texts["Mail_Subject", code, @event.Name],
            Heading = texts["Mail_Heading"],
            Lead = [texts["Mail_Lead", @event.Name], texts["Mail_LinkLead"]],
            Button = new(texts["Mail_Button"], new Uri(site, $"/entrar/enlace#{secrets.Token}")),
            Code = new(texts["Mail_Code"], code),
            Notes = [texts["Mail_Until", (int)SignInRules.Lifetime.TotalMinutes], texts["Mail_NotYou"]],
        });
    }

    /// <summary>To any other address: that nobody registered with it, and where one does.</summary>
    public MailText Unknown(Event @event, Uri site) => mails.Write(@event, new MailLetter
    {
        Subject = texts["Mail_UnknownSubject", @event.Name],
        Heading = texts["Mail_UnknownHeading"],
        Lead = [texts["Mail_UnknownLead", @event.Name], texts["Mail_UnknownWhere"]],
        Button = new(texts["Mail_UnknownButton"], new Uri(site, "/registro")),
        Notes = [texts["Mail_NotYou"]],
    });
}
