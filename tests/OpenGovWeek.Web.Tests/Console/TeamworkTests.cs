using System.Net;
using System.Text.Json;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Console;
using Xunit;

namespace OpenGovWeek.Web.Tests.Console;

/// <summary>Questions in hand, and several questions in one go.</summary>
public sealed class TeamworkTests
{
    [Fact]
    public async Task A_question_in_hand_is_shown_to_colleagues_refused_to_them_and_free_after_two_minutes()
    {
        await using var stage = await Stage.SetAsync();
        using var other = await stage.Event.NewStaffAsync(name: "Luis Quispe");
        var question = await stage.AskAsync(QuestionStatus.Published);
        var since = (await stage.SessionAsync()).Revision;

        await HoldAsync(stage, question, on: true);

        var held = Assert.Single((await ChangesAsync(stage, since, other, "&audience=staff")).Questions!);
        Assert.Equal(("Ana Soto", stage.Node.Clock.GetUtcNow().UtcDateTime.AddMinutes(2)), (held.Held!.Name, held.Held.Until), (a, b) => a.Item1 == b.Item1 && (a.Item2 - b.Item2).Duration() < TimeSpan.FromSeconds(5));
        Assert.Equal(question.Revision, held.Revision);
        using var refused = await stage.SendAsync(HttpMethod.Put, $"questions/{question.Id}/hold", new { on = true }, other);
        var problem = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Ana Soto", problem, StringComparison.Ordinal);
        Assert.Equal("held", JsonDocument.Parse(problem).RootElement.GetProperty("code").GetString());

        stage.Node.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("Luis Quispe", (await HoldAsync(stage, question, on: true, other)).Held?.Name);
    }

    [Fact]
    public async Task A_question_that_is_let_go_is_free_at_once_and_only_who_has_it_can_let_it_go()
    {
        await using var stage = await Stage.SetAsync();
        using var other = await stage.Event.NewStaffAsync(name: "Luis Quispe");
        var question = await stage.AskAsync();
        await HoldAsync(stage, question, on: true);

        Assert.Equal("Ana Soto", (await HoldAsync(stage, question, on: false, other)).Held?.Name);
        var since = (await stage.SessionAsync()).Revision;
        Assert.Null((await HoldAsync(stage, question, on: false)).Held);

        Assert.Null(Assert.Single((await ChangesAsync(stage, since, other, "&audience=staff")).Questions!).Held);
        Assert.Equal("Luis Quispe", (await HoldAsync(stage, question, on: true, other)).Held?.Name);
    }

    [Fact]
    public async Task The_public_hears_nothing_of_who_has_what_in_hand()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync(QuestionStatus.Published);
        var since = (await stage.SessionAsync()).Revision;
        using var visitor = stage.Node.NewBrowser();

        await HoldAsync(stage, question, on: true);

        var changes = await ChangesAsync(stage, since, visitor);
        Assert.True(changes.To > since && changes.IsEmpty);
        Assert.Null(Assert.Single((await ChangesAsync(stage, 0, visitor)).Questions!).Held);
    }

    [Theory]
    [InlineData("publish", QuestionStatus.Pending, QuestionStatus.Published)]
    [InlineData("reject", QuestionStatus.Pending, QuestionStatus.Rejected)]
    [InlineData("answered", QuestionStatus.Published, QuestionStatus.AnsweredLive)]
    public async Task Several_questions_move_in_one_go_and_back(string action, QuestionStatus from, QuestionStatus to)
    {
        await using var stage = await Stage.SetAsync();
        var questions = new[] { await stage.AskAsync(from), await stage.AskAsync(from), await stage.AskAsync(from) };

        var answer = await BulkAsync(stage, action, questions);

        Assert.Equal(questions.Select(q => q.Id), answer.Done.Select(d => d.Question));
        Assert.Empty(answer.Failed);
        foreach (var question in questions)
        {
            var moved = await stage.QuestionAsync(question.Id);
            Assert.Equal((to, action == "reject" ? RejectionReason.OffTopic : null), (moved.Status, moved.Reason));
        }

        using var undone = await stage.PostAsync("undo/bulk", new { entries = answer.Done.Select(d => d.Entry) });
        Assert.Equal(3, (await TestBrowser.ReadAsync<BulkAnswer>(undone)).Done.Count);
        Assert.All(await Task.WhenAll(questions.Select(q => stage.QuestionAsync(q.Id))), q => Assert.Equal(from, q.Status));
        using var again = await stage.PostAsync("undo/bulk", new { entries = answer.Done.Select(d => d.Entry) });
        Assert.Equal(3, (await TestBrowser.ReadAsync<BulkAnswer>(again)).Failed.Count);
    }

    [Fact]
    public async Task What_a_colleague_changed_meanwhile_stays_as_it_is_and_is_listed_with_the_name()
    {
        await using var stage = await Stage.SetAsync();
        using var other = await stage.Event.NewStaffAsync(name: "Luis Quispe");
        var (first, second) = (await stage.AskAsync(), await stage.AskAsync());
        await stage.DoAsync($"questions/{second.Id}/status", Stage.Move(second, QuestionStatus.Rejected), other);

        var answer = await BulkAsync(stage, "publish", [first, second]);

        Assert.Equal([first.Id], answer.Done.Select(d => d.Question));
        var failed = Assert.Single(answer.Failed);
        Assert.Equal((second.Id, "changed-meanwhile"), (failed.Question, failed.Code));
        Assert.Contains("Luis Quispe", failed.Title, StringComparison.Ordinal);
        Assert.Equal(QuestionStatus.Rejected, (await stage.QuestionAsync(second.Id)).Status);
    }

    [Fact]
    public async Task Bulk_takes_a_known_action_a_reason_and_up_to_two_hundred_questions()
    {
        await using var stage = await Stage.SetAsync();
        var item = new { id = Guid.CreateVersion7(), version = 0 };

        await stage.RefusedAsync("questions/bulk", new { action = "pin", items = new[] { item } }, HttpStatusCode.UnprocessableEntity, "bulk-action");
        await stage.RefusedAsync("questions/bulk", new { action = "reject", items = new[] { item } }, HttpStatusCode.UnprocessableEntity, "reason-missing");
        await stage.RefusedAsync("questions/bulk", new { action = "publish", items = Array.Empty<object>() }, HttpStatusCode.UnprocessableEntity, "bulk-items");
        await stage.RefusedAsync(
            "questions/bulk", new { action = "publish", items = Enumerable.Repeat(item, 201) }, HttpStatusCode.UnprocessableEntity, "bulk-items");
    }

    private static async Task<HoldState> HoldAsync(Stage stage, Question question, bool on, TestBrowser? by = null)
    {
        using var response = await stage.SendAsync(HttpMethod.Put, $"questions/{question.Id}/hold", new { on }, by);
        return await TestBrowser.ReadAsync<HoldState>(response);
    }

    private static async Task<BulkAnswer> BulkAsync(Stage stage, string action, IEnumerable<Question> questions)
    {
        using var response = await stage.PostAsync(
            "questions/bulk",
            new { action, reason = action == "reject" ? RejectionReason.OffTopic : (RejectionReason?)null, items = questions.Select(q => new { q.Id, q.Version }) });
        return await TestBrowser.ReadAsync<BulkAnswer>(response);
    }

    private static async Task<Delta> ChangesAsync(Stage stage, long since, TestBrowser by, string more = "")
    {
        using var changes = await by.Http.GetAsync($"{stage.Api}/changes?since={since}{more}", TestContext.Current.CancellationToken);
        return await TestBrowser.ReadAsync<Delta>(changes);
    }
}
