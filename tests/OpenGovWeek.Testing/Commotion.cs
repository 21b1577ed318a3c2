using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;

namespace OpenGovWeek.Testing;

/// <summary>A busy session: changes as its audience sees them, written straight to the database, as another node would.</summary>
/// <param name="attendeeId">Whose all the questions are.</param>
/// <param name="seed">The same seed makes the same changes.</param>
public sealed class Commotion(TestNode node, Guid sessionId, Guid attendeeId, int seed)
{
    private static readonly string[] Places = ["Ayacucho", "la Municipalidad de Comas", "Puno", "el Gobierno Regional de Loreto", "Huancavelica", "San Juan de Lurigancho"];

    private static readonly string[] Forms =
    [
        "¿Cuándo se publicarán los datos de presupuesto de {0}?",
        "¿Qué pasa si {0} no cumple su compromiso?",
        "¿Cómo puede una junta vecinal de {0} participar en el diseño de los compromisos del plan de acción?",
        "¿Habrá capacitación en quechua para quienes atienden en {0}, tomando en cuenta que muchas personas adultas mayores no leen castellano y necesitan que alguien les explique en su idioma cómo pedir información pública?",
        "¿Dónde se ve el avance de las obras de {0} desde el celular?",
    ];

    private static readonly string?[] Names = ["Rosa Huamán Ñaupari", "María del Carmen Quispe Mamani de la Cruz", "Juan Pérez", null, "Yolanda Apaza"];

    private readonly Random random = new(seed);

    /// <summary>Publishes questions with a few upvotes each.</summary>
    public Task FillAsync(int questions) => ChangeAsync((db, session) =>
    {
        for (var number = 0; number < questions; number++)
        {
            db.Questions.Add(Question(session, random.Next(60)));
        }

        return Task.CompletedTask;
    });

    /// <summary>One change: of ten, five are upvotes, two are questions, and one each what is on air, a poll (opened, closing, closed), and an announcement or a pause.</summary>
    public Task ChangeAsync(int number) => ChangeAsync((db, session) => (number % 10) switch
    {
        < 5 => UpvoteAsync(db, session),
        < 7 => AskAsync(db, session),
        7 => GoOnAirAsync(db, session),
        8 => MovePollAsync(db, session),
        _ => AnnounceOrPauseAsync(session, number / 10),
    });

    private Task<int> ChangeAsync(Func<OpenGovWeekDbContext, Session, Task> change) => node.WithDatabaseAsync(async db =>
    {
        var session = await db.Sessions.SingleAsync(s => s.Id == sessionId);
        session.Revision++;
        session.ViewRevision = session.Revision;
        await change(db, session);
        return await db.SaveChangesAsync();
    });

    private async Task UpvoteAsync(OpenGovWeekDbContext db, Session session)
    {
        foreach (var question in await PublishedAsync(db, session, 5))
        {
            question.Upvotes += random.Next(1, 30);
            question.Revision = session.Revision;
        }
    }

    private Task AskAsync(OpenGovWeekDbContext db, Session session)
    {
        db.Questions.Add(Question(session, random.Next(80)));
        return Task.CompletedTask;
    }

    private async Task GoOnAirAsync(OpenGovWeekDbContext db, Session session)
    {
        foreach (var question in await db.Questions.Where(q => q.SessionId == sessionId && q.Status == QuestionStatus.Answering).ToListAsync())
        {
            question.Status = QuestionStatus.AnsweredLive;
            question.Revision = session.Revision;
        }

        var next = (await PublishedAsync(db, session, 1))[0];
        next.Status = QuestionStatus.Answering;
        next.Pinned = true;
        next.Revision = session.Revision;
        OnAir.ShowQuestion(session, next.Id);
    }

    private async Task MovePollAsync(OpenGovWeekDbContext db, Session session)
    {
        var now = node.Clock.Now;
        if (await db.Polls.Include(p => p.Choices).SingleOrDefaultAsync(p => p.SessionId == sessionId && p.Status == PollStatus.Open) is not { } open)
        {
            db.Polls.Add(Poll(session, now));
            return;
        }

        open.Revision = open.PublicRevision = session.Revision;
        if (open.ClosesAt is null)
        {
            open.ClosesAt = now.AddSeconds(20);
            return;
        }

        open.Status = PollStatus.Closed;
        open.ClosedAt = now;
        open.Ballots = 40;
        open.Choices.ForEach(choice => choice.Count = 10);
    }

    private static Task AnnounceOrPauseAsync(Session session, int number)
    {
        if (number % 2 == 0)
        {
            session.AnnouncementId = Guid.CreateVersion7();
            session.AnnouncementText = "Por favor respondan la encuesta: las respuestas se leen al final de la sesión.";
            session.AnnouncementEndsAt = session.PlannedEnd;
        }
        else
        {
            session.AnnouncementId = null;
            session.Status = session.Status == SessionStatus.Live ? SessionStatus.Paused : SessionStatus.Live;
        }

        return Task.CompletedTask;
    }

    private async Task<List<Question>> PublishedAsync(OpenGovWeekDbContext db, Session session, int number)
    {
        var ids = await db.Questions.Where(q => q.SessionId == session.Id && q.Status == QuestionStatus.Published).OrderBy(q => q.Id).Select(q => q.Id).ToArrayAsync();
        var chosen = random.GetItems(ids, number);
        return await db.Questions.Where(q => chosen.Contains(q.Id)).ToListAsync();
    }

    private Question Question(Session session, int upvotes) => new()
    {
        Id = Guid.CreateVersion7(),
        SessionId = session.Id,
        AttendeeId = attendeeId,
        ClientId = Guid.CreateVersion7(),
        Text = string.Format(System.Globalization.CultureInfo.InvariantCulture, random.GetItems(Forms, 1)[0], random.GetItems(Places, 1)[0]),
        AuthorName = random.GetItems(Names, 1)[0],
        Status = QuestionStatus.Published,
        Upvotes = upvotes,
        AskedAt = node.Clock.Now,
        StatusSince = node.Clock.Now,
        WasPublic = true,
        Revision = session.Revision,
        Version = 1,
    };

    private static Poll Poll(Session session, DateTime now)
    {
        var id = Guid.CreateVersion7();
        var poll = new Poll
        {
            Id = id,
            SessionId = session.Id,
            Kind = PollKind.SingleChoice,
            Prompt = "¿Qué pilar del gobierno abierto debería ir primero en su municipalidad?",
            Policy = ResultsPolicy.AfterClose,
            Status = PollStatus.Open,
            CreatedAt = now,
            OpenedAt = now,
            WasPublic = true,
            Revision = session.Revision,
            PublicRevision = session.Revision,
            Version = 1,
        };
        string[] choices = ["Participación ciudadana", "Rendición de cuentas", "Transparencia y acceso a la información", "Integridad"];
        poll.Choices.AddRange(choices.Select((text, place) => new Choice { Id = Guid.CreateVersion7(), PollId = id, Position = place, Text = text }));
        return poll;
    }
}
