using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Room;

/// <summary>The room as a plain page: what a browser without scripts does in it.</summary>
public sealed class RoomPageTests
{
    private const string Hostile = "<script>alert(1)</script> & \"comillas\" </script>";

    [Fact]
    public async Task Anyone_may_look_and_is_shown_the_way_to_register_in_the_place_of_forms()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (_, author) = await week.NewAttendeeAsync();
        await week.AskAsync(author, QuestionStatus.Published, "¿Habrá materiales?");
        await week.AskAsync(author, QuestionStatus.Pending, "Esto nadie lo ve");
        await week.AddPollAsync(PollStatus.Open, ResultsPolicy.AfterClose);
        using var stranger = node.NewBrowser();

        var page = await stranger.GetPageAsync($"/s/{week.Slug}");

        Assert.Equal("En vivo", page.QuerySelector("[data-live=status]")!.TextContent);
        Assert.Equal($"/registro?volver=/s/{week.Slug}", page.QuerySelector("[data-live=register] a.button-primary")!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.Contains("¿Habrá materiales?", page.QuerySelector("[data-live=questions]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Esto nadie lo ve", page.Source.Text, StringComparison.Ordinal);
        Assert.Contains("Lima", page.QuerySelector("#encuesta")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_asked_by_form_confirmed_and_shown_among_ones_own_as_text()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        var room = await browser.GetPageAsync($"/s/{week.Slug}");

        using var response = await browser.SubmitAsync(room, "[data-live=ask]", new() { ["text"] = Hostile });
        var page = await TestBrowser.ReadPageAsync(response);
        using var twice = await browser.SubmitAsync(room, "[data-live=ask]", new() { ["text"] = Hostile });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(page.QuerySelector("#hecho"));
        Assert.Equal(Hostile, page.QuerySelector("[data-live=mine] .question-text")!.TextContent);
        Assert.Equal("En revisión", page.QuerySelector("[data-live=mine] [aria-current=step]")!.TextContent);
        Assert.All(page.Scripts.Where(s => !s.HasAttribute("src")), script => Assert.Contains(script.Type, new[] { "application/json", "importmap" }));
        using var inlined = JsonDocument.Parse(page.GetElementById("mine")!.TextContent);
        Assert.Equal(Hostile, inlined.RootElement.GetProperty("questions")[0].GetProperty("text").GetString());
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.Questions.CountAsync()));
    }

    [Fact]
    public async Task A_refused_question_stays_in_the_form_with_the_reason_beside_it()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        var room = await browser.GetPageAsync($"/s/{week.Slug}");
        var tooLong = string.Concat(Enumerable.Repeat("palabra ", 80));

        using var response = await browser.SubmitAsync(room, "[data-live=ask]", new() { ["text"] = tooLong, ["anonymous"] = "true" });
        var page = await TestBrowser.ReadPageAsync(response);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(tooLong, page.QuerySelector("textarea")!.TextContent);
        Assert.True(page.QuerySelector("[name=anonymous]")!.HasAttribute("checked"));
        Assert.Equal("true", page.QuerySelector("textarea")!.GetAttribute("aria-invalid"));
        Assert.Contains("500", page.QuerySelector("#Text-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("#Text", page.QuerySelector("#errores a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task An_upvote_is_set_and_taken_back_by_form()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (_, author) = await week.NewAttendeeAsync();
        var (browser, _) = await week.NewAttendeeAsync();
        await week.AskAsync(author, QuestionStatus.Published);

        var room = await browser.GetPageAsync($"/s/{week.Slug}");
        var on = await TestBrowser.ReadPageAsync(await browser.SubmitAsync(room, "form:has(.questions)", [], ".upvote"));
        Assert.Equal(("true", "1"), (on.QuerySelector(".upvote")!.GetAttribute("aria-pressed"), on.QuerySelector(".upvote span")!.TextContent));
        var off = await TestBrowser.ReadPageAsync(await browser.SubmitAsync(on, "form:has(.questions)", [], ".upvote"));
        Assert.Equal(("false", "0"), (off.QuerySelector(".upvote")!.GetAttribute("aria-pressed"), off.QuerySelector(".upvote span")!.TextContent));
    }

    [Fact]
    public async Task Each_reader_sees_the_list_of_questions_their_own_way_whoever_saw_it_before()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (author, authorId) = await week.NewAttendeeAsync();
        var (fan, _) = await week.NewAttendeeAsync();
        var (other, _) = await week.NewAttendeeAsync();
        using var stranger = node.NewBrowser();
        using var foreigner = node.NewBrowser();
        foreigner.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        foreigner.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        await week.AskAsync(authorId, QuestionStatus.Published);
        using var upvoted = await fan.SubmitAsync(await fan.GetPageAsync($"/s/{week.Slug}"), "form:has(.questions)", [], ".upvote");

        for (var time = 0; time < 2; time++)
        {
            Assert.Equal("button false 1 apoyo. Apoyar", await ListAsync(other));
            Assert.Equal("span 1 apoyo", await ListAsync(stranger));
            Assert.Equal("span 1 supporter", await ListAsync(foreigner));
            Assert.Equal("button true 1 apoyo. Apoyar", await ListAsync(fan));
            Assert.Equal("Su pregunta span 1 apoyo", await ListAsync(author));
        }

        async Task<string> ListAsync(TestBrowser browser)
        {
            var question = (await browser.GetPageAsync($"/s/{week.Slug}")).QuerySelector(".questions[data-live=questions] .question")!;
            var upvote = question.QuerySelector(".upvote")!;
            string?[] parts = [question.QuerySelector(".badge")?.TextContent, upvote.LocalName, upvote.GetAttribute("aria-pressed"), upvote.TextContent];
            return string.Join(' ', parts.OfType<string>());
        }
    }

