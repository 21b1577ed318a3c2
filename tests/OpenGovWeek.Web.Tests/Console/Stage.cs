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

/// <summary>A session with a moderator and an attendee, and what they send.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private Stage(TestNode node, TestEvent whole, TestBrowser moderator, TestBrowser attendee, Guid attendeeId) =>
        (Node, Event, Moderator, Attendee, AttendeeId) = (node, whole, moderator, attendee, attendeeId);

    public TestNode Node { get; }

    public TestEvent Event { get; }

    public TestBrowser Moderator { get; }

    public TestBrowser Attendee { get; }

    public Guid AttendeeId { get; }

    public string Api => $"/api/sessions/{Event.Slug}";

    public static async Task<Stage> SetAsync(SessionStatus status = SessionStatus.Live, Dictionary<string, string?>? settings = null)
    {
        var node = await TestNode.StartAsync(settings: settings);
        var whole = await TestEvent.CreateAsync(node, status);
        var (attendee, id) = await whole.NewAttendeeAsync("Rosa Huamán Ñaupari");
        return new Stage(node, whole, await whole.NewStaffAsync(name: "Ana Soto"), attendee, id);
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body, TestBrowser? by = null) =>
        (by ?? Moderator).SendAsync(HttpMethod.Post, $"{Api}/{path}", body);

    public async Task<Done> DoAsync(string path, object body, TestBrowser? by = null)
    {
        using var response = await PostAsync(path, body, by);
        return await TestBrowser.ReadAsync<Done>(response);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, TestBrowser? by = null) =>
        (by ?? Moderator).SendAsync(method, $"{Api}/{path}", body);

    public async Task<Done> PutAsync(string path, object body, TestBrowser? by = null)
    {
        using var response = await SendAsync(HttpMethod.Put, path, body, by);
        return await TestBrowser.ReadAsync<Done>(response);
    }

    public async Task PutRefusedAsync(string path, object body, HttpStatusCode status, string code, TestBrowser? by = null)
    {
        using var response = await SendAsync(HttpMethod.Put, path, body, by);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await TestBrowser.ReadProblemCodeAsync(response));
    }

    public async Task RefusedAsync(string path, object body, HttpStatusCode status, string code, TestBrowser? by = null)
    {
        using var response = await PostAsync(path, body, by);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await TestBrowser.ReadProblemCodeAsync(response));
    }

    public Task<Done> SessionAsync(SessionAction action) => DoAsync("status", new { action });

    /// <summary>A question as the attendee's form sends it, Pending.</summary>
    public async Task<Question> AskAsync(string text = "¿Habrá materiales en quechua y aimara?")
    {
        using var response = await PostAsync("questions", new { id = Guid.CreateVersion7(), text, withName = true }, Attendee);
        var asked = await TestBrowser.ReadAsync<MyQuestion>(response);
        return await QuestionAsync(asked.Id);
    }

    public async Task<Question> AskAsync(QuestionStatus status)
    {
        var question = await AskAsync();
        if (status == QuestionStatus.Pending)
        {
            return question;
        }

        await MoveAsync(question, status == QuestionStatus.Rejected ? QuestionStatus.Rejected : QuestionStatus.Published);
        if (status is QuestionStatus.Answering or QuestionStatus.AnsweredLive)
        {
            await MoveAsync(await QuestionAsync(question.Id), status);
        }

        return await QuestionAsync(question.Id);
    }

    public static object Move(Question question, QuestionStatus to) =>
        new { to, reason = to == QuestionStatus.Rejected ? RejectionReason.OffTopic : (RejectionReason?)null, version = question.Version };

    public Task<Done> MoveAsync(Question question, QuestionStatus to) => DoAsync($"questions/{question.Id}/status", Move(question, to));

    public Task<Done> PinAsync(Question question, bool pinned = true) =>
        DoAsync($"questions/{question.Id}/pin", new { pinned, version = question.Version });

    public Task<Done> UndoAsync(Done done, TestBrowser? by = null) => DoAsync("undo", new { done.Entry }, by);

    public static object Draft(Guid id, ResultsPolicy policy = ResultsPolicy.AfterClose) => new
    {
        id,
        kind = PollKind.SingleChoice,
        prompt = "¿Qué principio debería priorizar su entidad?",
        choices = new[] { "Transparencia", "Participación", "Innovación" },
        policy,
    };

    public async Task<Poll> DraftAsync()
    {
        using var response = await PostAsync("polls", Draft(Guid.CreateVersion7()));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await PollAsync((await TestBrowser.ReadAsync<PollView>(response)).Id);
    }

    public async Task<Poll> OpenPollAsync()
    {
        var draft = await DraftAsync();
        await PollAsync(draft, PollAction.Open);
        return await PollAsync(draft.Id);
    }

    public Task<Done> PollAsync(Poll poll, PollAction action, int? inSeconds = null) =>
        DoAsync($"polls/{poll.Id}/status", new { action, inSeconds, version = poll.Version });

    public Task<HttpResponseMessage> BallotAsync(Poll poll, int choice, TestBrowser? by = null) =>
        (by ?? Attendee).SendAsync(HttpMethod.Put, $"{Api}/polls/{poll.Id}/ballot", new { choices = new[] { ChoiceOf(poll, choice) } });

    public static Guid ChoiceOf(Poll poll, int position) => poll.Choices.Single(c => c.Position == position).Id;

    public Task<Question> QuestionAsync(Guid id) => Node.WithDatabaseAsync(db => db.Questions.SingleAsync(q => q.Id == id));

    public Task<Poll> PollAsync(Guid id) => Node.WithDatabaseAsync(db => db.Polls.Include(p => p.Choices).SingleAsync(p => p.Id == id));

    public Task<Session> SessionAsync() =>
        Node.WithDatabaseAsync(db => db.Sessions.Include(s => s.LiveWindows).SingleAsync(s => s.Id == Event.Session.Id));

    public Task<AuditEntry> EntryAsync(Guid id) => Node.WithDatabaseAsync(db => db.AuditEntries.SingleAsync(a => a.Id == id));

    public async Task<Poll> UntilAsync(Guid pollId, PollStatus status)
    {
        for (var left = 100; left > 0; left--)
        {
            if (await PollAsync(pollId) is { } poll && poll.Status == status)
            {
                return poll;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"The poll did not become {status} within 10 s.");
    }

    public async ValueTask DisposeAsync()
    {
        Moderator.Dispose();
        Attendee.Dispose();
        await Node.DisposeAsync();
    }
}
