using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Mail;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>Words the mails that confirm an address, in the language of the page that asked for them.</summary>
public sealed class SignInLetter(IStringLocalizer<AttendeeTexts> texts)
{
    /// <summary>To an address that somebody registered with: the code, and the link, whose token stands in the fragment that no server sees.</summary>
    /// <param name="site">Address of the application.</param>
    public MailText Known(Event @event, SignInSecrets secrets, Uri site)
    {
        var code = $"{secrets.Code[..3]} {secrets.Code[3..]}";
        return Write(
            texts["Mail_Subject", code, @event.Name],
            [texts["Mail_Lead", @event.Name], texts["Mail_Code", code], texts["Mail_LinkLead"]],
            new Uri(site, $"/entrar/enlace#{secrets.Token}").AbsoluteUri,
            [texts["Mail_Until", (int)SignInRules.Lifetime.TotalMinutes], texts["Mail_NotYou"]]);
    }

    /// <summary>To any other address: that nobody registered with it, and where one does.</summary>
    public MailText Unknown(Event @event, Uri site) => Write(
        texts["Mail_UnknownSubject", @event.Name],
        [texts["Mail_UnknownLead", @event.Name], texts["Mail_UnknownWhere"]],
        new Uri(site, "/registro").AbsoluteUri,
        [texts["Mail_NotYou"]]);

    private static MailText Write(string subject, IReadOnlyList<string> before, string link, IReadOnlyList<string> after)
    {
        var html = new StringBuilder();
        foreach (var paragraph in before)
        {
            html.Append("<p>").Append(HtmlEncoder.Default.Encode(paragraph)).Append("</p>");
        }

        var address = HtmlEncoder.Default.Encode(link);
        html.Append("<p><a href=\"").Append(address).Append("\">").Append(address).Append("</a></p>");
        foreach (var paragraph in after)
        {
            html.Append("<p>").Append(HtmlEncoder.Default.Encode(paragraph)).Append("</p>");
        }

        return new MailText(subject, string.Join("\n\n", [.. before, link, .. after]) + "\n", html.ToString());
    }
}
