using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Tests.Attendees;

/// <summary>A live session with attendees of whom some gave the same address, polls of every kind, one open and one to be closed of each, and questions.</summary>
internal sealed class JoinScene(DataHost host, Session session)
{
    public const string Shared = "rosa@ejemplo.pe";

    private static readonly string[] Words = ["Perú", "peru", "agua", "AGUA", "año", "diálogo"];
    private static readonly Actor Staff = new(Guid.CreateVersion7(), "Carmen");

    public Session Session { get; } = session;

    /// <summary>The first three gave the same address, the others one of their own.</summary>
    public List<Guid> People { get; } = [];

    public List<Poll> Open { get; } = [];

    public List<Poll> ToClose { get; } = [];

    public List<Guid> Questions { get; } = [];

    private SessionActionWriter Writer => host.Get<SessionActionWriter>();

    public static async Task<JoinScene> SetAsync(DataHost host)
    {
        var scene = new JoinScene(host, await host.AddSessionAsync());
        for (var number = 0; number < 5; number++)
        {
            scene.People.Add(await scene.AddPersonAsync(number < 3 ? Shared : $"otra{number}@ejemplo.pe"));
        }

        await scene.AddPollsAsync();

        for (var author = 0; author < 4; author++)
        {
            var asked = await host.Get<QuestionStore>().AskAsync(
                new NewQuestion(scene.Session.Id, scene.People[author], Guid.CreateVersion7(), $"¿Pregunta {author}?", WithName: false), CancellationToken.None);
            await host.Get<QuestionModeration>().MoveAsync(scene.Session.Id, asked.Question.Id, QuestionStatus.Published, null, 0, Staff, CancellationToken.None);
            scene.Questions.Add(asked.Question.Id);
        }

        return scene;
    }

    public async Task<Guid> AddPersonAsync(string email)
    {
        var now = host.Get<TimeProvider>().UtcNow();
        var person = new Attendee
        {
            Id = Guid.CreateVersion7(),
            EventId = Session.EventId,
            Name = "Rosa Huamán Ñaupari",
            Email = email,
            NormalizedEmail = email,
            Audience = Audience.Citizen,
            ConsentVersion = "prueba",
            ConsentedAt = now,
            Language = "es",
            CreatedAt = now,
        };
        await host.ReadAsync(db =>
        {
            db.Attendees.Add(person);
            return db.SaveChangesAsync();
        });
        return person.Id;
    }

    /// <summary>Casts a ballot; one that the poll does not take is left out.</summary>
    public async Task CastAsync(Poll poll, Guid person, IReadOnlyList<int> picks)
    {
        var isWritten = poll.Kind is PollKind.WordCloud or PollKind.OpenText;
        var action = new BallotAction(
            Session.Id,
            person,
            poll.Id,
            isWritten ? [] : [.. picks.Select(pick => poll.Choices[pick % poll.Choices.Count].Id)],
            isWritten ? [.. picks.Select(pick => Words[pick % Words.Length])] : []);
        try
        {
            await Writer.WriteAsync(action);
        }
        catch (Core.RuleException)
        {
            // More marks than the kind takes, or a person who was joined meanwhile.
        }
    }

    /// <summary>Supports a question; one's own is left out.</summary>
    public async Task UpvoteAsync(Guid question, Guid person)
    {
        try
        {
            await Writer.WriteAsync(new UpvoteAction(Session.Id, person, question, On: true));
        }
        catch (Core.RuleException)
        {
            // One's own.
        }
    }

    /// <summary>Merges the last question into another one.</summary>
    public async Task MergeAsync(int into)
    {
        var versions = await host.ReadAsync(db => db.Questions.Where(q => q.SessionId == Session.Id).ToDictionaryAsync(q => q.Id, q => q.Version));
        await host.Get<QuestionMerging>().MergeAsync(
            Session.Id, Questions[^1], Questions[into], versions[Questions[^1]], versions[Questions[into]], Staff, CancellationToken.None);
    }

    public Task<int> AttendAsync(Guid person, int from, int minutes) => host.ReadAsync(db =>
    {
        db.AttendanceIntervals.Add(new AttendanceInterval
        {
            Id = Guid.CreateVersion7(),
            SessionId = Session.Id,
            AttendeeId = person,
            TabId = Guid.CreateVersion7(),
            JoinedAt = Session.PlannedStart.AddMinutes(from),
            LastSeenAt = Session.PlannedStart.AddMinutes(from + minutes),
        });
        return db.SaveChangesAsync();
    });

