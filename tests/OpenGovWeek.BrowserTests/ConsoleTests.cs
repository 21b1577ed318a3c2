using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>The moderator's console as moderators use it: together, in a hurry, with thousands of questions.</summary>
public sealed partial class ConsoleTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Two_moderators_see_what_the_other_has_in_hand_and_are_asked_before_they_act_on_it()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        using var ana = await week.NewStaffAsync(name: "Ana Soto");
        using var luis = await week.NewStaffAsync(name: "Luis Quispe");
        var id = await others.AskAsync("¿Quién tiene esta pregunta?");
        await using var hers = await chromium.VisitAsync(node, person: ana);
        await using var his = await chromium.VisitAsync(node, person: luis);
        await hers.GoAsync($"/s/{week.Slug}/consola");
        await his.GoAsync($"/s/{week.Slug}/consola");

        await hers.Page.Keyboard.PressAsync("j");
        await Expect(his.Page.Locator($"#q-{id}")).ToContainTextAsync("La tiene Ana Soto");

        await his.Page.Keyboard.PressAsync("j");
        await his.Page.Keyboard.PressAsync("p");
        await Expect(his.Page.Locator("#tomada")).ToBeVisibleAsync();
        await his.PressAsync("Dejarla");
        Assert.Equal(QuestionStatus.Pending, await StatusAsync(node, id));
        await his.Page.Keyboard.PressAsync("p");
        await his.PressAsync("Actuar");
        await BecomesAsync(node, id, QuestionStatus.Published);
        await Expect(hers.Page.Locator($"#q-{id}")).ToHaveCountAsync(0);
        hers.SawNoComplaints();
        // That the other has it is told with a refusal, of which the browser's console speaks.
        Assert.All(his.Complaints, complaint => Assert.Contains("a status of 409 ", complaint, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Several_questions_are_chosen_and_published_with_keys_and_all_taken_back_with_one()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        using var staff = await week.NewStaffAsync();
        var ids = new List<Guid>();
        foreach (var number in Enumerable.Range(1, 4))
        {
            ids.Add(await others.AskAsync($"¿Pregunta número {number} de varias?"));
        }

        await using var moderator = await chromium.VisitAsync(node, person: staff);
        var page = moderator.Page;
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await Expect(page.Locator(".queue-item")).ToHaveCountAsync(4);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Shift+J");
        await page.Keyboard.PressAsync("Shift+J");
        await Expect(moderator.Part("bulk")).ToContainTextAsync("3 elegidas");

        await page.Keyboard.PressAsync("p");

        await Expect(moderator.Part("toasts")).ToContainTextAsync("3 preguntas publicadas.");
        await BecomesAsync(node, ids[2], QuestionStatus.Published);
        Assert.Equal(QuestionStatus.Pending, await StatusAsync(node, ids[3]));
        await page.Keyboard.PressAsync("u");
        await BecomesAsync(node, ids[0], QuestionStatus.Pending);
        await Expect(page.Locator(".queue-item")).ToHaveCountAsync(4);
        moderator.SawNoComplaints();
    }

    [BrowserFact]
    public async Task Two_questions_are_merged_side_by_side_and_the_author_is_told_in_the_room()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        using var staff = await week.NewStaffAsync();
        var (author, _) = await week.NewAttendeeAsync();
        using var _ = author;
        var target = await others.PublishAsync("¿Habrá traducción al quechua en las sesiones?");
        using var asked = await author.SendAsync(
            HttpMethod.Post, $"/api/sessions/{week.Slug}/questions", new { id = Guid.CreateVersion7(), text = "¿Habrá traducción al quechua en las sesiones de mañana?", withName = false });
        asked.EnsureSuccessStatusCode();
        await using var room = await chromium.VisitAsync(node, Window.Phone(), author);
        await room.GoAsync($"/s/{week.Slug}");
        await using var moderator = await chromium.VisitAsync(node, person: staff);
        var page = moderator.Page;
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await Expect(page.Locator(".queue-item")).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("m");
        await Expect(page.Locator("#unir")).ToContainTextAsync("Quedará con 1 apoyo.");
        await page.Locator("#unir .button-primary").ClickAsync();

        await Expect(moderator.Part("toasts")).ToContainTextAsync("Preguntas unidas.");
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator($"#q-{target}")).ToContainTextAsync("1 unida");
        await Expect(page.Locator($"#q-{target}")).ToContainTextAsync("1 apoyo");
        await Expect(room.Page.GetByText("«¿Habrá traducción al quechua en las sesiones?»").First).ToBeAttachedAsync();
        moderator.SawNoComplaints();
    }

    [BrowserFact]
    public async Task Among_fifteen_hundred_questions_the_last_is_found_reached_and_published()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var staff = await week.NewStaffAsync();
        var ids = await ManyQuestions.SeedAsync(week, 1_500);
        await using var moderator = await chromium.VisitAsync(node, Window.Of(1280, 800, ColorScheme.Light), staff);
        var page = moderator.Page;
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await Expect(page.Locator("[data-live=queue][data-held='1500']")).ToBeAttachedAsync();
        Assert.InRange(await page.Locator(".queue-item").CountAsync(), 1, 60);

        await page.Locator("[data-live=order]").SelectOptionAsync("newest");
        var last = page.Locator($"#q-{ids[1_494]}");
        await Expect(last).ToHaveAttributeAsync("aria-posinset", "1");
        await Expect(last).ToHaveAttributeAsync("aria-setsize", "750");
        await page.Locator("[data-live=order]").SelectOptionAsync("oldest");
        await Expect(last).ToHaveCountAsync(0);

        await page.Locator("[data-live=search]").FillAsync(ManyQuestions.Text(1_494).ToUpperInvariant());
        await Expect(page.Locator(".queue-item")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Expect(last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("p");
        await BecomesAsync(node, ids[1_494], QuestionStatus.Published);
        moderator.SawNoComplaints();
    }

    [BrowserFact]
    public async Task Screen_announcement_and_stream_are_set_with_the_keyboard_alone()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        using var staff = await week.NewStaffAsync();
        var id = await others.PublishAsync("¿Qué se ve en la pantalla?");
        await using var moderator = await chromium.VisitAsync(node, person: staff);
        var page = moderator.Page;
        await moderator.GoAsync($"/s/{week.Slug}/consola?vista=publicadas");
        await Expect(page.Locator($"#q-{id}")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("i");
        await Expect(moderator.Part("on-air")).ToContainTextAsync("Cómo participar");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("h");
        await Expect(moderator.Part("on-air")).ToContainTextAsync("¿Qué se ve en la pantalla?");
        await page.Keyboard.PressAsync("0");
        await Expect(moderator.Part("on-air")).ToContainTextAsync("Nada al aire");

        await page.Keyboard.PressAsync("n");
        await Expect(page.GetByLabel("Qué anunciar a la sala")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Volvemos a las 10:30");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(moderator.Part("announcement")).ToContainTextAsync("Volvemos a las 10:30");

        await moderator.Part("title").ClickAsync();
        await page.Keyboard.PressAsync("s");
        await Expect(page.GetByLabel("Dirección del video")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("https://youtu.be/abcdefghijk");
        await page.Keyboard.PressAsync("Enter");
        await Eventually.TrueAsync(
            () => node.WithDatabaseAsync(db => db.Sessions.AnyAsync(s => s.Id == week.Session.Id && s.StreamUrl == "https://youtu.be/abcdefghijk")), "the stream is replaced");

        await moderator.Part("title").ClickAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#teclas")).ToBeVisibleAsync();
        await page.GetByLabel("Usar teclas en esta página").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("i");
        await Expect(moderator.Part("on-air")).ToContainTextAsync("Nada al aire");
        moderator.SawNoComplaints();
    }

    [BrowserFact]
    public async Task What_was_put_on_the_screen_last_stays_there_though_what_was_put_before_is_slow_to_arrive()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var staff = await week.NewStaffAsync();
        await using var moderator = await chromium.VisitAsync(node, person: staff);
        var page = moderator.Page;
        var (first, arrived) = (true, 0);
        await page.RouteAsync("**/screen", async route =>
        {
            if (first)
            {
                first = false;
                await Task.Delay(1_000);
            }

            await route.ContinueAsync();
        });
        page.Response += (_, response) => arrived += response.Url.EndsWith("/screen", StringComparison.Ordinal) ? 1 : 0;
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await moderator.Part("title").ClickAsync();

        await page.Keyboard.PressAsync("i");
        await page.Keyboard.PressAsync("0");

        await Eventually.TrueAsync(() => Task.FromResult(arrived == 2), "both were answered");
        Assert.False(await node.WithDatabaseAsync(db => db.Sessions.Where(s => s.Id == week.Session.Id).Select(s => s.OnAirInvitation).SingleAsync()));
        await Expect(moderator.Part("on-air")).ToContainTextAsync("Nada al aire");
        await Expect(page.Locator(".toast")).ToHaveTextAsync([new Regex("La pantalla cambió.")]);
    }

    [BrowserFact]
    public async Task Assistive_technology_finds_the_console_as_it_is_written_down()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        using var staff = await week.NewStaffAsync(name: "Ana Soto");
        await others.AskAsync("¿Cuándo sale el próximo plan?", withName: false);
        await others.MoveAsync(await others.PublishAsync("¿Cómo se elige un compromiso?"), QuestionStatus.Answering);
        await using var moderator = await chromium.VisitAsync(node, person: staff);
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await Expect(moderator.Page.Locator("[data-live=queue][data-held='2']")).ToBeAttachedAsync();

        var tree = Watching().Replace(Times().Replace(await moderator.Page.Locator("main").AriaSnapshotAsync(), "00:00"), "$1\"0\"") + "\n";

        var path = Repository.PathOf("tests", "OpenGovWeek.BrowserTests", "Snapshots", "console.aria.yml");
        if (!File.Exists(path))
        {
            await File.WriteAllTextAsync(path, tree, TestContext.Current.CancellationToken);
            Assert.Fail($"{path} was not there; it is now. Read it, and keep it if it is right.");
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), tree);
    }

    private static Task<QuestionStatus> StatusAsync(TestNode node, Guid id) =>
        node.WithDatabaseAsync(db => db.Questions.Where(q => q.Id == id).Select(q => q.Status).SingleAsync());

    private static Task BecomesAsync(TestNode node, Guid id, QuestionStatus status) =>
        Eventually.TrueAsync(async () => await StatusAsync(node, id) == status, $"the question is {status}");

    [GeneratedRegex("(term: conectadas\\s+- definition: )\"[0-9]+\"")]
    private static partial Regex Watching();

    [GeneratedRegex("[0-9]{2}:[0-9]{2}")]
    private static partial Regex Times();
}