    [Fact]
    public async Task A_poll_is_answered_and_the_answer_changed_by_form()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        var poll = await week.AddPollAsync(PollStatus.Open, ResultsPolicy.AfterClose);
        const string form = "#encuesta form";

        var room = await browser.GetPageAsync($"/s/{week.Slug}");
        using var nothing = await browser.SubmitAsync(room, form, []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        using var first = await browser.SubmitAsync(room, form, new() { ["choice"] = poll.Choices[0].Id.ToString() });
        var answered = await TestBrowser.ReadPageAsync(first);
        Assert.Null(answered.QuerySelector(form));
        Assert.Contains("Lima", answered.QuerySelector("#encuesta .sent")!.TextContent, StringComparison.Ordinal);

        var change = await browser.GetPageAsync(answered.QuerySelector("#encuesta a.button")!.GetAttribute("href")!);
        Assert.Equal(poll.Choices[0].Id.ToString(), change.QuerySelector($"{form} input[checked]")!.GetAttribute("value"));
        using var second = await browser.SubmitAsync(change, form, new() { ["choice"] = poll.Choices[1].Id.ToString() });
        Assert.Contains("Cusco", (await TestBrowser.ReadPageAsync(second)).QuerySelector("#encuesta .sent")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(poll.Choices[1].Id.ToString(), await node.WithDatabaseAsync(db => db.Ballots.Where(b => b.AttendeeId == attendee).Select(b => b.Marks).SingleAsync()));
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_writes_nothing()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        var room = await browser.GetPageAsync($"/s/{week.Slug}");

        using var response = await browser.SubmitAsync(room, "[data-live=ask]", new() { ["text"] = "¿Se guarda esto?", ["__RequestVerificationToken"] = null });

        Assert.Equal(0, await node.WithDatabaseAsync(db => db.Questions.CountAsync()));
    }

    [Fact]
    public async Task An_ended_room_thanks_leads_to_certificates_and_asks_nothing()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node, SessionStatus.Ended);
        var (browser, _) = await week.NewAttendeeAsync();

        var page = await browser.GetPageAsync($"/s/{week.Slug}");

        Assert.True(page.QuerySelector("[data-place=ask]")!.HasAttribute("hidden"));
        Assert.Equal("/mis-certificados", page.QuerySelector("[data-live=note] a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task An_unknown_session_is_a_page_that_says_so()
    {
        await using var node = await TestNode.StartAsync();
        using var browser = node.NewBrowser();

        using var response = await browser.Http.GetAsync("/s/no-existe");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("Esta sesión no existe.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://youtu.be/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk")]
    [InlineData("https://otro.example/video", null)]
    public async Task Only_an_allowed_stream_is_framed(string address, string? frame)
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        await node.WithDatabaseAsync(db => db.Sessions.Where(s => s.Id == week.Session.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.StreamUrl, address)));
        using var browser = node.NewBrowser();

        var page = await browser.GetPageAsync($"/s/{week.Slug}");
        using var stream = JsonDocument.Parse(await browser.Http.GetStringAsync($"/api/sessions/{week.Slug}/stream"));

        Assert.Equal(frame, page.QuerySelector("[data-live=player] iframe")?.GetAttribute("src"));
        Assert.Equal(frame, stream.RootElement.TryGetProperty("frame", out var found) ? found.GetString() : null);
    }

    [Fact]
    public async Task The_texts_that_the_module_asks_for_are_in_the_page_in_both_languages()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var browser = node.NewBrowser();
        foreach (var language in new[] { "es-PE", "en" })
        {
            browser.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
            browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

            var page = await browser.GetPageAsync($"/s/{week.Slug}");

            using var texts = JsonDocument.Parse(page.GetElementById("texts")!.TextContent);
            Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
            Assert.All(texts.RootElement.EnumerateObject(), text => Assert.NotEqual(text.Name, text.Value.GetString()));
            Assert.All(KeysOfModules(), key => Assert.True(texts.RootElement.TryGetProperty(key, out _), key));
        }
    }

    private static IEnumerable<string> KeysOfModules() =>
        Directory.EnumerateFiles(Repository.PathOf("wwwroot", "js", "room"), "*.js")
            .Append(Repository.PathOf("wwwroot", "js", "room.js"))
            .Append(Repository.PathOf("wwwroot", "js", "polls", "results.js"))
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), @"\b(t|count)\('(\w+)'"))
            .SelectMany(match => match.Groups[1].Value == "t" ? new[] { match.Groups[2].Value } : [$"{match.Groups[2].Value}_One", $"{match.Groups[2].Value}_Many"])
            .Distinct();
}