    public Task<int> CloseAsync() => host.Get<SessionWriter>().WriteAsync(Session.Id, async write =>
    {
        var ids = ToClose.ConvertAll(poll => poll.Id);
        foreach (var poll in await write.Db.Polls.Include(p => p.Choices).Where(p => ids.Contains(p.Id)).ToListAsync())
        {
            PollRules.CloseNow(poll, write.Now);
        }

        return ids.Count;
    }, CancellationToken.None);

    /// <summary>A request that is as good as used: its link was pressed in the right browser.</summary>
    /// <param name="person">The attendee of that browser; null when it only signs in.</param>
    public async Task<Guid> AskAsync(Guid? person, string email = Shared)
    {
        var now = host.Get<TimeProvider>().UtcNow();
        var id = Guid.CreateVersion7();
        await host.ReadAsync(db =>
        {
            db.SignInRequests.Add(new SignInRequest
            {
                Id = id,
                EventId = Session.EventId,
                AttendeeId = person,
                NormalizedEmail = email,
                BrowserHash = "",
                TokenHash = SignInRules.HashOf($"{id}"),
                CodeHash = "",
                CreatedAt = now,
                ExpiresAt = now + SignInRules.Lifetime,
            });
            return db.SaveChangesAsync();
        });
        return id;
    }

    public async Task<Attendee> ConfirmAsync(Guid? person, string email = Shared) =>
        await host.Get<JoinStore>().UseAsync(await AskAsync(person, email), CancellationToken.None);

    /// <summary>Everything that joining may touch.</summary>
    public Task<JoinState> ReadAsync() => host.ReadAsync(async db => new JoinState(
        await db.Attendees.AsNoTracking().Where(a => a.EventId == Session.EventId).ToListAsync(),
        await db.Polls.AsNoTracking().Include(p => p.Choices).Where(p => p.SessionId == Session.Id).ToListAsync(),
        await (from ballot in db.Ballots join poll in db.Polls on ballot.PollId equals poll.Id where poll.SessionId == Session.Id select ballot).AsNoTracking().ToListAsync(),
        await (
            from spelling in db.Spellings
            join choice in db.Choices on spelling.ChoiceId equals choice.Id
            join poll in db.Polls on choice.PollId equals poll.Id
            where poll.SessionId == Session.Id
            select spelling).AsNoTracking().ToListAsync(),
        await db.Questions.AsNoTracking().Where(q => q.SessionId == Session.Id).ToListAsync(),
        await (
            from upvote in db.Upvotes
            join question in db.Questions on upvote.QuestionId equals question.Id
            where question.SessionId == Session.Id
            select upvote).AsNoTracking().ToListAsync(),
        await db.AttendanceIntervals.AsNoTracking().Where(i => i.SessionId == Session.Id).ToListAsync()));

    private Task<int> AddPollsAsync() => host.Get<SessionWriter>().WriteAsync(Session.Id, write =>
    {
        foreach (var kind in Enum.GetValues<PollKind>())
        {
            var texts = Enumerable.Range(1, kind == PollKind.YesNo ? 3 : 4).Select(number => $"Respuesta {number}").ToList();
            foreach (var polls in (List<Poll>[])[Open, ToClose])
            {
                var poll = PollRules.Create(Guid.CreateVersion7(), Session.Id, new PollDesign(kind, "¿Qué?", texts, ResultsPolicy.Live, Most: 3), write.Now);
                (poll.Status, poll.OpenedAt, poll.WasPublic) = (PollStatus.Open, write.Now, true);
                write.Db.Polls.Add(poll);
                polls.Add(poll);
            }
        }

        return Task.FromResult(0);
    }, CancellationToken.None);
}

/// <summary>What is stored of a scene.</summary>
internal sealed record JoinState(
    IReadOnlyList<Attendee> People,
    IReadOnlyList<Poll> Polls,
    IReadOnlyList<Ballot> Ballots,
    IReadOnlyList<Spelling> Spellings,
    IReadOnlyList<Question> Questions,
    IReadOnlyList<Upvote> Upvotes,
    IReadOnlyList<AttendanceInterval> Intervals);
