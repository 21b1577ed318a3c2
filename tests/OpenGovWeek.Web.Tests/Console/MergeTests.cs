using System.Net;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Console;

public sealed class MergeTests
{
    [Theory]
    [InlineData(QuestionStatus.Pending, QuestionStatus.Published)]
    [InlineData(QuestionStatus.Published, QuestionStatus.Published)]
    [InlineData(QuestionStatus.Rejected, QuestionStatus.AnsweredLive)]
    [InlineData(QuestionStatus.Pending, QuestionStatus.Pending)]
    public async Task A_question_is_merged_into_another_and_taken_back(QuestionStatus from, QuestionStatus target)
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync(from);
        var into = await stage.AskAsync(target);

        var done = await MergeAsync(stage, question, into);

        var merged = await stage.QuestionAsync(question.Id);
        Assert.Equal((QuestionStatus.Merged, into.Id, null), (merged.Status, merged.MergedIntoId, merged.Reason));
        Assert.Equal(AuditAction.QuestionMerge, (await stage.EntryAsync(done.Entry)).Action);
        await stage.UndoAsync(done);
        var back = await stage.QuestionAsync(question.Id);
        Assert.Equal((from, null, question.Reason), (back.Status, back.MergedIntoId, back.Reason));
    }

    [Fact]
    public async Task The_target_counts_every_attendee_once_and_gives_back_exactly_what_came()
    {
        await using var stage = await Stage.SetAsync();
        var question = await AskAsync(stage, await stage.Event.NewAttendeeAsync(), "¿Habrá traducción al quechua?");
        var into = await stage.AskAsync(QuestionStatus.Published);
        var both = (await stage.Event.NewAttendeeAsync()).Browser;
        var first = (await stage.Event.NewAttendeeAsync()).Browser;
        foreach (var (browser, id) in new[] { (both, question.Id), (first, question.Id), (both, into.Id), (stage.Attendee, question.Id) })
        {
            await UpvoteAsync(stage, browser, id);
        }

        var hot = (await stage.QuestionAsync(into.Id)).Heat;
        var done = await MergeAsync(stage, await stage.QuestionAsync(question.Id), into);

        // Both, the first one, and the merged question's author; the target's author supports the merged one and does not count for his own.
        Assert.Equal(3, (await stage.QuestionAsync(into.Id)).Upvotes);
        Assert.True((await stage.QuestionAsync(into.Id)).Heat > hot);
        Assert.Contains(into.Id, (await MineAsync(stage, first)).Upvotes);

        await UpvoteAsync(stage, first, into.Id);
        await stage.UndoAsync(done);

        var back = await stage.QuestionAsync(into.Id);
        Assert.Equal(2, back.Upvotes);
        Assert.Equal(2, await stage.Node.WithDatabaseAsync(db => db.Upvotes.CountAsync(u => u.QuestionId == into.Id)));
        Assert.Equal(3, (await stage.QuestionAsync(question.Id)).Upvotes);
    }

    [Fact]
    public async Task The_author_is_told_where_the_question_went_as_far_as_everyone_may_see_it()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync();
        var other = await stage.Event.NewAttendeeAsync();
        var pending = await AskAsync(stage, other, "¿Dónde se ven las grabaciones?", publish: false);
        var target = await AskAsync(stage, other, "¿Las grabaciones quedarán en línea?");

        await MergeAsync(stage, question, pending);
        var told = (await MineAsync(stage, stage.Attendee)).Questions.Single();
        Assert.Equal((QuestionStatus.Merged, null), (told.Status, told.MergedInto));

        await MergeAsync(stage, await stage.QuestionAsync(pending.Id), await stage.QuestionAsync(target.Id));
        told = (await MineAsync(stage, stage.Attendee)).Questions.Single();
        Assert.Equal(new MergedInto(target.Id, target.Text), told.MergedInto);
    }

    [Theory]
    [InlineData(QuestionStatus.Published, true)]
    [InlineData(QuestionStatus.Pending, false)]
    public async Task What_is_on_air_gives_its_place_to_a_target_that_everyone_may_see(QuestionStatus target, bool takesThePlace)
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync(QuestionStatus.Answering);
        var into = await stage.AskAsync(target);

        var done = await MergeAsync(stage, question, into);

        Assert.Equal(takesThePlace ? into.Id : null, (await stage.SessionAsync()).OnAirQuestionId);
        Assert.Equal(takesThePlace ? QuestionStatus.Answering : target, (await stage.QuestionAsync(into.Id)).Status);
        await stage.UndoAsync(done);
        Assert.Equal(question.Id, (await stage.SessionAsync()).OnAirQuestionId);
        Assert.Equal((QuestionStatus.Answering, target), ((await stage.QuestionAsync(question.Id)).Status, (await stage.QuestionAsync(into.Id)).Status));
    }

    [Fact]
    public async Task A_merge_needs_both_as_they_were_seen_and_tells_who_changed_the_target()
    {
        await using var stage = await Stage.SetAsync();
        using var other = await stage.Event.NewStaffAsync(name: "Luis Quispe");
        var question = await stage.AskAsync();
        var into = await stage.AskAsync(QuestionStatus.Published);
        var answered = await stage.AskAsync(QuestionStatus.AnsweredLive);
        var rejected = await stage.AskAsync(QuestionStatus.Rejected);
        await stage.DoAsync($"questions/{into.Id}/pin", new { pinned = true, version = into.Version }, other);

        using var stale = await stage.PostAsync($"questions/{question.Id}/merge", Body(question, into));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Luis Quispe", await stale.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await stage.RefusedAsync($"questions/{question.Id}/merge", Body(question, rejected), HttpStatusCode.Conflict, "merge-target");
        await stage.RefusedAsync($"questions/{answered.Id}/merge", Body(answered, question), HttpStatusCode.Conflict, "changed-meanwhile");
        await stage.RefusedAsync($"questions/{question.Id}/merge", Body(question, question), HttpStatusCode.UnprocessableEntity, "merge-same");
        await stage.RefusedAsync(
            $"questions/{question.Id}/merge", new { into = Guid.CreateVersion7(), version = question.Version, intoVersion = 0 }, HttpStatusCode.NotFound, "unknown-question");
        Assert.Equal(QuestionStatus.Pending, (await stage.QuestionAsync(question.Id)).Status);
    }

    [Fact]
    public async Task A_merge_into_what_was_merged_on_is_not_taken_back_and_two_into_one_are_in_any_order()
    {
        await using var stage = await Stage.SetAsync();
        var (a, b, c) = (await stage.AskAsync(), await stage.AskAsync(), await stage.AskAsync(QuestionStatus.Published));

        var first = await MergeAsync(stage, a, c);
        var second = await MergeAsync(stage, b, await stage.QuestionAsync(c.Id));
        await stage.UndoAsync(first);
        await stage.UndoAsync(second);
        Assert.Equal(0, (await stage.QuestionAsync(c.Id)).Upvotes);

        var inner = await MergeAsync(stage, await stage.QuestionAsync(a.Id), await stage.QuestionAsync(b.Id));
        await MergeAsync(stage, await stage.QuestionAsync(b.Id), await stage.QuestionAsync(c.Id));
        await stage.RefusedAsync("undo", new { inner.Entry }, HttpStatusCode.Conflict, "changed-meanwhile");
    }

    [Fact]
    public async Task An_upvote_that_is_taken_back_leaves_a_question_as_warm_as_those_that_stay_make_it()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync(QuestionStatus.Published);
        var (early, late) = ((await stage.Event.NewAttendeeAsync()).Browser, (await stage.Event.NewAttendeeAsync()).Browser);
        await UpvoteAsync(stage, early, question.Id);
        var warm = (await stage.QuestionAsync(question.Id)).Heat;
        stage.Node.Clock.Advance(TimeSpan.FromMinutes(5));
        await UpvoteAsync(stage, late, question.Id);
        Assert.Equal(Math.Log2(1.5), (await stage.QuestionAsync(question.Id)).Heat - warm - 1, tolerance: 0.01);

        await UpvoteAsync(stage, late, question.Id, on: false);
        Assert.Equal(warm, (await stage.QuestionAsync(question.Id)).Heat);
        await UpvoteAsync(stage, early, question.Id, on: false);
        Assert.Equal(QuestionHeat.None, (await stage.QuestionAsync(question.Id)).Heat);
    }

    private static object Body(Question question, Question into) => new { into = into.Id, version = question.Version, intoVersion = into.Version };

    private static Task<Done> MergeAsync(Stage stage, Question question, Question into) =>
        stage.DoAsync($"questions/{question.Id}/merge", Body(question, into));

    private static async Task<Question> AskAsync(Stage stage, (TestBrowser Browser, Guid Id) by, string text, bool publish = true)
    {
        using var response = await stage.PostAsync("questions", new { id = Guid.CreateVersion7(), text, withName = false }, by.Browser);
        var asked = await stage.QuestionAsync((await TestBrowser.ReadAsync<MyQuestion>(response)).Id);
        if (publish)
        {
            await stage.MoveAsync(asked, QuestionStatus.Published);
        }

        return await stage.QuestionAsync(asked.Id);
    }

    private static async Task UpvoteAsync(Stage stage, TestBrowser browser, Guid question, bool on = true)
    {
        using var response = await stage.SendAsync(HttpMethod.Put, $"questions/{question}/upvote", new { on }, browser);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<Mine> MineAsync(Stage stage, TestBrowser browser)
    {
        using var mine = await browser.Http.GetAsync($"{stage.Api}/mine", TestContext.Current.CancellationToken);
        return await TestBrowser.ReadAsync<Mine>(mine);
    }
}
