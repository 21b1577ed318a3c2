using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Events;

namespace OpenGovWeek.Pictures;

/// <summary>The rehearsal of the first event on a node of its own, with an audience that asks and answers through the API. All they say is illustrative.</summary>
internal sealed class RehearsedWeek : IAsyncDisposable
{
    private const int People = 64;

    private static readonly string[] GivenNames = ["Rosa", "Luis", "Carmen", "Julio", "Elena", "Víctor", "Nélida", "Óscar", "Milagros", "Wilber", "Yeni", "Hugo", "Ana", "Percy", "Flor", "Edwin"];
    private static readonly string[] FamilyNames = ["Huamán Ñaupari", "Quispe Mamani", "Torres Salas", "Condori Apaza"];

    private readonly List<TestBrowser> audience = [];
    private readonly TestEvent week;
    private TestBrowser moderator = null!;

    private RehearsedWeek(TestEvent week) => this.week = week;

    public TestNode Node => week.Node;

    public string EventPath => $"/e/{week.Event.Slug}";

    public string Room => $"/s/{week.Slug}";

    /// <summary>The attendee whose pages are pictured.</summary>
    public TestBrowser Attendee => audience[0];

    public TestBrowser Moderator => moderator;

    private string Api => $"/api/sessions/{week.Slug}";

    public static async Task<RehearsedWeek> StartAsync()
    {
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("es-PE");
        var node = await TestNode.StartAsync(settings: new() { ["Live:Sweep"] = "00:00:00.5", ["Limits:PersonBurst"] = "5000", ["PublicAddress"] = "https://gobiernoabierto.example.pe" });
        await node.Services.GetRequiredService<ImportEvent>().RehearseAsync(CancellationToken.None);
        var loaded = await node.Services.GetRequiredService<EventStore>().FindCurrentAsync(CancellationToken.None);
        var made = new RehearsedWeek(new TestEvent { Node = node, Event = loaded! });
        await made.GatherAsync();
        return made;
    }

