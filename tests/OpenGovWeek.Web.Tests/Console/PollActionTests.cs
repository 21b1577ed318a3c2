using System.Net;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Console;

public sealed class PollActionTests
{
    [Fact]
    public async Task A_poll_goes_from_draft_to_published_with_an_entry_for_each_step()
    {
        await using var stage = await Stage.SetAsync();
        var draft = await stage.DraftAsync();

        var opened = await stage.PollAsync(draft, PollAction.Open);
        Assert.Equal(draft.Id, (await stage.SessionAsync()).OnAirPollId);
        (await stage.BallotAsync(draft, 1)).EnsureSuccessStatusCode();
        var closed = await stage.PollAsync(await stage.PollAsync(draft.Id), PollAction.Close);
        var afterClose = await stage.PollAsync(draft.Id);
        var published = await stage.PollAsync(afterClose, PollAction.Publish);

        var poll = await stage.PollAsync(draft.Id);
        Assert.Equal((PollStatus.Published, draft.Version + 3, 1), (poll.Status, poll.Version, poll.Ballots));
        Assert.Equal(TallyHash.Of(poll), poll.TallyHash);
        Assert.Equal(draft.Id, (await stage.SessionAsync()).OnAirPollId);
        Assert.Equal([AuditAction.PollOpen, AuditAction.PollClose, AuditAction.PollPublish], [opened.Action, closed.Action, published.Action]);
        Assert.Equal([false, true, false], new[] { opened, closed, published }.Select(d => d.UndoUntil is not null));
        var entries = await stage.Node.WithDatabaseAsync(db => db.AuditEntries.Where(a => a.SubjectId == draft.Id).Select(a => a.Action).ToListAsync());
        Assert.Equal([AuditAction.PollCreate, AuditAction.PollOpen, AuditAction.PollClose, AuditAction.PollPublish], entries.Order());
    }

