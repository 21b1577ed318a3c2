using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Polls;

/// <summary>A poll of three choices in a live session, on one node or on two that share a database.</summary>
internal sealed class BallotStage : IAsyncDisposable
{
    private readonly TestDatabase database;

    private BallotStage(TestDatabase database, IReadOnlyList<TestNode> nodes, TestEvent week, Poll poll) =>
        (this.database, Nodes, Week, Poll) = (database, nodes, week, poll);

    public IReadOnlyList<TestNode> Nodes { get; }

    public TestEvent Week { get; }

    public Poll Poll { get; }

    public string Address => $"/api/sessions/{Week.Slug}/polls/{Poll.Id}/ballot";

    /// <summary>SQLite has one node, servers have two.</summary>
    public static async Task<BallotStage> SetAsync(
        string? provider = null, PollStatus status = PollStatus.Open, ResultsPolicy policy = ResultsPolicy.AfterClose, PollDesign? design = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var nodes = new List<TestNode> { await TestNode.StartAsync(database) };
        if (database.Provider != "Sqlite")
        {
            nodes.Add(await TestNode.StartAsync(database, nodes[0].Clock));
        }

        var week = await TestEvent.CreateAsync(nodes[0]);
        return new BallotStage(
            database, nodes, week, design is null ? await AddPollAsync(week, status, policy) : await AddPollAsync(week, status, design));
    }

    public static Task<Poll> AddPollAsync(TestEvent week, PollStatus status, ResultsPolicy policy = ResultsPolicy.AfterClose) =>
        AddPollAsync(
            week, status, new PollDesign(PollKind.SingleChoice, "¿Qué principio es más urgente?", ["Transparencia", "Participación", "Integridad"], policy));

    public static Task<Poll> AddPollAsync(TestEvent week, PollStatus status, PollDesign design) =>
        week.Node.Services.GetRequiredService<SessionWriter>().WriteAsync(week.Session.Id, write =>
        {
            var poll = PollRules.Create(Guid.CreateVersion7(), write.Session.Id, design, write.Now);
            poll.Status = status;
            poll.WasPublic = status != PollStatus.Draft;
            poll.OpenedAt = poll.WasPublic ? write.Now : null;
            write.Db.Polls.Add(poll);
            return Task.FromResult(poll);
        }, CancellationToken.None);

    public Task<int> ChangeAsync(Action<Poll> change) =>
        Week.Node.Services.GetRequiredService<SessionWriter>().WriteAsync(Week.Session.Id, async write =>
        {
            change(await write.Db.Polls.Include(p => p.Choices).SingleAsync(p => p.Id == Poll.Id));
            return 0;
        }, CancellationToken.None);

    public BallotAction Ballot(Guid attendee, int choice) => new(Week.Session.Id, attendee, Poll.Id, [Poll.Choices[choice].Id], []);

    public Task<MyBallot> CastAsync(Guid attendee, int choice, int node = 0) =>
        Nodes[node % Nodes.Count].Services.GetRequiredService<SessionActionWriter>().WriteAsync(Ballot(attendee, choice));

    public Task<MyBallot> WriteAsync(Guid attendee, int node, params string?[] texts) =>
        Nodes[node % Nodes.Count].Services.GetRequiredService<SessionActionWriter>()
            .WriteAsync(new BallotAction(Week.Session.Id, attendee, Poll.Id, [], texts));

    public async Task<IReadOnlyList<Guid>> NewAttendeesAsync(int count)
    {
        var attendees = Enumerable.Range(1, count).Select(number => new Attendee
        {
            Id = Guid.CreateVersion7(),
            EventId = Week.Event.Id,
            Name = $"Asistente {number}",
            Email = $"a{number}@ejemplo.pe",
            NormalizedEmail = $"a{number}@ejemplo.pe",
            Audience = Audience.Academia,
            ConsentVersion = "prueba",
            ConsentedAt = Week.Event.CreatedAt,
            Language = "es-PE",
            CreatedAt = Week.Event.CreatedAt,
        }).ToList();
        await Week.Node.WithDatabaseAsync(async db =>
        {
            db.Attendees.AddRange(attendees);
            return await db.SaveChangesAsync();
        });
        return [.. attendees.Select(a => a.Id)];
    }

    /// <summary>The tally as it is kept, after a recount of the ballots came to the same.</summary>
    public async Task<(int Ballots, int[] Counts)> RecountedAsync()
    {
        var (poll, ballots) = await Week.Node.WithDatabaseAsync(async db => (
            await db.Polls.AsNoTracking().Include(p => p.Choices).SingleAsync(p => p.Id == Poll.Id),
            await db.Ballots.AsNoTracking().Where(b => b.PollId == Poll.Id).ToListAsync()));
        var counts = poll.Choices.OrderBy(c => c.Position).Select(c => c.Count).ToArray();
        var recount = poll.Choices.OrderBy(c => c.Position).Select(c => ballots.Count(b => Marks.Read(b.Marks).Contains(c.Id))).ToArray();
        Assert.Equal(recount, counts);
        Assert.Equal(ballots.Count, poll.Ballots);
        return (poll.Ballots, counts);
    }

    public async Task CountsAreAsync(params int[] expected) => Assert.Equal(expected, (await RecountedAsync()).Counts);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        await database.DisposeAsync();
    }
}