    /// <summary>Everybody asks; a moderator publishes; everybody supports what matters to them.</summary>
    public async Task AskAsync()
    {
        var others = QuestionTexts.Others().ToList();
        var published = new List<Guid>();
        foreach (var (place, text) in others.Concat(QuestionTexts.Leading.Reverse()).Index())
        {
            published.Add(await AskAsync(audience[place % audience.Count], text, withName: place % 4 != 0));
            Node.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        foreach (var id in published)
        {
            await MoveAsync(id, QuestionStatus.Published);
        }

        foreach (var (rank, id) in published.AsEnumerable().Reverse().Index())
        {
            var supporters = rank < QuestionTexts.Leading.Count ? 58 - (rank * 7) : (rank * 5 % 11) - 4;
            foreach (var supporter in audience.Take(Math.Max(0, supporters)))
            {
                // One's own question cannot be supported; that answer is as good as any here.
                using var answer = await supporter.SendAsync(HttpMethod.Put, $"{Api}/questions/{id}/upvote", new { on = true });
            }
        }

        Leading = [.. published.AsEnumerable().Reverse().Take(QuestionTexts.Leading.Count)];
        foreach (var text in QuestionTexts.Waiting)
        {
            Node.Clock.Advance(TimeSpan.FromSeconds(20));
            await AskAsync(audience[^1], text, withName: true);
        }
    }

    /// <summary>Ids of <see cref="QuestionTexts.Leading"/>.</summary>
    public IReadOnlyList<Guid> Leading { get; private set; } = [];

    public async Task MoveAsync(Guid question, QuestionStatus to)
    {
        var version = await Node.WithDatabaseAsync(db => db.Questions.Where(q => q.Id == question).Select(q => q.Version).SingleAsync());
        await DoAsync(HttpMethod.Post, $"questions/{question}/status", new { to, version });
    }

    /// <summary>A poll that is open, with ballots.</summary>
    /// <param name="weights">How many of the audience answer with each choice.</param>
    public async Task<Guid> OpenPollAsync(PollKind kind, string prompt, IReadOnlyList<string> choices, ResultsPolicy policy, IReadOnlyList<int> weights)
    {
        var id = await DraftAsync(kind, prompt, choices, policy);
        await MoveAsync(id, PollAction.Open);
        var ids = await Node.WithDatabaseAsync(db => db.Choices.Where(c => c.PollId == id).OrderBy(c => c.Position).Select(c => c.Id).ToListAsync());
        var answers = weights.SelectMany((weight, place) => Enumerable.Repeat(ids[place], weight)).ToList();
        foreach (var (person, choice) in audience.Skip(1).Zip(answers))
        {
            await BallotAsync(person, id, new { choices = new[] { choice } });
        }

        return id;
    }

    /// <summary>A word cloud that is open, with words that a moderator has let through.</summary>
    public async Task<Guid> OpenCloudAsync(string prompt, IReadOnlyDictionary<string, int> words)
    {
        var id = await DraftAsync(PollKind.WordCloud, prompt, [], ResultsPolicy.Live);
        await MoveAsync(id, PollAction.Open);
        var said = audience.Skip(1).Select(_ => new List<string>()).ToList();
        foreach (var (word, people) in words)
        {
            foreach (var list in said.Where(list => list.Count < 3).OrderBy(list => list.Count).Take(people))
            {
                list.Add(word);
            }
        }

        foreach (var (person, texts) in audience.Skip(1).Zip(said).Where(pair => pair.Second.Count > 0))
        {
            await BallotAsync(person, id, new { choices = Array.Empty<Guid>(), texts });
        }

        var show = await Node.WithDatabaseAsync(db => db.Choices.Where(c => c.PollId == id).Select(c => c.Id).ToListAsync());
        await DoAsync(HttpMethod.Post, $"polls/{id}/words", new { show, hide = Array.Empty<Guid>() });
        return id;
    }

    public async Task MoveAsync(Guid poll, PollAction action)
    {
        var version = await Node.WithDatabaseAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Version).SingleAsync());
        await DoAsync(HttpMethod.Post, $"polls/{poll}/status", new { action, version });
    }

    public Task ShowAsync(object what) => DoAsync(HttpMethod.Put, "screen", what);

    /// <summary>The pictured attendee has stayed to the end, which cannot be undone any more.</summary>
    /// <returns>The code of the certificate.</returns>
    public async Task<string> EndAsync()
    {
        var (attendee, session) = await Node.WithDatabaseAsync(async db => (
            await db.Attendees.OrderBy(a => a.Id).Select(a => a.Id).FirstAsync(),
            await db.Sessions.AsNoTracking().Include(s => s.LiveWindows).SingleAsync(s => s.Slug == week.Slug)));
        await Node.WithDatabaseAsync(async db =>
        {
            db.AttendanceIntervals.Add(new AttendanceInterval
            {
                Id = Guid.CreateVersion7(),
                SessionId = session.Id,
                AttendeeId = attendee,
                TabId = Guid.CreateVersion7(),
                JoinedAt = session.LiveWindows[0].OpenedAt,
                LastSeenAt = new DateTime(Node.Clock.Now.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc),
            });
            return await db.SaveChangesAsync();
        });
        await DoAsync(HttpMethod.Post, "status", new { action = SessionAction.End });
        Node.Clock.Advance(TimeSpan.FromSeconds(61));
        await week.MarkConfirmedAsync(Attendee, attendee);
        using var response = await Attendee.SubmitAsync(await Attendee.GetPageAsync("/mis-certificados"), "#dia-1 form", [], "button");
        return (await TestBrowser.ReadPageAsync(response)).QuerySelector("#dia-1 .code")!.TextContent;
    }

    public async ValueTask DisposeAsync()
    {
        audience.ForEach(person => person.Dispose());
        moderator.Dispose();
        await Node.DisposeAsync();
    }

    private async Task GatherAsync()
    {
        moderator = await week.NewStaffAsync(StaffRoles.Organiser, "Moderación");
        for (var number = 0; number < People; number++)
        {
            var name = $"{GivenNames[number % GivenNames.Length]} {FamilyNames[number / GivenNames.Length % FamilyNames.Length]}";
            audience.Add((await week.NewAttendeeAsync(name)).Browser);
        }
    }

    private async Task<Guid> AskAsync(TestBrowser person, string text, bool withName)
    {
        using var response = await person.SendAsync(HttpMethod.Post, $"{Api}/questions", new { id = Guid.CreateVersion7(), text, withName });
        return (await TestBrowser.ReadAsync<MyQuestion>(response)).Id;
    }

    public async Task<Guid> DraftAsync(PollKind kind, string prompt, IReadOnlyList<string> choices, ResultsPolicy policy)
    {
        var id = Guid.CreateVersion7();
        await DoAsync(HttpMethod.Post, "polls", new { id, kind, prompt, choices, policy, low = kind == PollKind.Rating ? "Nada claro" : null, high = kind == PollKind.Rating ? "Muy claro" : null });
        return id;
    }

    private async Task BallotAsync(TestBrowser person, Guid poll, object ballot)
    {
        using var response = await person.SendAsync(HttpMethod.Put, $"{Api}/polls/{poll}/ballot", ballot);
        await EnsureAsync(response);
    }

    private async Task DoAsync(HttpMethod method, string path, object body)
    {
        using var response = await moderator.SendAsync(method, $"{Api}/{path}", body);
        await EnsureAsync(response);
    }

    private static async Task EnsureAsync(HttpResponseMessage response) =>
        _ = response.IsSuccessStatusCode ? true : throw new InvalidOperationException($"{response.RequestMessage?.RequestUri}: {await response.Content.ReadAsStringAsync()}");
}
