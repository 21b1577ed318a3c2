using System.Net;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Console;

/// <summary>The screen, the announcement and the stream: what moderators set for everybody at once.</summary>
public sealed class StageActionTests
{
    [Fact]
    public async Task The_screen_shows_a_question_a_poll_the_invitation_or_nothing_and_each_is_taken_back()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync(QuestionStatus.Published);
        var poll = await stage.OpenPollAsync();
        await stage.PutAsync("screen", new { });

        var shown = await stage.PutAsync("screen", new { question = question.Id });
        Assert.Equal((question.Id, null, false), await OnAirAsync(stage));
        Assert.Equal(QuestionStatus.Published, (await stage.QuestionAsync(question.Id)).Status);
        Assert.Equal(AuditAction.OnAirShow, (await stage.EntryAsync(shown.Entry)).Action);

        var polled = await stage.PutAsync("screen", new { poll = poll.Id });
        Assert.Equal((null, poll.Id, false), await OnAirAsync(stage));
        await stage.UndoAsync(polled);
        Assert.Equal((question.Id, null, false), await OnAirAsync(stage));

        await stage.PutAsync("screen", new { invitation = true });
        Assert.Equal((null, null, true), await OnAirAsync(stage));
        Assert.True((await PublicSessionAsync(stage)).OnAir?.Invitation);

