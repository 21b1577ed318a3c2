using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Composition;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>
/// In the pseudo-language every text of the resource files stands in brackets; whatever else is read in a page that a script keeps
/// current is data, or was written into the code.
/// </summary>
public sealed partial class PseudoLanguageTests(Chromium chromium)
{
    // Text that is shown or spoken: text nodes, and the attributes that are read out. What has a language of its own is left out.
    private const string Read =
        """
        () => {
          const told = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
            if (element.closest('script, style, noscript, kbd, option, [hidden], body [lang], [data-text=data], time')) continue;
            if (node.nodeType === Node.TEXT_NODE) told.push(node.data);
            else for (const name of ['aria-label', 'alt', 'title', 'placeholder']) told.push(element.getAttribute(name) ?? '');
          }
          return told.map((text) => text.trim()).filter(Boolean);
        }
        """;

    [BrowserFact]
    public async Task No_text_of_the_live_pages_is_written_into_the_code()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        var (person, _) = await week.NewAttendeeAsync("Rosa Huamán Ñaupari");
        using var attendeeCookies = person;
        using var staff = await week.NewStaffAsync(StaffRoles.Organiser);
        await using var attendee = await VisitAsync(node, person);
        await using var moderator = await VisitAsync(node, staff);
        await using var screen = await VisitAsync(node, null);
        await using var agenda = await VisitAsync(node, null);
        await attendee.GoAsync($"/s/{week.Slug}");
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await screen.GoAsync($"/s/{week.Slug}/pantalla");
        await agenda.GoAsync($"/e/{week.Event.Slug}");

        await ShowsOnlyTextsAsync();
        var question = await others.PublishAsync("¿Cómo se elige un compromiso?");
        await others.PinAsync(question);
        await others.AskAsync("¿Cómo se elige un compromiso?", withName: false);
        await others.OpenPollAsync();
        await others.MoveAsync(question, QuestionStatus.Answering);
        await Expect(attendee.Part("on-air")).ToContainTextAsync("compromiso");
        await Expect(screen.Part("screen")).ToContainTextAsync("compromiso");
        await ShowsOnlyTextsAsync();

        await attendee.Part("poll").GetByLabel("Rendición de cuentas").CheckAsync();
        await attendee.Part("poll").Locator("button[type=submit]").ClickAsync();
        await Expect(attendee.Part("poll").Locator(".sent")).ToBeVisibleAsync();
        await moderator.Page.Locator(".poll-item .actions:not(.poll-tools) button").Last.ClickAsync();
        await Expect(attendee.Part("poll").Locator("table.results")).ToBeVisibleAsync();
        await Expect(moderator.Page.Locator(".toast")).ToBeVisibleAsync();
        await ShowsOnlyTextsAsync();

        await others.MoveAsync(SessionAction.End);
        foreach (var visitor in (Visitor[])[attendee, moderator, screen, agenda])
        {
            await Expect(visitor.Page.Locator("[data-live=status]").First).ToHaveAttributeAsync("data-status", "Ended");
        }

        await ShowsOnlyTextsAsync();

        async Task ShowsOnlyTextsAsync()
        {
            foreach (var visitor in (Visitor[])[attendee, moderator, screen, agenda])
            {
                var told = await visitor.Page.EvaluateAsync<string[]>(Read);
                var own = told.Where(text => IsOwn(text, week)).ToList();
                Assert.Contains(told, text => text.Contains('⟦', StringComparison.Ordinal));
                Assert.True(own.Count == 0, $"{visitor.Page.Url}\n{string.Join("\n", own)}");
            }
        }
    }

    private async Task<Visitor> VisitAsync(TestNode node, TestBrowser? person)
    {
        var visitor = await chromium.VisitAsync(node, person: person);
        await visitor.Context.AddCookiesAsync(
            [new() { Name = Languages.Cookie, Value = $"c%3D{Languages.Pseudo}%7Cuic%3D{Languages.Pseudo}", Url = node.Address.ToString(), Secure = true }]);
        return visitor;
    }

    /// <summary>Whether letters remain when texts in brackets, and the data of this event, are taken away.</summary>
    private static bool IsOwn(string text, TestEvent week)
    {
        for (var before = ""; before != text;)
        {
            before = text;
            text = Bracketed().Replace(text, "");
        }

        string[] data =
        [
            week.Event.Name, week.Event.Institution, week.Event.Unit!, .. week.Event.Days.SelectMany(day => day.Sessions).Select(session => session.Title),
            "Rosa Huamán Ñaupari", "Moderadora", "¿Cómo se elige un compromiso?", "¿Qué pilar debe ir primero?", "Participación ciudadana", "Rendición de cuentas",
            .. week.Event.Days.Select(day => OpenGovWeek.Web.Features.Shared.EventClock.Day(day.Date)),
        ];
        return data.Aggregate(text, (rest, datum) => rest.Replace(datum, "", StringComparison.Ordinal)).Any(char.IsLetter);
    }

    [GeneratedRegex("⟦[^⟦⟧]*⟧")]
    private static partial Regex Bracketed();
}
