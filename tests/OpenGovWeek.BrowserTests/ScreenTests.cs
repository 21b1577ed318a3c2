using Microsoft.Playwright;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Tests.Certificates;
using OpenGovWeek.Testing;
using SkiaSharp;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>The wall and the stream's lower third.</summary>
public sealed class ScreenTests(Chromium chromium)
{
    private const string Asked = "¿Quién revisa las actas?";

    // The longest texts that the rules let through, in words of usual length.
    private static readonly string LongQuestion = Filled("¿Cómo se verifica que los compromisos del plan de acción se cumplieron en cada región y distrito del país? ", 500);
    private static readonly string[] LongChoices = [.. Enumerable.Range(1, 12).Select(number => Filled($"{number} Publicar las actas de las audiencias y el avance de cada obra en un solo lugar que se entienda ", 120))];

    public static TheoryData<int, int> Walls => new() { { 1280, 720 }, { 1920, 1080 }, { 1024, 768 } };

    [BrowserTheory]
    [MemberData(nameof(Walls))]
    public async Task Whatever_is_on_air_fits_without_scrolling(int width, int height)
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await using var wall = await chromium.VisitAsync(node, Window.Of(width, height, ColorScheme.Dark));

        await wall.GoAsync($"{scene.Room}/pantalla");
        await FitsAsync(wall.Page, ".screen-clock");
        var question = await scene.Others.PublishAsync(LongQuestion);
        await scene.Others.MoveAsync(question, QuestionStatus.Answering);
        await FitsAsync(wall.Page, ".screen-upvotes");
        var poll = await PollAsync(scene, PollKind.SingleChoice);
        await PutOnAsync(scene, new { poll });
        await FitsAsync(wall.Page, ".screen-choices");
        await scene.Others.MoveAsync(poll, PollAction.Close);
        await FitsAsync(wall.Page, ".screen-results .results");
        await PutOnAsync(scene, new { invitation = true });
        await FitsAsync(wall.Page, "[data-view=invitation] .screen-lead");
        wall.SawNoComplaints();
    }

    [BrowserTheory]
    [MemberData(nameof(Walls))]
    public async Task The_code_on_the_wall_leads_to_the_room_in_both_themes(int width, int height)
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await using var wall = await chromium.VisitAsync(node, Window.Of(width, height, ColorScheme.Dark));
        await wall.GoAsync($"{scene.Room}/pantalla");
        foreach (var view in (string[])["standby", "invitation"])
        {
            if (view == "invitation")
            {
                await PutOnAsync(scene, new { invitation = true });
            }

            await Expect(wall.Page.Locator($"[data-view={view}]")).ToBeVisibleAsync();
            foreach (var theme in (string[])["dark", "light"])
            {
                Assert.Equal(theme, await wall.Page.Locator("html").GetAttributeAsync("data-theme"));
                var (read, side) = await ReadCodeAsync(wall.Page);
                Assert.Equal(new Uri(node.Address, scene.Room).AbsoluteUri, read);
                Assert.True(side >= height / (view == "invitation" ? 3f : 8f), $"The code is {side} px of {height} px high.");
                await wall.Page.Keyboard.PressAsync("t");
            }
        }
    }

    [BrowserFact]
    public async Task Over_a_video_there_is_nothing_but_what_is_on_air()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await using var overlay = await chromium.VisitAsync(node, Window.Projector());
        await overlay.GoAsync($"{scene.Room}/pantalla?modo=superpuesta&lado=izquierda");
        await Expect(overlay.Page.Locator("body.overlay")).ToHaveCountAsync(1);

        Assert.Equal("rgba(0, 0, 0, 0)", await overlay.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rgba(0, 0, 0, 0)", await overlay.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
        using (var empty = await PictureAsync(overlay.Page))
        {
            Assert.All(Points(empty), point => Assert.Equal(0, empty.GetPixel(point.X, point.Y).Alpha));
        }

        await scene.Others.MoveAsync(await scene.Others.PublishAsync(LongQuestion), QuestionStatus.Answering);
        await Expect(overlay.Page.Locator(".overlay-card")).ToBeVisibleAsync();
        await overlay.Page.WaitForTimeoutAsync(900);
        using var shown = await PictureAsync(overlay.Page);
        var card = (await overlay.Page.Locator(".screen-main").BoundingBoxAsync())!;
        Assert.True(card is { X: >= 0.05f * 1920 - 1 } && card.X + card.Width <= 961 && card.Y >= 0.4f * 1080 && card.Y + card.Height <= 0.95f * 1080 + 1, $"{card.X} {card.Y} {card.Width} {card.Height}");
        foreach (var point in Points(shown))
        {
            var isInside = point.X > card.X + 20 && point.X < card.X + card.Width - 20 && point.Y > card.Y + 20 && point.Y < card.Y + card.Height - 20;
            var isOutside = point.X < card.X - 2 || point.X > card.X + card.Width + 2 || point.Y < card.Y - 2 || point.Y > card.Y + card.Height + 2;
            var alpha = shown.GetPixel(point.X, point.Y).Alpha;
            Assert.True(isInside ? alpha > 220 : !isOutside || alpha == 0, $"At {point} it is {alpha} of 255.");
        }

        await PutOnAsync(scene, new { });
        await Expect(overlay.Page.Locator(".overlay-card")).ToHaveCountAsync(0);
        await overlay.GoAsync($"{scene.Room}/pantalla?modo=superpuesta&lado=derecha");
        await PutOnAsync(scene, new { invitation = true });
        await Expect(overlay.Page.Locator(".overlay-card")).ToBeVisibleAsync();
        Assert.True((await overlay.Page.Locator(".screen-main").BoundingBoxAsync())!.X >= 959);
        Assert.Equal(new Uri(node.Address, scene.Room).AbsoluteUri, (await ReadCodeAsync(overlay.Page)).Text);
        overlay.SawNoComplaints();
    }

    [BrowserTheory]
    [InlineData("")]
    [InlineData("&lado=izquierda")]
    [InlineData("&lado=derecha")]
    public async Task Over_a_video_the_longest_choices_fit_and_the_invitation_stands_beside_its_code(string side)
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await using var overlay = await chromium.VisitAsync(node, Window.Projector());
        await overlay.GoAsync($"{scene.Room}/pantalla?modo=superpuesta{side}");
        var poll = await PollAsync(scene, PollKind.MultipleChoice);
        await PutOnAsync(scene, new { poll });
        await FitsAsync(overlay.Page, ".screen-choices");
        await scene.Others.AnswerAsync(0, 1);
        await scene.Others.AnswerAsync(0);
        await scene.Others.MoveAsync(poll, PollAction.Close);
        await FitsAsync(overlay.Page, ".screen-results .results");
        var bars = await overlay.Page.EvaluateAsync<float[]>("[...document.querySelectorAll('.bar')].map((bar) => bar.getBoundingClientRect().width)");
        Assert.All(bars, bar => Assert.Equal(bars[0], bar, 1f));

        await PutOnAsync(scene, new { invitation = true });
        await FitsAsync(overlay.Page, ".screen-lead");
        var ground = (await overlay.Page.Locator("body").BoundingBoxAsync())!;
        var code = (await overlay.Page.Locator(".join-code").BoundingBoxAsync())!;
        foreach (var words in (string[])[".screen-question", ".screen-lead", ".join-address"])
        {
            var box = (await overlay.Page.Locator(words).BoundingBoxAsync())!;
            Assert.True(box.X >= ground.X && box.Y >= ground.Y && box.X + box.Width <= code.X && box.Y + box.Height <= ground.Y + ground.Height, words);
        }

        Assert.Equal(new Uri(node.Address, scene.Room).AbsoluteUri, (await ReadCodeAsync(overlay.Page)).Text);
    }

    [BrowserFact]
    public async Task Keys_change_the_screen_and_the_pointer_is_seen_only_while_it_moves()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Scheduled);
        await using var wall = await chromium.VisitAsync(node, Window.Projector());
        await wall.GoAsync($"{scene.Room}/pantalla");
        await Expect(wall.Page.Locator("[data-fit]")).ToBeVisibleAsync();

        Assert.Equal("none", await wall.Page.EvaluateAsync<string>("getComputedStyle(document.body).cursor"));
        await wall.Page.Mouse.MoveAsync(300, 300);
        await Expect(wall.Page.Locator(".screen-keys")).ToBeVisibleAsync();
        Assert.Equal("auto", await wall.Page.EvaluateAsync<string>("getComputedStyle(document.body).cursor"));
        await Expect(wall.Page.Locator(".screen-keys")).ToBeHiddenAsync();

        await wall.Page.Keyboard.PressAsync("t");
        await wall.Page.ReloadAsync();
        await Expect(wall.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await wall.Page.Keyboard.PressAsync("f");
        await wall.Page.WaitForFunctionAsync("document.fullscreenElement !== null");
        await wall.Page.Keyboard.PressAsync("f");
        await wall.Page.WaitForFunctionAsync("document.fullscreenElement === null");
    }

    [BrowserFact]
    public async Task Without_a_connection_the_last_picture_stays_with_a_small_sign()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.Others.MoveAsync(await scene.Others.PublishAsync(Asked), QuestionStatus.Answering);
        await using var wall = await chromium.VisitAsync(node, Window.Projector());
        await wall.GoAsync($"{scene.Room}/pantalla");
        await Expect(wall.Part("screen")).ToContainTextAsync(Asked);

        await wall.Context.SetOfflineAsync(true);
        await Expect(wall.Part("sign")).ToBeVisibleAsync();
        await Expect(wall.Part("screen")).ToContainTextAsync(Asked);
        await wall.Context.SetOfflineAsync(false);
        await Expect(wall.Part("sign")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task An_announcement_stands_below_what_is_on_air_until_it_ends()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.ChangeAsync(session =>
        {
            (session.AnnouncementId, session.AnnouncementText) = (Guid.CreateVersion7(), "Volvemos a las 11:30 con la segunda parte.");
            session.AnnouncementEndsAt = node.Clock.Now.AddSeconds(8);
        });
        await using var wall = await chromium.VisitAsync(node, Window.Projector());
        await wall.GoAsync($"{scene.Room}/pantalla");

        await Expect(wall.Part("announcement")).ToHaveTextAsync("Volvemos a las 11:30 con la segunda parte.");
        await FitsAsync(wall.Page, ".screen-strip");
        await Expect(wall.Part("announcement")).ToBeHiddenAsync();
    }

    private static async Task FitsAsync(IPage page, string shown)
    {
        await Expect(page.Locator(shown)).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(300);
        var over = await page.EvaluateAsync<int[]>("""
            () => {
              const main = document.querySelector('main');
              const root = document.documentElement;
              return [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth, root.scrollHeight - innerHeight, root.scrollWidth - innerWidth];
            }
            """);
        Assert.All(over, pixels => Assert.True(pixels <= 1, $"{shown}: {string.Join(' ', over)} px too large"));
    }

    private static async Task<Guid> PollAsync(Scene scene, PollKind kind)
    {
        var id = Guid.CreateVersion7();
        using var staff = await scene.Week.NewStaffAsync();
        using var response = await staff.SendAsync(HttpMethod.Post, $"/api/sessions/{scene.Week.Slug}/polls", new
        {
            id,
            kind,
            prompt = Filled("¿Qué debe hacerse primero para que cualquier persona pueda seguir los compromisos del plan? ", 200),
            choices = kind == PollKind.MultipleChoice ? LongChoices : LongChoices[..10],
            policy = ResultsPolicy.AfterClose,
        });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        await scene.Others.MoveAsync(id, PollAction.Open);
        return id;
    }

    private static async Task PutOnAsync(Scene scene, object what)
    {
        using var staff = await scene.Week.NewStaffAsync();
        using var response = await staff.SendAsync(HttpMethod.Put, $"/api/sessions/{scene.Week.Slug}/screen", what);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<SKBitmap> PictureAsync(IPage page) => SKBitmap.Decode(await page.ScreenshotAsync(new() { OmitBackground = true }));

    private static IEnumerable<(int X, int Y)> Points(SKBitmap picture) =>
        from x in Enumerable.Range(0, picture.Width / 40)
        from y in Enumerable.Range(0, picture.Height / 40)
        select ((x * 40) + 7, (y * 40) + 7);

    // Reads the code from the pixels: what is dark within its box, and whether its quiet zone is white.
    private static async Task<(string Text, float Side)> ReadCodeAsync(IPage page)
    {
        var frame = (await page.Locator(".join-code").BoundingBoxAsync())!;
        var box = (await page.Locator(".join-code svg").BoundingBoxAsync())!;
        using var picture = await PictureAsync(page);
        var size = await page.Locator(".join-code svg").EvaluateAsync<int>("svg => svg.viewBox.baseVal.width");
        var module = box.Width / size;
        Assert.True(box.X - frame.X >= 4 * module - 1 && frame.X + frame.Width - box.X - box.Width >= 4 * module - 1, "The quiet zone is narrower than four modules.");
        var modules = new bool[size, size];
        for (var row = -4; row < size + 4; row++)
        {
            for (var column = -4; column < size + 4; column++)
            {
                var pixel = picture.GetPixel((int)(box.X + ((column + 0.5f) * module)), (int)(box.Y + ((row + 0.5f) * module)));
                var isDark = pixel.Red < 64;
                Assert.True(isDark || pixel.Red > 240, $"{pixel} is neither black nor white.");
                if (row >= 0 && row < size && column >= 0 && column < size)
                {
                    modules[row, column] = isDark;
                }
                else
                {
                    Assert.False(isDark, "The quiet zone is not white.");
                }
            }
        }

        return (QrReader.Read(modules), frame.Height);
    }

    private static string Filled(string text, int length)
    {
        var filled = string.Concat(Enumerable.Repeat(text, (length / text.Length) + 1))[..length];
        return filled.TrimEnd() + new string('x', length - filled.TrimEnd().Length);
    }
}
