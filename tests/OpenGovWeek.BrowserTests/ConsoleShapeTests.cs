using Microsoft.Playwright;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>At a desk the console is one screen: nothing that a moderator needs is below the fold.</summary>
public sealed class ConsoleShapeTests(Chromium chromium)
{
    private const string OutOfSight =
        """
        (selectors) => selectors.filter((selector) => {
          const found = document.querySelector(selector);
          if (!found) return true;
          const { top, left, right, bottom, width, height } = found.getBoundingClientRect();
          return width === 0 || height === 0 || top < 0 || left < 0 || right > innerWidth || bottom > innerHeight;
        })
        """;

    private static readonly string[] Needed =
    [
        "[data-live=title]", "[data-live=status]", "[data-live=clock]", "[data-live=session-controls]", "[data-live=audience]", "[data-live=keys]",
        "[data-live=on-air]", "[data-live=on-air] .button-primary", ".air-controls", "#anuncio summary",
        "[data-live=views]", "[data-live=search]", "[data-live=order]", ".queue-item:first-child .actions", ".queue-item:nth-child(2) .queue-text",
        "[data-live=new-poll]", ".poll-item:first-child .actions .button-primary",
    ];

    private static readonly string[] InQueue = ["[data-live=views]", "[data-live=search]", "[data-live=order]"];

    [BrowserTheory]
    [InlineData(1280, 720)]
    [InlineData(1280, 800)]
    [InlineData(1440, 900)]
    public async Task What_is_on_air_the_queue_the_polls_and_the_audience_are_in_view_without_scrolling(int width, int height)
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        using var staff = await week.NewStaffAsync();
        await ManyQuestions.SeedAsync(week, 300);
        await others.MoveAsync(await others.PublishAsync("¿Cómo puede una municipalidad pequeña publicar sus datos abiertos sin un equipo técnico?"), QuestionStatus.Answering);
        await others.OpenPollAsync();
        await using var moderator = await chromium.VisitAsync(node, Window.Of(width, height, ColorScheme.Light), staff);
        var page = moderator.Page;
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await Expect(page.Locator("[data-live=queue][data-held='301']")).ToBeAttachedAsync();

        Assert.Empty(await page.EvaluateAsync<string[]>(OutOfSight, Needed));
        await page.Locator("[data-live=queue]").HoverAsync();
        await page.Mouse.WheelAsync(0, 5_000);
        await Expect(page.Locator(".queue-item:first-child .actions")).Not.ToBeInViewportAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.scrollingElement.scrollTop"));
        Assert.Empty(await page.EvaluateAsync<string[]>(OutOfSight, Needed.Where(selector => !selector.Contains("queue-item", StringComparison.Ordinal) && !InQueue.Contains(selector)).ToArray()));

        await page.Keyboard.PressAsync("b");
        await Expect(page.Locator("[data-live=editor]")).ToBeVisibleAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>(OutOfSight, new[] { "[data-live=session-controls]", "[data-live=on-air]", "[data-live=editor] [name=Prompt]" }));
        moderator.SawNoComplaints();
    }
}
