using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Web.Features.Mail;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>The mail that tells an attendee what became of a request, in the language of the registration.</summary>
public sealed class AttendanceLetter(MailWriter mails, IStringLocalizer<AttendanceTexts> texts)
{
    /// <param name="site">Address of the application.</param>
    public MailText Of(DecidedRequest decided, Event week, Uri site) => mails.Write(decided.Asked.Attendee.Language, week, () =>
    {
        var clock = EventClock.Of(week);
        var asked = decided.Asked.Request;
        var outcome = decided.Granted is null ? "Refused" : "Granted";
        return new MailLetter
        {
            Subject = texts[$"Letter_Subject_{outcome}", week.Name],
            Heading = texts[$"Letter_Heading_{outcome}"],
            Lead =
            [
                mails.Greeting(decided.Asked.Attendee.Name),
                texts["Letter_Asked", clock.Time(asked.From), clock.Time(asked.To), clock.Date(asked.From), decided.Asked.Session.Title],
                decided.Granted is { } time ? texts["Letter_Granted", clock.Time(time.Start), clock.Time(time.End)] : texts["Letter_Refused"],
                .. decided.Decision.Note is { } note ? [texts["Letter_Note", note].Value] : Array.Empty<string>(),
            ],
            Button = new(texts["Letter_See"], new Uri(site, "/mi-asistencia")),
        };
    });
}
