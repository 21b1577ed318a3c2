using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;

namespace OpenGovWeek.BrowserTests;

/// <summary>What people of whom no window is looked at do in the first day's session: a moderator, and others of the audience.</summary>
internal sealed class Backstage(TestEvent week) : IDisposable
{
    private readonly List<TestBrowser> people = [];
    private TestBrowser? moderator;

    private string Api => $"/api/sessions/{week.Slug}";

    /// <summary>A question of a new attendee that waits for a moderator.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> AskAsync(string text, bool withName = true)
    {
        var asked = await TestBrowser.ReadAsync<MyQuestion>(
            await (await NewcomerAsync()).SendAsync(HttpMethod.Post, $"{Api}/questions", new { id = Guid.CreateVersion7(), text, withName }));
        return asked.Id;
    }

    /// <summary>A question that everybody sees.</summary>
    public async Task<Guid> PublishAsync(string text)
    {
        var id = await AskAsync(text);
        await MoveAsync(id, QuestionStatus.Published);
        return id;
    }

    public async Task MoveAsync(Guid question, QuestionStatus to, RejectionReason? reason = null)
    {
        var version = await week.Node.WithDatabaseAsync(db => db.Questions.Where(q => q.Id == question).Select(q => q.Version).SingleAsync());
        await DoAsync($"questions/{question}/status", new { to, reason, version });
    }

    public async Task PinAsync(Guid question)
    {
        var version = await week.Node.WithDatabaseAsync(db => db.Questions.Where(q => q.Id == question).Select(q => q.Version).SingleAsync());
        await DoAsync($"questions/{question}/pin", new { pinned = true, version });
    }

    /// <summary>A poll with the choices "Participación ciudadana" and "Rendición de cuentas" that nobody but the staff sees.</summary>
    public async Task<Guid> DraftAsync(ResultsPolicy policy = ResultsPolicy.AfterClose)
    {
        var id = Guid.CreateVersion7();
        await DoAsync("polls", new
        {
            id,
            kind = PollKind.SingleChoice,
            prompt = "¿Qué pilar debe ir primero?",
            choices = new[] { "Participación ciudadana", "Rendición de cuentas" },
            policy,
        });
        return id;
    }

    public async Task<Guid> OpenPollAsync(ResultsPolicy policy = ResultsPolicy.AfterClose)
    {
        var id = await DraftAsync(policy);
        await MoveAsync(id, PollAction.Open);
        return id;
    }

    public async Task MoveAsync(Guid poll, PollAction action)
    {
        var version = await week.Node.WithDatabaseAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Version).SingleAsync());
        await DoAsync($"polls/{poll}/status", new { action, version });
    }

    /// <summary>A new attendee answers the open poll.</summary>
    /// <param name="choice">Place of the choice, from 0.</param>
    public async Task AnswerAsync(int choice)
    {
        var open = await week.Node.WithDatabaseAsync(db => db.Polls.AsNoTracking()
            .Include(p => p.Choices)
            .SingleAsync(p => p.SessionId == week.Session.Id && p.Status == PollStatus.Open));
        var choices = new[] { open.Choices.Single(c => c.Position == choice).Id };
        using var response = await (await NewcomerAsync()).SendAsync(HttpMethod.Put, $"{Api}/polls/{open.Id}/ballot", new { choices });
        response.EnsureSuccessStatusCode();
    }

    public Task MoveAsync(SessionAction action) => DoAsync("status", new { action });

    public void Dispose() => people.ForEach(person => person.Dispose());

    private async Task<TestBrowser> NewcomerAsync()
    {
        var (browser, _) = await week.NewAttendeeAsync();
        people.Add(browser);
        return browser;
    }

    private async Task DoAsync(string path, object body)
    {
        if (moderator is null)
        {
            moderator = await week.NewStaffAsync();
            people.Add(moderator);
        }

        using var response = await moderator.SendAsync(HttpMethod.Post, $"{Api}/{path}", body);
        _ = response.IsSuccessStatusCode ? true : throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }
}
