using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Questions;
using OpenGovWeek.Web.Live;
using Xunit;

namespace OpenGovWeek.Web.Tests.Questions;

public sealed class SimilarTests
{
    private const string Question = "¿Cuándo abrirán un centro MAC en Puno?";
    private const string Typed = "cuando abren el centro mac de puno";

    [Fact]
    public async Task What_everyone_may_see_is_offered_and_nothing_else()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (_, author) = await week.NewAttendeeAsync();
        var (browser, _) = await week.NewAttendeeAsync();
        foreach (var status in Enum.GetValues<QuestionStatus>().Where(status => !QuestionRules.IsPublic(status)))
        {
            await week.AskAsync(author, status, Question);
        }

        Assert.Empty(await SimilarAsync(browser, week));

        var published = await week.AskAsync(author, QuestionStatus.Published, Question, upvotes: 4);
        Assert.Equal([new SimilarQuestionView(published.Id, Question, 4, QuestionStatus.Published)], await SimilarAsync(browser, week));

        await week.SetAsync(published, QuestionStatus.Answering);
        Assert.Equal(QuestionStatus.Answering, Assert.Single(await SimilarAsync(browser, week)).Status);

        await week.SetAsync(published, QuestionStatus.Rejected);
        Assert.Empty(await SimilarAsync(browser, week));
    }

    [Fact]
    public async Task At_most_three_are_offered_and_those_of_another_session_are_not()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var other = await TestEvent.CreateAsync(node, name: "otra");
        var (_, author) = await week.NewAttendeeAsync();
        var (browser, _) = await week.NewAttendeeAsync();
        var (_, stranger) = await other.NewAttendeeAsync();
        await other.AskAsync(stranger, QuestionStatus.Published, Question);

        Assert.Empty(await SimilarAsync(browser, week));

        for (var number = 0; number < 5; number++)
        {
            await week.AskAsync(author, QuestionStatus.Published, $"{Question} ({number})");
        }

        var offered = await SimilarAsync(browser, week);
        Assert.Equal(3, offered.Count);
        Assert.All(offered, question => Assert.StartsWith(Question, question.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_text_is_like_nothing_and_one_that_nobody_could_ask_is_refused()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, author) = await week.NewAttendeeAsync();
        await week.AskAsync(author, QuestionStatus.Published, Question);

        Assert.Empty(await SimilarAsync(browser, week, ""));
        Assert.Empty(await SimilarAsync(browser, week, "  \n"));
        Assert.Empty(await SimilarAsync(browser, week, "🌽\uFFFE\uFFFD"));
        using var without = await browser.Http.GetAsync($"/api/sessions/{week.Slug}/questions/similar");
        Assert.Equal("""{"questions":[]}""", await without.Content.ReadAsStringAsync());
        using var tooLong = await browser.Http.GetAsync(Address(week, new string('a', QuestionText.Max + 1)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "text-too-long"), (tooLong.StatusCode, await TestBrowser.ReadProblemCodeAsync(tooLong)));
        using var unknown = await browser.Http.GetAsync("/api/sessions/no-hay/questions/similar?text=cuando");
        Assert.Equal((HttpStatusCode.NotFound, "unknown-session"), (unknown.StatusCode, await TestBrowser.ReadProblemCodeAsync(unknown)));
    }

    [Fact]
    public async Task Who_asks_without_end_is_told_to_wait_and_others_are_not()
    {
        await using var node = await TestNode.StartAsync(settings: new() { ["Limits:PersonBurst"] = "3" });
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        var (other, _) = await week.NewAttendeeAsync();

        var codes = new List<HttpStatusCode>();
        for (var number = 0; number < 12; number++)
        {
            using var response = await browser.Http.GetAsync(Address(week, Typed));
            codes.Add(response.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, codes[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, codes);
        Assert.Empty(await SimilarAsync(other, week));
    }

    [Fact]
    public async Task A_hundred_who_ask_at_once_all_get_the_answer()
    {
        await using var node = await TestNode.StartAsync(settings: new() { ["Limits:PersonBurst"] = "1000" });
        var week = await TestEvent.CreateAsync(node);
        var (browser, author) = await week.NewAttendeeAsync();
        var asked = await week.AskAsync(author, QuestionStatus.Published, Question);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SimilarAsync(browser, week)));

        Assert.All(answers, answer => Assert.Equal(asked.Id, Assert.Single(answer).Id));
        Assert.Equal(1, node.Services.GetRequiredService<QuestionIndexes>().Count);
    }

    [Fact]
    public async Task An_index_is_read_once_for_a_hundred_and_then_follows_by_revision()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (_, author) = await week.NewAttendeeAsync();
        await week.AskAsync(author, QuestionStatus.Published, Question);
        var indexes = node.Services.GetRequiredService<QuestionIndexes>();
        var session = await node.Services.GetRequiredService<LiveDirectory>().GetSessionAsync(week.Slug, CancellationToken.None);
        Task<(long? ReadAt, long Revision)> ReadAsync() =>
            indexes.LookAsync(session, LiveAudience.Public, questions => (questions.ReadAt, questions.Revision), CancellationToken.None);

        var reads = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(ReadAsync)));
        await week.AskAsync(author, QuestionStatus.Published, Question);
        var after = await ReadAsync();

        Assert.Single(reads.Distinct());
        Assert.Equal(reads[0].Revision + 1, after.Revision);
    }

    [Fact]
    public async Task Only_so_many_indexes_are_kept()
    {
        await using var node = await TestNode.StartAsync();
        await TestEvent.CreateAsync(node);
        var indexes = node.Services.GetRequiredService<QuestionIndexes>();
        var ids = new List<LiveSession>();
        for (var number = 0; number < QuestionIndexes.Most + 3; number++)
        {
            var more = await TestEvent.CreateAsync(node, name: $"semana-{number}");
            ids.Add(new LiveSession(more.Session.Id, more.Event.Id, more.Slug));
        }

        foreach (var session in ids)
        {
            await indexes.LookAsync(session, LiveAudience.Public, _ => 0, CancellationToken.None);
        }

        Assert.Equal(QuestionIndexes.Most, indexes.Count);
    }

    private static string Address(TestEvent week, string text) => $"/api/sessions/{week.Slug}/questions/similar?text={Uri.EscapeDataString(text)}";

    private static async Task<IReadOnlyList<SimilarQuestionView>> SimilarAsync(TestBrowser browser, TestEvent week, string text = Typed)
    {
        using var response = await browser.Http.GetAsync(Address(week, text));
        return (await TestBrowser.ReadAsync<SimilarQuestions>(response)).Questions;
    }
}
