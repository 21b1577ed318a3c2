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
    public Task<Guid> DraftAsync(ResultsPolicy policy = ResultsPolicy.AfterClose) => DraftAsync(PollKind.SingleChoice, policy);

    /// <summary>A poll of a kind that nobody but the staff sees.</summary>
    public async Task<Guid> DraftAsync(PollKind kind, ResultsPolicy policy = ResultsPolicy.AfterClose, bool final = false, bool needsConfirmed = false)
    {
        var id = Guid.CreateVersion7();
        var (prompt, choices) = kind switch
        {
            PollKind.SingleChoice => ("¿Qué pilar debe ir primero?", new[] { "Participación ciudadana", "Rendición de cuentas" }),
            PollKind.MultipleChoice => (
                "¿Qué temas debe tratar el próximo plan de acción?",
                ["Agua y saneamiento", "Salud", "Educación", "Transporte", "Contrataciones y obras públicas en gobiernos locales"]),
            PollKind.YesNo => ("¿Está de acuerdo con sesiones abiertas cada mes?", ["Sí", "No", "Me abstengo"]),
            PollKind.Rating => ("¿Qué tan clara fue la exposición?", []),
            PollKind.WordCloud => ("¿Con qué palabras describe un gobierno abierto?", []),
            _ => ("¿Qué cambiaría de su municipalidad?", Array.Empty<string>()),
        };
        await DoAsync("polls", new
        {
            id,
            kind,
            prompt,
            choices,
            policy,
            final,
            confirmed = needsConfirmed,
            most = kind == PollKind.MultipleChoice ? 3 : (int?)null,
            low = kind == PollKind.Rating ? "Nada clara" : null,
            high = kind == PollKind.Rating ? "Muy clara" : null,
        });
        return id;
    }

    /// <summary>A poll of a kind that can be answered.</summary>
    public async Task<Guid> OpenPollAsync(PollKind kind, ResultsPolicy policy = ResultsPolicy.AfterClose, bool final = false, bool needsConfirmed = false)
    {
        var id = await DraftAsync(kind, policy, final, needsConfirmed);
        await MoveAsync(id, PollAction.Open);
        return id;
    }

    /// <summary>A new attendee writes an answer to the open poll.</summary>
    public async Task WriteAsync(params string[] texts)
    {
        var open = await week.Node.WithDatabaseAsync(db => db.Polls.Where(p => p.SessionId == week.Session.Id && p.Status == PollStatus.Open).Select(p => p.Id).SingleAsync());
        using var response = await (await NewcomerAsync()).SendAsync(HttpMethod.Put, $"{Api}/polls/{open}/ballot", new { choices = Array.Empty<Guid>(), texts });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Lets through all that was written in a poll.</summary>
    public async Task ShowWrittenAsync(Guid poll)
    {
        var show = await week.Node.WithDatabaseAsync(db => db.Polls.Where(p => p.Id == poll).SelectMany(p => p.Choices).Select(c => c.Id).ToListAsync());
        await DoAsync($"polls/{poll}/words", new { show });
    }

    /// <summary>A poll in the event's library.</summary>
    public async Task PrepareAsync(PollKind kind, string prompt) => await week.Node.WithDatabaseAsync(async db =>
    {
        db.PreparedPolls.Add(new PreparedPoll
        {
            Id = Guid.CreateVersion7(),
            EventId = week.Event.Id,
            Position = await db.PreparedPolls.CountAsync(p => p.EventId == week.Event.Id),
            Kind = kind,
            Prompt = prompt,
            Policy = ResultsPolicy.AfterClose,
            Choices = kind == PollKind.SingleChoice ? "Sí, siempre\nA veces" : kind == PollKind.YesNo ? "Sí\nNo\nMe abstengo" : "",
            Most = kind == PollKind.WordCloud ? 3 : 1,
            CreatedAt = new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc),
        });
        return await db.SaveChangesAsync();
    });

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

    /// <summary>Announces that a poll closes in so many seconds.</summary>
    public async Task CloseInAsync(Guid poll, int inSeconds)
    {
        var version = await week.Node.WithDatabaseAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Version).SingleAsync());
        await DoAsync($"polls/{poll}/status", new { action = PollAction.Close, inSeconds, version });
    }

    /// <summary>Merges a question into another.</summary>
    public async Task MergeAsync(Guid question, Guid into)
    {
        var versions = await week.Node.WithDatabaseAsync(db => db.Questions.Where(q => q.Id == question || q.Id == into).ToDictionaryAsync(q => q.Id, q => q.Version));
        await DoAsync($"questions/{question}/merge", new { into, version = versions[question], intoVersion = versions[into] });
    }

    /// <summary>A new attendee answers the open poll.</summary>
    /// <param name="marked">Places of the choices, from 0.</param>
    public async Task AnswerAsync(params int[] marked)
    {
        var open = await week.Node.WithDatabaseAsync(db => db.Polls.AsNoTracking()
            .Include(p => p.Choices)
            .SingleAsync(p => p.SessionId == week.Session.Id && p.Status == PollStatus.Open));
        var choices = open.Choices.Where(c => marked.Contains(c.Position)).Select(c => c.Id);
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
