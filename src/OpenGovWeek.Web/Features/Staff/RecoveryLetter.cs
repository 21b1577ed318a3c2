using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Web.Features.Mail;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>The mail by which a member of staff chooses another password, in the language of the page that asked for it.</summary>
public sealed class RecoveryLetter(MailWriter mails, IStringLocalizer<StaffTexts> texts)
{
    /// <param name="week">The present event; null while none was loaded.</param>
    /// <param name="link">With the token in its fragment.</param>
    /// <param name="token">The same token, to be pasted where no script runs.</param>
    /// <param name="minutes">How long it serves.</param>
    public MailText Of(Event? week, string name, Uri link, string token, int minutes) => mails.Write(week, new MailLetter
    {
        Subject = texts["Mail_Recovery_Subject", mails.NameOf(week)],
        Heading = texts["Mail_Recovery_Heading"],
        Lead = [mails.Greeting(name), texts["Mail_Recovery_Lead"]],
        Button = new(texts["Mail_Recovery_Button"], link),
        Code = new(texts["Mail_Recovery_Code"], token),
        Notes = [texts["Mail_Recovery_Note", minutes]],
    });
}
