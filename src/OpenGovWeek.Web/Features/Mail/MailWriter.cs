using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Web.Composition;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Mail;

/// <summary>Resource marker of what all mails say, and of the page that shows them in Development.</summary>
public sealed class MailWords;

/// <summary>Lays out what the features write, as mails of their event.</summary>
public sealed class MailWriter(IStringLocalizer<MailWords> words, IStringLocalizer<SharedTexts> shared)
{
    /// <summary>Writes a letter in the language of the current request.</summary>
    /// <param name="week">Whose mail it is; null while no event was loaded.</param>
    public MailText Write(Event? week, MailLetter letter) =>
        MailLayout.Of(new MailSender(NameOf(week), week?.Institution, week?.Accent), letter, Languages.Current, words["ButtonFallback"]);

    /// <summary>Writes a letter in the language of who gets it.</summary>
    /// <param name="language">See <see cref="SpokenLanguage.Use"/>.</param>
    /// <param name="letter">Runs in that language.</param>
    public MailText Write(string language, Event? week, Func<MailLetter> letter)
    {
        using (SpokenLanguage.Use(language))
        {
            return Write(week, letter());
        }
    }

    /// <summary>What a mail calls the event, or the application while none was loaded.</summary>
    public string NameOf(Event? week) => week?.Name ?? shared["Product"];

    /// <param name="name">Empty for somebody unknown.</param>
    public string Greeting(string name) => name.Length == 0 ? words["Greeting"] : words["GreetingByName", name];
}
