using System.Globalization;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Servers;

/// <summary>The whole application with an event, a moderator, a published question, an open poll and attendees who are signed in.</summary>
internal sealed class ServedApplication : IAsyncDisposable
{
    private readonly TestNode node;
    private readonly TestDatabase database;
    private readonly BallotStream ballots;

    private ServedApplication(TestNode node, TestDatabase database, BallotStream ballots) => (this.node, this.database, this.ballots) = (node, database, ballots);

    /// <summary>Starts it and says where it is, what it holds, and the cookies of its people.</summary>
    /// <param name="provider">Sqlite, or a server that the environment configures for tests.</param>
    /// <param name="how">Words: <c>quiet</c>, nobody sees a tally while the poll is open, so that ballots change nothing that is told;
    /// <c>full</c>, forty more questions are public, as on a busy day; <c>long</c>, the poll has a hundred long choices, so that what tells of a ballot is
    /// 15 KB; <c>metrics</c>, they are served too; an address, where Redis is.</param>
    /// <param name="isNaive">Not the application but <see cref="NaiveBallots"/> serves, on the same database.</param>
    public static async Task<ServedApplication> StartAsync(string provider, int attendees, string[] how, bool isNaive)
    {
        var database = await TestDatabase.CreateAsync(provider);
        // One producer votes for a person again and again, which the limit of a person is there to forbid.
        var settings = new Dictionary<string, string?> { ["Limits:PersonBurst"] = "1000000000" };
        var metrics = how.Contains("metrics") ? $"http://127.0.0.1:{FreePorts.Take(1)[0]}" : null;
        settings["Metrics:Address"] = metrics;
        settings["ConnectionStrings:Redis"] = how.FirstOrDefault(word => word.Contains(':', StringComparison.Ordinal));
        var node = await TestNode.StartAsync(database, settings: settings, isPlain: true);
        var week = await TestEvent.CreateAsync(node);
        var scene = await BallotScene.CreateAsync(week, choices: how.Contains("long") ? 100 : 2, isQuiet: how.Contains("quiet"));
        var (_, author) = await week.NewAttendeeAsync();
        var question = Guid.CreateVersion7();
        await node.WithDatabaseAsync(async db =>
        {
            db.Questions.Add(new Question
            {
                Id = question,
                SessionId = week.Session.Id,
                AttendeeId = author,
                ClientId = Guid.CreateVersion7(),
                Text = "¿Cómo se va a publicar el avance de los compromisos en las municipalidades pequeñas?",
                AuthorName = "Rosa Huamán Ñaupari",
                Status = QuestionStatus.Published,
                AskedAt = week.Event.CreatedAt,
                StatusSince = week.Event.CreatedAt,
                WasPublic = true,
                Version = 1,
                Revision = 1,
            });
            return await db.SaveChangesAsync();
        });
        if (how.Contains("full"))
        {
            await ManyQuestions.SeedAsync(week, 100);
        }

        var people = await week.NewAttendeesAsync(attendees);
        var naive = isNaive ? await NaiveBallots.StartAsync(node) : null;
        Serve.Say(new
        {
            port = naive is null ? node.Address.Port : new Uri(naive.Urls.First()).Port,
            slug = week.Slug,
            question,
            poll = scene.Poll,
            choices = scene.Choices,
            moderator = CookiesOf(await week.NewStaffAsync()),
            attendees = people.Select(person => person.Cookie),
            ids = people.Select(person => person.Id),
            metrics,
            provider,
            database = database.ConnectionString,
        });
        return new ServedApplication(node, database, new BallotStream(node, week, scene.Poll, scene.Choices, [.. people.Select(person => person.Id)]));
    }

    /// <summary>Starts a further node on the database of one that runs, and says where it is.</summary>
    public static async Task<TestNode> JoinAsync(string provider, string connectionString, string redis)
    {
        var node = await TestNode.StartAsync(
            new ServedDatabase(provider, connectionString), settings: new() { ["ConnectionStrings:Redis"] = redis }, isPlain: true);
        Serve.Say(new { port = node.Address.Port });
        return node;
    }

    /// <summary>Does what it is told: <c>ballots</c> and how many a second from now on. Says how many were acknowledged so far.</summary>
    public void Hear(string order)
    {
        if (order.Split(' ') is ["ballots", var perSecond])
        {
            ballots.PerSecond = int.Parse(perSecond, CultureInfo.InvariantCulture);
            Serve.Say(new { acknowledged = ballots.Acknowledged });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ballots.DisposeAsync();
        await node.DisposeAsync();
        await database.DisposeAsync();
    }

    private static string CookiesOf(TestBrowser browser) => string.Join("; ", browser.Cookies.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}"));

    // Whoever made it takes it away.
    private sealed class ServedDatabase(string provider, string connectionString) : TestDatabase
    {
        public override string Provider => provider;

        public override string ConnectionString => connectionString;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
