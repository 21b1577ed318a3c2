using System.Globalization;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Web.Composition;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Mail;

/// <summary>Resource marker of what mails say.</summary>
public sealed class MailWords;

/// <summary>The letters that the application writes, each in the language of who gets it and whatever language the request has that causes it.</summary>
public sealed class MailLetters(IStringLocalizer<MailWords> words, IStringLocalizer<SharedTexts> shared)
{
    /// <summary>The way in: the link for the browser that asked for it, the code for whatever page asks for it.</summary>
    /// <param name="language">Language of the attendee; one that is not offered is answered in Spanish.</param>
    /// <param name="name">Whom it greets; empty for somebody unknown.</param>
    /// <param name="link">With the token in its fragment.</param>
    /// <param name="code">As it is shown.</param>
    public MailText SignIn(string language, Event week, string name, Uri link, string code) => Write(language, week, () => new MailLetter
    {
        Subject = words["SignIn_Subject", week.Name],
        Heading = words["SignIn_Heading"],
        Lead = [Greeting(name), words["SignIn_Lead"]],
        Button = new(words["SignIn_Button"], link),
        Code = new(words["SignIn_Code"], code),
        Notes = [words["SignIn_Note"]],
    });

    /// <summary>A certificate was issued.</summary>
    /// <param name="certificate">What it is for, such as the day's name.</param>
    /// <param name="mine">Page of the attendee's certificates.</param>
    /// <param name="verification">Page that anybody verifies it on.</param>
    /// <param name="code">Its code, as it is printed.</param>
    public MailText CertificateIssued(string language, Event week, string name, string certificate, Uri mine, Uri verification, string code) =>
        Write(language, week, () => new MailLetter
        {
            Subject = words["Certificate_Subject", week.Name],
            Heading = words["Certificate_Heading"],
            Lead = [Greeting(name), words["Certificate_Lead", certificate]],
            Button = new(words["Certificate_Button"], mine),
            Code = new(words["Certificate_Code"], code, verification),
            Notes = [words["Certificate_Note"]],
        });

    /// <summary>A request about attendance was decided.</summary>
    /// <param name="session">Title of the session that it is about.</param>
    /// <param name="note">What the organiser adds; null for nothing.</param>
    /// <param name="mine">Page on which the attendee sees the minutes.</param>
    public MailText AttendanceDecided(string language, Event week, string name, string session, bool isGranted, string? note, Uri mine) =>
        Write(language, week, () => new MailLetter
        {
            Subject = words["Attendance_Subject", week.Name],
            Heading = words[isGranted ? "Attendance_Granted" : "Attendance_Refused"],
            Lead =
            [
                Greeting(name),
                words[isGranted ? "Attendance_GrantedLead" : "Attendance_RefusedLead", session],
                .. string.IsNullOrWhiteSpace(note) ? Array.Empty<string>() : [words["Attendance_Note", note]],
            ],
            Button = new(words["Attendance_Button"], mine),
        });

    /// <summary>A member of staff chooses a new password.</summary>
    /// <param name="week">The present event; null while none was loaded.</param>
    /// <param name="link">With the token in its fragment.</param>
    /// <param name="token">The same token, to be pasted where no script runs.</param>
    /// <param name="minutes">How long it serves.</param>
    public MailText StaffRecovery(string language, Event? week, string name, Uri link, string token, int minutes) => Write(language, week, () => new MailLetter
    {
        Subject = words["Recovery_Subject", Sender(week).Name],
        Heading = words["Recovery_Heading"],
        Lead = [Greeting(name), words["Recovery_Lead"]],
        Button = new(words["Recovery_Button"], link),
        Code = new(words["Recovery_Code"], token),
        Notes = [words["Recovery_Note", minutes]],
    });

    private string Greeting(string name) => name.Length == 0 ? words["Greeting"] : words["GreetingByName", name];

    private MailSender Sender(Event? week) => new(week?.Name ?? shared["Product"], week?.Institution, week?.Accent);

    // Whoever presses a button reads in one language, whoever gets the mail in another.
    private MailText Write(string language, Event? week, Func<MailLetter> letter)
    {
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var spoken = Languages.Offered.FirstOrDefault(offered => offered == language, Languages.Offered[0]);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(spoken);
            return MailLayout.Of(Sender(week), letter(), spoken, words["ButtonFallback"]);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }
}
