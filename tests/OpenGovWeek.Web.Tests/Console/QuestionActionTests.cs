using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Console;

public sealed class QuestionActionTests
{
    [Theory]
    [InlineData(QuestionStatus.Pending, QuestionStatus.Published, AuditAction.QuestionPublish)]
    [InlineData(QuestionStatus.Pending, QuestionStatus.Rejected, AuditAction.QuestionReject)]
    [InlineData(QuestionStatus.Published, QuestionStatus.Rejected, AuditAction.QuestionReject)]
    [InlineData(QuestionStatus.Published, QuestionStatus.Answering, AuditAction.QuestionAnswering)]
    [InlineData(QuestionStatus.Published, QuestionStatus.AnsweredLive, AuditAction.QuestionAnswered)]
    [InlineData(QuestionStatus.Answering, QuestionStatus.AnsweredLive, AuditAction.QuestionAnswered)]
    [InlineData(QuestionStatus.Answering, QuestionStatus.Published, AuditAction.QuestionPublish)]
    [InlineData(QuestionStatus.AnsweredLive, QuestionStatus.Answering, AuditAction.QuestionAnswering)]
    [InlineData(QuestionStatus.Rejected, QuestionStatus.Published, AuditAction.QuestionPublish)]
    public async Task A_moderator_moves_a_question_and_takes_it_back(QuestionStatus from, QuestionStatus to, AuditAction audited)
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync(from);
        var onAirBefore = (await stage.SessionAsync()).OnAirQuestionId;

        var done = await stage.MoveAsync(question, to);

        var moved = await stage.QuestionAsync(question.Id);
        var session = await stage.SessionAsync();
        Assert.Equal(to, moved.Status);
        Assert.Equal(question.Version + 1, moved.Version);
        Assert.Equal(session.Revision, moved.Revision);
        Assert.Equal(to == QuestionStatus.Rejected ? RejectionReason.OffTopic : null, moved.Reason);
        Assert.Equal(to == QuestionStatus.Answering ? question.Id : null, session.OnAirQuestionId);
        Assert.Equal(audited, done.Action);
        Assert.Equal(audited, (await stage.EntryAsync(done.Entry)).Action);

        stage.Node.Clock.Advance(TimeSpan.FromSeconds(25));
        await stage.UndoAsync(done);

