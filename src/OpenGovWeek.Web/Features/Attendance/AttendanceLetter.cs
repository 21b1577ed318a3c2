using System.Globalization;
using System.Net;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>The mail that tells an attendee what became of a request, in the language of the registration.</summary>
public sealed class AttendanceLetter(IStringLocalizer<AttendanceTexts> texts)
{
    /// <param name="site">Address of the application.</param>
    public MailText Of(DecidedRequest decided, Event week, Uri site)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(
                decided.Asked.Attendee.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "es-PE");
            return Write(decided, week, new Uri(site, "/mi-asistencia"));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    private MailText Write(DecidedRequest decided, Event week, Uri page)
    {
        var clock = EventClock.Of(week);
        var asked = decided.Asked.Request;
        List<string> paragraphs =
        [
            texts["Letter_Greeting", decided.Asked.Attendee.Name],
            texts["Letter_Asked", clock.Time(asked.From), clock.Time(asked.To), clock.Date(asked.From), decided.Asked.Session.Title],
            decided.Granted is { } time ? texts["Letter_Granted", clock.Time(time.Start), clock.Time(time.End)] : texts["Letter_Refused"],
        ];
        if (decided.Decision.Note is { } note)
        {
            paragraphs.Add(texts["Letter_Note", note]);
        }

        var see = texts["Letter_See"].Value;
        var html = string.Concat(paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph)}</p>"));
        var link = WebUtility.HtmlEncode(page.AbsoluteUri);
        return new MailText(
            texts[decided.Granted is null ? "Letter_Subject_Refused" : "Letter_Subject_Granted", week.Name],
            string.Join("\n\n", [.. paragraphs, $"{see} {page.AbsoluteUri}", week.Institution]),
            $"{html}<p>{WebUtility.HtmlEncode(see)} <a href=\"{link}\">{link}</a></p><p>{WebUtility.HtmlEncode(week.Institution)}</p>");
    }
}