        await stage.PutAsync("screen", new { });
        Assert.Equal((null, null, false), await OnAirAsync(stage));
    }

    [Fact]
    public async Task A_question_that_is_being_answered_returns_to_the_screen_after_a_poll_took_it()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync(QuestionStatus.Answering);
        await stage.OpenPollAsync();
        Assert.Null((await stage.SessionAsync()).OnAirQuestionId);

        await stage.PutAsync("screen", new { question = question.Id });

        Assert.Equal((question.Id, null, false), await OnAirAsync(stage));
        Assert.Equal(QuestionStatus.Answering, (await stage.QuestionAsync(question.Id)).Status);
    }

    [Fact]
    public async Task What_nobody_may_see_does_not_come_on_the_screen()
    {
        await using var stage = await Stage.SetAsync();
        var pending = await stage.AskAsync();
        var draft = await stage.DraftAsync();

        await stage.PutRefusedAsync("screen", new { question = pending.Id }, HttpStatusCode.Conflict, "question-not-public");
        await stage.PutRefusedAsync("screen", new { poll = draft.Id }, HttpStatusCode.Conflict, "poll-draft");
        await stage.PutRefusedAsync("screen", new { question = Guid.CreateVersion7() }, HttpStatusCode.NotFound, "unknown-question");
        await stage.PutRefusedAsync("screen", new { poll = Guid.CreateVersion7() }, HttpStatusCode.NotFound, "unknown-poll");
        await stage.PutRefusedAsync("screen", new { poll = draft.Id, invitation = true }, HttpStatusCode.UnprocessableEntity, "screen-one");

        Assert.Equal((null, null, false), await OnAirAsync(stage));
    }

    [Fact]
    public async Task The_screen_is_not_taken_back_over_what_a_colleague_put_there_or_to_what_was_withdrawn()
    {
        await using var stage = await Stage.SetAsync();
        using var other = await stage.Event.NewStaffAsync(name: "Luis Quispe");
        var question = await stage.AskAsync(QuestionStatus.Published);
        var mine = await stage.PutAsync("screen", new { question = question.Id });
        var theirs = await stage.PutAsync("screen", new { invitation = true }, other);

        await stage.RefusedAsync("undo", new { mine.Entry }, HttpStatusCode.Conflict, "changed-meanwhile");
        await stage.MoveAsync(question, QuestionStatus.Rejected);
        await stage.RefusedAsync("undo", new { theirs.Entry }, HttpStatusCode.Conflict, "changed-meanwhile");

        Assert.Equal((null, null, true), await OnAirAsync(stage));
    }

    [Fact]
    public async Task An_announcement_reaches_everybody_and_clears_itself_when_its_time_is_over()
    {
        await using var stage = await Stage.SetAsync();
        var request = new { id = Guid.CreateVersion7(), text = "  Volvemos a las\n10:30 ", minutes = 5 };

        var done = await stage.PutAsync("announcement", request);
        stage.Node.Clock.Advance(TimeSpan.FromSeconds(3));
        var again = await stage.PutAsync("announcement", request);

        Assert.Equal(done, again);
        var view = (await PublicSessionAsync(stage)).Announcement;
        Assert.Equal((request.id, "Volvemos a las 10:30"), (view!.Id, view.Text));
        Assert.Equal((await stage.EntryAsync(done.Entry)).At.AddMinutes(5), view.EndsAt);
        await stage.PutRefusedAsync("announcement", request with { text = "Otra cosa" }, HttpStatusCode.Conflict, "id-taken");

        stage.Node.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await PublicSessionAsync(stage)).Announcement);
        await Eventually.TrueAsync(async () => (await stage.SessionAsync()).AnnouncementId is null, "the announcement is cleared");
    }

    [Fact]
    public async Task An_announcement_is_replaced_ended_and_taken_back()
    {
        await using var stage = await Stage.SetAsync();
        using var nothing = await stage.SendAsync(HttpMethod.Delete, "announcement");
        Assert.Equal(HttpStatusCode.Conflict, nothing.StatusCode);
        await stage.PutAsync("announcement", new { id = Guid.CreateVersion7(), text = "Empezamos tarde", minutes = 10 });
        var second = await stage.PutAsync("announcement", new { id = Guid.CreateVersion7(), text = "Falló el sonido", minutes = 10 });

        await stage.UndoAsync(second);
        Assert.Equal("Empezamos tarde", (await stage.SessionAsync()).AnnouncementText);

        using var ended = await stage.SendAsync(HttpMethod.Delete, "announcement");
        using var endedAgain = await stage.SendAsync(HttpMethod.Delete, "announcement");
        var done = await TestBrowser.ReadAsync<Done>(ended);
        Assert.Equal(done, await TestBrowser.ReadAsync<Done>(endedAgain));
        Assert.Null((await stage.SessionAsync()).AnnouncementText);
        await stage.UndoAsync(done);
        Assert.Equal("Empezamos tarde", (await stage.SessionAsync()).AnnouncementText);
    }

    [Theory]
    [InlineData("", 5, "text-empty")]
    [InlineData("Aviso", 0, "announcement-minutes")]
    [InlineData("Aviso", 241, "announcement-minutes")]
    public async Task An_announcement_has_a_text_and_an_end(string text, int minutes, string code)
    {
        await using var stage = await Stage.SetAsync();

        await stage.PutRefusedAsync("announcement", new { id = Guid.CreateVersion7(), text, minutes }, HttpStatusCode.UnprocessableEntity, code);
        await stage.PutRefusedAsync(
            "announcement", new { id = Guid.CreateVersion7(), text = new string('a', 281), minutes = 5 }, HttpStatusCode.UnprocessableEntity, "text-too-long");
        await stage.PutRefusedAsync("announcement", new { id = Guid.Empty, text = "Aviso", minutes = 5 }, HttpStatusCode.UnprocessableEntity, "id-missing");
    }

    [Fact]
    public async Task The_stream_is_replaced_while_live_and_taken_back()
    {
        await using var stage = await Stage.SetAsync();

        var done = await stage.PutAsync("stream", new { url = "https://youtu.be/abcdefghijk", delay = 35 });

        var view = await PublicSessionAsync(stage);
        Assert.Equal(("https://youtu.be/abcdefghijk", 35), (view.StreamUrl, view.StreamDelay));
        await stage.UndoAsync(done);
        Assert.Equal((null, 20), ((await stage.SessionAsync()).StreamUrl, (await stage.SessionAsync()).StreamDelaySeconds));
        await stage.PutRefusedAsync("stream", new { url = "https://ejemplo.pe/video", delay = 20 }, HttpStatusCode.UnprocessableEntity, "stream-not-allowed");
        await stage.PutRefusedAsync("stream", new { url = (string?)null, delay = 121 }, HttpStatusCode.UnprocessableEntity, "stream-delay");
    }

    private static async Task<(Guid?, Guid?, bool)> OnAirAsync(Stage stage)
    {
        var session = await stage.SessionAsync();
        return (session.OnAirQuestionId, session.OnAirPollId, session.OnAirInvitation);
    }

    private static async Task<SessionView> PublicSessionAsync(Stage stage)
    {
        using var visitor = stage.Node.NewBrowser();
        using var changes = await visitor.Http.GetAsync($"{stage.Api}/changes?since=0", TestContext.Current.CancellationToken);
        return (await TestBrowser.ReadAsync<Delta>(changes)).Session!;
    }
}
