using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Questions;

public sealed class AskQuestionTests
{
    private const string Text = "¿Dónde se ve el avance de los compromisos por región?";

    [Fact]
    public async Task Asking_again_gives_the_same_answer_and_another_text_with_the_id_is_refused()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        var id = Guid.CreateVersion7();

        using var first = await AskAsync(browser, week.Slug, new { id, text = Text, withName = true });
        using var again = await AskAsync(browser, week.Slug, new { id, text = $"  {Text}\t", withName = true });
        using var other = await AskAsync(browser, week.Slug, new { id, text = "¿Y otra cosa?", withName = true });
        using var nameless = await AskAsync(browser, week.Slug, new { id, text = Text, withName = false });
        using var elsewhere = await AskAsync(browser, week.Tomorrow.Slug, new { id, text = Text, withName = true });

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        foreach (var refused in new[] { other, nameless, elsewhere })
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("id-taken", await TestBrowser.ReadProblemCodeAsync(refused));
        }

        Assert.Equal(1, await node.WithDatabaseAsync(db => db.Questions.CountAsync()));
    }

    [Fact]
    public async Task The_same_question_sent_thirty_times_at_once_is_asked_once()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        var body = new { id = Guid.CreateVersion7(), text = Text, withName = false };

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ =>
        {
            using var response = await AskAsync(browser, week.Slug, body);
            return (response.StatusCode, Question: await TestBrowser.ReadAsync<MyQuestion>(response));
        }));

        Assert.Single(answers.Select(answer => answer.Question).Distinct());
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.Questions.CountAsync()));
    }

    [Fact]
    public async Task The_name_is_the_registered_one_or_none_and_another_attendee_may_use_the_same_id()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (rosa, rosaId) = await week.NewAttendeeAsync("Rosa Huamán Ñaupari");
        var (juan, juanId) = await week.NewAttendeeAsync("Juan Quispe");
        var id = Guid.CreateVersion7();

        using var named = await AskAsync(rosa, week.Slug, new { id, text = Text, withName = true });
        using var nameless = await AskAsync(juan, week.Slug, new { id, text = Text });

        Assert.Equal(HttpStatusCode.Created, nameless.StatusCode);
        var questions = await node.WithDatabaseAsync(db => db.Questions.ToListAsync());
        Assert.Equal("Rosa Huamán Ñaupari", questions.Single(q => q.AttendeeId == rosaId).AuthorName);
        Assert.Null(questions.Single(q => q.AttendeeId == juanId).AuthorName);
        Assert.All(questions, question => Assert.Equal(QuestionStatus.Pending, question.Status));
    }

    [Theory]
    [InlineData("", "text-empty")]
    [InlineData("  \n ", "text-empty")]
    [InlineData("¿Y?", "text-too-short")]
    [InlineData("uno\u202Edos y tres", "text-characters")]
    [InlineData("uno\u0007dos y tres", "text-characters")]
    public async Task Bad_text_is_refused_with_its_field_and_a_sentence_in_the_readers_language(string text, string code)
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();

        using var response = await AskAsync(browser, week.Slug, new { id = Guid.CreateVersion7(), text, withName = true });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(problem.GetProperty("detail").GetString(), problem.GetProperty("errors").GetProperty("text")[0].GetString());
        Assert.DoesNotContain("Rule_", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.Questions.CountAsync()));
    }

    [Fact]
    public async Task Five_hundred_characters_pass_and_one_more_does_not()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();

        using var longest = await AskAsync(browser, week.Slug, new { id = Guid.CreateVersion7(), text = string.Concat(Enumerable.Repeat("🌽", 500)) });
        using var longer = await AskAsync(browser, week.Slug, new { id = Guid.CreateVersion7(), text = new string('ñ', 501) });
        using var noId = await AskAsync(browser, week.Slug, new { text = Text });

        Assert.Equal(HttpStatusCode.Created, longest.StatusCode);
        Assert.Equal("text-too-long", await TestBrowser.ReadProblemCodeAsync(longer));
        Assert.Equal("id-missing", await TestBrowser.ReadProblemCodeAsync(noId));
    }

    [Theory]
    [InlineData(SessionStatus.Ended, "session-ended")]
    [InlineData(SessionStatus.Cancelled, "session-ended")]
    public async Task A_session_that_is_over_takes_no_question(SessionStatus status, string code)
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node, status);
        var (browser, _) = await week.NewAttendeeAsync();

        using var response = await AskAsync(browser, week.Slug, new { id = Guid.CreateVersion7(), text = Text });

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(code, await TestBrowser.ReadProblemCodeAsync(response));
    }

    [Fact]
    public async Task An_attendee_of_another_event_cannot_ask()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (foreigner, _) = await (await TestEvent.CreateAsync(node, name: "otra")).NewAttendeeAsync();

        using var response = await AskAsync(foreigner, week.Slug, new { id = Guid.CreateVersion7(), text = Text });

        Assert.Equal("other-event", await TestBrowser.ReadProblemCodeAsync(response));
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.Questions.CountAsync()));
    }

    private static Task<HttpResponseMessage> AskAsync(TestBrowser browser, string slug, object body) =>
        browser.SendAsync(HttpMethod.Post, $"/api/sessions/{slug}/questions", body);
}