    [Fact]
    public async Task Creating_again_answers_the_same_and_another_body_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        var id = Guid.CreateVersion7();
        using var first = await stage.PostAsync("polls", Stage.Draft(id));
        using var again = await stage.PostAsync("polls", Stage.Draft(id));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.OK], [first.StatusCode, again.StatusCode]);
        Assert.Equal(
            (await TestBrowser.ReadAsync<PollView>(first)).Choices, (await TestBrowser.ReadAsync<PollView>(again)).Choices);
        await stage.RefusedAsync("polls", Stage.Draft(id, ResultsPolicy.Live), HttpStatusCode.Conflict, "id-taken");
    }

    [Fact]
    public async Task The_same_poll_sent_twice_at_once_is_created_once()
    {
        await using var stage = await Stage.SetAsync();
        var id = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => stage.PostAsync("polls", Stage.Draft(id))));

        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(3, (await stage.PollAsync(id)).Choices.Count);
    }

    [Fact]
    public async Task A_poll_that_makes_no_sense_is_refused_with_its_field()
    {
        await using var stage = await Stage.SetAsync();
        object Poll(string? prompt, params string?[] choices) =>
            new { id = Guid.CreateVersion7(), kind = PollKind.SingleChoice, prompt, choices, policy = ResultsPolicy.AfterClose };

        await stage.RefusedAsync("polls", Poll("¿Sí?", "Sí"), HttpStatusCode.UnprocessableEntity, "choices-count");
        await stage.RefusedAsync("polls", Poll("¿Sí?", "Sí", "sí"), HttpStatusCode.UnprocessableEntity, "choices-duplicate");
        await stage.RefusedAsync("polls", Poll(" ", "Sí", "No"), HttpStatusCode.UnprocessableEntity, "text-empty");
        Assert.False(await stage.Node.WithDatabaseAsync(db => db.Polls.AnyAsync()));
    }

    [Theory]
    [InlineData(PollStatus.Draft, PollAction.Close)]
    [InlineData(PollStatus.Draft, PollAction.Publish)]
    [InlineData(PollStatus.Open, PollAction.Open)]
    [InlineData(PollStatus.Open, PollAction.Publish)]
    [InlineData(PollStatus.Closed, PollAction.Open)]
    [InlineData(PollStatus.Closed, PollAction.Close)]
    [InlineData(PollStatus.Published, PollAction.Close)]
    [InlineData(PollStatus.Published, PollAction.Publish)]
    public async Task What_does_not_fit_the_status_is_refused(PollStatus status, PollAction action)
    {
        await using var stage = await Stage.SetAsync();
        var poll = await stage.DraftAsync();
        foreach (var step in new[] { PollAction.Open, PollAction.Close, PollAction.Publish }.Take((int)status))
        {
            await stage.PollAsync(poll, step);
            poll = await stage.PollAsync(poll.Id);
        }

        await stage.RefusedAsync(
            $"polls/{poll.Id}/status", new { action, version = poll.Version }, HttpStatusCode.Conflict, "changed-meanwhile");

        Assert.Equal(status, (await stage.PollAsync(poll.Id)).Status);
    }

    [Fact]
    public async Task One_poll_is_open_at_a_time_and_none_opens_after_the_end()
    {
        await using var stage = await Stage.SetAsync();
        await stage.OpenPollAsync();
        var second = await stage.DraftAsync();
        var path = $"polls/{second.Id}/status";

        await stage.RefusedAsync(path, new { action = PollAction.Open, version = second.Version }, HttpStatusCode.Conflict, "another-poll-open");
        await stage.RefusedAsync(path, new { action = PollAction.Open, version = second.Version + 1 }, HttpStatusCode.Conflict, "changed-meanwhile");
        await stage.SessionAsync(SessionAction.End);
        await stage.RefusedAsync(path, new { action = PollAction.Open, version = second.Version }, HttpStatusCode.Conflict, "session-ended");
    }

    [Fact]
    public async Task An_announced_close_refuses_ballots_from_the_moment_on_and_closes_by_itself_once()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await stage.OpenPollAsync();
        await stage.PollAsync(poll, PollAction.Close, inSeconds: 60);
        var announced = await stage.PollAsync(poll.Id);
        Assert.Equal(PollStatus.Open, announced.Status);
        (await stage.BallotAsync(poll, 0)).EnsureSuccessStatusCode();

        stage.Node.Clock.Advance(TimeSpan.FromSeconds(60));
        using var late = await stage.BallotAsync(poll, 1);
        Assert.Equal("poll-closed", await TestBrowser.ReadProblemCodeAsync(late));

        var closed = await stage.UntilAsync(poll.Id, PollStatus.Closed);
        Assert.Equal(announced.ClosesAt, closed.ClosedAt);
        Assert.Equal(TallyHash.Of(closed), closed.TallyHash);
        await Task.Delay(1200, TestContext.Current.CancellationToken);
        var byItself = await stage.Node.WithDatabaseAsync(db =>
            db.AuditEntries.Where(a => a.SubjectId == poll.Id && a.Action == AuditAction.PollClose && a.StaffId == null).ToListAsync());
        Assert.Equal("", Assert.Single(byItself).StaffName);
    }

    [Fact]
    public async Task Two_nodes_close_a_due_poll_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = new AdjustableClock();
        await using var one = await TestNode.StartAsync(database, clock);
        await using var other = await TestNode.StartAsync(database, clock);
        var whole = await TestEvent.CreateAsync(one);
        var id = Guid.CreateVersion7();
        await one.WithDatabaseAsync(async db =>
        {
            var poll = PollRules.Create(id, whole.Session.Id, new PollDesign(PollKind.SingleChoice, "¿Sí?", ["Sí", "No"], ResultsPolicy.AfterClose), clock.Now);
            poll.Status = PollStatus.Open;
            poll.ClosesAt = clock.Now.AddSeconds(-1);
            db.Polls.Add(poll);
            return await db.SaveChangesAsync();
        });

        await Eventually.TrueAsync(
            () => one.WithDatabaseAsync(db => db.Polls.AnyAsync(p => p.Id == id && p.Status == PollStatus.Closed)), "one of them closes it");
        await Task.Delay(1200, TestContext.Current.CancellationToken);
        Assert.Equal(1, await one.WithDatabaseAsync(db => db.AuditEntries.CountAsync(a => a.SubjectId == id)));
    }

    [Fact]
    public async Task A_close_that_is_taken_back_accepts_ballots_again()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await stage.OpenPollAsync();
        var closed = await stage.PollAsync(poll, PollAction.Close);
        Assert.Equal(HttpStatusCode.Conflict, (await stage.BallotAsync(poll, 0)).StatusCode);

        await stage.UndoAsync(closed);

        var open = await stage.PollAsync(poll.Id);
        Assert.Equal((PollStatus.Open, null, null, null), (open.Status, open.ClosesAt, open.ClosedAt, open.TallyHash));
        (await stage.BallotAsync(poll, 0)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task An_announced_close_can_be_taken_back_before_and_after_its_moment()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await stage.OpenPollAsync();
        var announced = await stage.PollAsync(poll, PollAction.Close, inSeconds: 20);
        await stage.UndoAsync(announced);
        Assert.Null((await stage.PollAsync(poll.Id)).ClosesAt);

        var again = await stage.PollAsync(await stage.PollAsync(poll.Id), PollAction.Close, inSeconds: 20);
        stage.Node.Clock.Advance(TimeSpan.FromSeconds(25));
        await stage.UntilAsync(poll.Id, PollStatus.Closed);
        await stage.UndoAsync(again);

        Assert.Equal(PollStatus.Open, (await stage.PollAsync(poll.Id)).Status);
    }

    [Fact]
    public async Task A_close_is_not_taken_back_too_late_or_after_publishing()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await stage.OpenPollAsync();
        var closed = await stage.PollAsync(poll, PollAction.Close);
        stage.Node.Clock.Advance(TimeSpan.FromSeconds(31));
        await stage.RefusedAsync("undo", new { closed.Entry }, HttpStatusCode.Conflict, "undo-too-late");

        var second = await stage.OpenPollAsync();
        var closedSecond = await stage.PollAsync(second, PollAction.Close);
        await stage.PollAsync(await stage.PollAsync(second.Id), PollAction.Publish);
        await stage.RefusedAsync("undo", new { closedSecond.Entry }, HttpStatusCode.Conflict, "changed-meanwhile");
    }

    [Fact]
    public async Task A_poll_that_a_session_leaves_open_closes_once_the_end_is_final()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await stage.OpenPollAsync();
        await stage.SessionAsync(SessionAction.End);
        await Task.Delay(1200, TestContext.Current.CancellationToken);
        Assert.Equal(PollStatus.Open, (await stage.PollAsync(poll.Id)).Status);

        stage.Node.Clock.Advance(TimeSpan.FromSeconds(61));

        await stage.UntilAsync(poll.Id, PollStatus.Closed);
    }

    [Fact]
    public async Task Answering_a_question_takes_the_screen_and_published_results_take_it_only_when_it_is_free()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await stage.OpenPollAsync();
        await stage.PollAsync(poll, PollAction.Close);
        var question = await stage.AskAsync(QuestionStatus.Answering);
        Assert.Equal((question.Id, null), ((await stage.SessionAsync()).OnAirQuestionId, (await stage.SessionAsync()).OnAirPollId));

        await stage.PollAsync(await stage.PollAsync(poll.Id), PollAction.Publish);
        Assert.Equal(question.Id, (await stage.SessionAsync()).OnAirQuestionId);

        await stage.MoveAsync(question, QuestionStatus.AnsweredLive);
        var second = await stage.OpenPollAsync();
        await stage.PollAsync(second, PollAction.Close);
        Assert.Equal(second.Id, (await stage.SessionAsync()).OnAirPollId);
    }

    [Fact]
    public async Task Staff_see_turnout_only_until_the_close()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await stage.OpenPollAsync();
        (await stage.BallotAsync(poll, 2)).EnsureSuccessStatusCode();

        async Task<PollView> SeenAsync()
        {
            using var response = await stage.Moderator.Http.GetAsync($"{stage.Api}/changes?since=0&audience=staff", TestContext.Current.CancellationToken);
            return Assert.Single((await TestBrowser.ReadAsync<Delta>(response)).Polls!);
        }

        var open = await SeenAsync();
        Assert.Equal((1, null), (open.Ballots, open.Counts));
        await stage.PollAsync(await stage.PollAsync(poll.Id), PollAction.Close);
        Assert.Equal([0, 0, 1], (await SeenAsync()).Counts!);
    }

    [Fact]
    public async Task Ballots_that_race_a_close_are_counted_or_refused_and_the_frozen_tally_is_their_recount()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await stage.OpenPollAsync();
        var people = new List<TestBrowser>();
        for (var i = 0; i < 40; i++)
        {
            people.Add((await stage.Event.NewAttendeeAsync()).Browser);
        }

        var ballots = people.Select((person, i) => Task.Run(async () =>
        {
            await Task.Delay(i * 3, TestContext.Current.CancellationToken);
            return await stage.BallotAsync(poll, i % 3, person);
        })).ToList();
        await Task.Delay(50, TestContext.Current.CancellationToken);
        await stage.PollAsync(poll, PollAction.Close);
        var answers = await Task.WhenAll(ballots);

        var closed = await stage.PollAsync(poll.Id);
        var stored = await stage.Node.WithDatabaseAsync(db => db.Ballots.Where(b => b.PollId == poll.Id).ToListAsync());
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }));
        Assert.Equal(answers.Count(a => a.IsSuccessStatusCode), stored.Count);
        Assert.Equal(stored.Count, closed.Ballots);
        foreach (var choice in closed.Choices)
        {
            Assert.Equal(stored.Count(b => Marks.Read(b.Marks).Contains(choice.Id)), choice.Count);
        }

        Assert.Equal(TallyHash.Of(closed), closed.TallyHash);
        people.ForEach(person => person.Dispose());
    }
}