        var back = await stage.QuestionAsync(question.Id);
        Assert.Equal((from, question.Reason, question.StatusSince), (back.Status, back.Reason, back.StatusSince));
        Assert.Equal(onAirBefore, (await stage.SessionAsync()).OnAirQuestionId);
    }

    [Theory]
    [InlineData(QuestionStatus.Pending, QuestionStatus.Answering)]
    [InlineData(QuestionStatus.Pending, QuestionStatus.AnsweredLive)]
    [InlineData(QuestionStatus.Rejected, QuestionStatus.Answering)]
    [InlineData(QuestionStatus.AnsweredLive, QuestionStatus.Rejected)]
    [InlineData(QuestionStatus.Published, QuestionStatus.Merged)]
    [InlineData(QuestionStatus.Published, QuestionStatus.Pending)]
    public async Task A_status_that_does_not_lead_there_is_refused(QuestionStatus from, QuestionStatus to)
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync(from);

        await stage.RefusedAsync($"questions/{question.Id}/status", Stage.Move(question, to), HttpStatusCode.Conflict, "changed-meanwhile");

        Assert.Equal((from, question.Version), ((await stage.QuestionAsync(question.Id)).Status, question.Version));
    }

    [Fact]
    public async Task A_rejection_needs_a_reason()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync();

        await stage.RefusedAsync(
            $"questions/{question.Id}/status",
            new { to = QuestionStatus.Rejected, version = question.Version },
            HttpStatusCode.UnprocessableEntity,
            "reason-missing");
    }

    [Fact]
    public async Task Of_two_moderators_one_wins_and_the_other_is_told_who()
    {
        await using var stage = await Stage.SetAsync();
        using var other = await stage.Event.NewStaffAsync(name: "Luis Quispe");
        var question = await stage.AskAsync();

        var answers = await Task.WhenAll(
            stage.PostAsync($"questions/{question.Id}/status", Stage.Move(question, QuestionStatus.Published)),
            stage.PostAsync($"questions/{question.Id}/status", Stage.Move(question, QuestionStatus.Rejected), other));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        var winner = answers[0].IsSuccessStatusCode ? "Ana Soto" : "Luis Quispe";
        var loser = answers.Single(a => !a.IsSuccessStatusCode);
        var problem = await loser.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("changed-meanwhile", problem.GetProperty("code").GetString());
        Assert.Contains(winner, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(question.Version + 1, (await stage.QuestionAsync(question.Id)).Version);
    }

    [Fact]
    public async Task Going_to_the_next_question_answers_the_one_before_and_one_undo_takes_both_back()
    {
        await using var stage = await Stage.SetAsync();
        var first = await stage.AskAsync(QuestionStatus.Answering);
        var second = await stage.AskAsync(QuestionStatus.Published);

        var done = await stage.MoveAsync(second, QuestionStatus.Answering);

        Assert.Equal(QuestionStatus.AnsweredLive, (await stage.QuestionAsync(first.Id)).Status);
        Assert.Equal(second.Id, (await stage.SessionAsync()).OnAirQuestionId);

        await stage.UndoAsync(done);

        Assert.Equal(QuestionStatus.Answering, (await stage.QuestionAsync(first.Id)).Status);
        Assert.Equal(QuestionStatus.Published, (await stage.QuestionAsync(second.Id)).Status);
        Assert.Equal(first.Id, (await stage.SessionAsync()).OnAirQuestionId);
    }

    [Fact]
    public async Task Taking_an_answer_back_does_not_push_away_the_poll_that_was_opened_since()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync(QuestionStatus.Answering);
        var answered = await stage.MoveAsync(question, QuestionStatus.AnsweredLive);
        var poll = await stage.OpenPollAsync();

        await stage.UndoAsync(answered);

        var session = await stage.SessionAsync();
        Assert.Equal((null, poll.Id), (session.OnAirQuestionId, session.OnAirPollId));
        Assert.Equal(QuestionStatus.Answering, (await stage.QuestionAsync(question.Id)).Status);
    }

    [Fact]
    public async Task Taking_an_answer_back_is_refused_while_another_question_is_answered()
    {
        await using var stage = await Stage.SetAsync();
        var first = await stage.AskAsync(QuestionStatus.Answering);
        var answered = await stage.MoveAsync(first, QuestionStatus.AnsweredLive);
        await stage.AskAsync(QuestionStatus.Answering);

        await stage.RefusedAsync("undo", new { answered.Entry }, HttpStatusCode.Conflict, "changed-meanwhile");
    }

    [Theory]
    [InlineData(true, AuditAction.QuestionPin)]
    [InlineData(false, AuditAction.QuestionUnpin)]
    public async Task A_pin_is_set_and_taken_back(bool pinned, AuditAction audited)
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync(QuestionStatus.Published);
        if (!pinned)
        {
            await stage.PinAsync(question);
            question = await stage.QuestionAsync(question.Id);
        }

        var done = await stage.PinAsync(question, pinned);

        Assert.Equal(audited, done.Action);
        Assert.Equal(pinned, (await stage.QuestionAsync(question.Id)).Pinned);
        await stage.UndoAsync(done);
        Assert.Equal(!pinned, (await stage.QuestionAsync(question.Id)).Pinned);
    }

    [Fact]
    public async Task Only_public_questions_are_pinned_and_only_as_they_were_seen()
    {
        await using var stage = await Stage.SetAsync();
        var pending = await stage.AskAsync();
        var published = await stage.AskAsync(QuestionStatus.Published);

        await stage.RefusedAsync(
            $"questions/{pending.Id}/pin", new { pinned = true, version = pending.Version }, HttpStatusCode.Conflict, "question-not-public");
        await stage.RefusedAsync(
            $"questions/{published.Id}/pin", new { pinned = true, version = published.Version - 1 }, HttpStatusCode.Conflict, "changed-meanwhile");
        await stage.RefusedAsync(
            $"questions/{Guid.CreateVersion7()}/pin", new { pinned = true, version = 0 }, HttpStatusCode.NotFound, "unknown-question");
    }

    [Fact]
    public async Task Nothing_is_taken_back_after_thirty_seconds_or_when_someone_else_acted_since()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync();
        var published = await stage.MoveAsync(question, QuestionStatus.Published);
        var pinned = await stage.PinAsync(await stage.QuestionAsync(question.Id));

        await stage.RefusedAsync("undo", new { published.Entry }, HttpStatusCode.Conflict, "changed-meanwhile");
        stage.Node.Clock.Advance(TimeSpan.FromSeconds(31));
        await stage.RefusedAsync("undo", new { pinned.Entry }, HttpStatusCode.Conflict, "undo-too-late");

        Assert.True((await stage.QuestionAsync(question.Id)).Pinned);
    }

    [Fact]
    public async Task A_colleague_may_take_an_action_back_and_both_stand_in_the_record()
    {
        await using var stage = await Stage.SetAsync();
        using var other = await stage.Event.NewStaffAsync(name: "Luis Quispe");
        var published = await stage.MoveAsync(await stage.AskAsync(), QuestionStatus.Published);

        var undone = await stage.UndoAsync(published, other);

        Assert.Equal("Ana Soto", (await stage.EntryAsync(published.Entry)).StaffName);
        var entry = await stage.EntryAsync(undone.Entry);
        Assert.Equal(("Luis Quispe", AuditAction.Undo), (entry.StaffName, entry.Action));
        Assert.Contains(published.Entry.ToString(), entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_a_publication_back_removes_the_question_for_everyone_and_not_for_its_author()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync();
        var published = await stage.MoveAsync(question, QuestionStatus.Published);
        var since = (await stage.SessionAsync()).Revision;

        await stage.UndoAsync(published);

        using var visitor = stage.Node.NewBrowser();
        using var changes = await visitor.Http.GetAsync($"{stage.Api}/changes?since={since}", TestContext.Current.CancellationToken);
        var delta = await TestBrowser.ReadAsync<Delta>(changes);
        Assert.Equal([question.Id], delta.RemovedQuestions);
        Assert.Null(delta.Questions);
        using var mine = await stage.Attendee.Http.GetAsync($"{stage.Api}/mine", TestContext.Current.CancellationToken);
        Assert.Equal(QuestionStatus.Pending, Assert.Single((await TestBrowser.ReadAsync<Mine>(mine)).Questions).Status);
    }

    [Fact]
    public async Task An_author_is_nudged_when_the_question_moves()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync();
        await using var room = stage.Attendee.NewHubConnection();
        var nudged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        room.On(LiveNames.Nudge, nudged.SetResult);
        await room.StartAsync(TestContext.Current.CancellationToken);
        await room.InvokeAsync("Enter", stage.Event.Slug, "room", Guid.CreateVersion7(), TestContext.Current.CancellationToken);

        await stage.MoveAsync(question, QuestionStatus.Rejected);

        await nudged.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }
}
