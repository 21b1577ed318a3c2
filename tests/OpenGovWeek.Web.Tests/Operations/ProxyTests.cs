using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Attendees;
using OpenGovWeek.Web.Tests.Polls;
using Xunit;

namespace OpenGovWeek.Web.Tests.Operations;

/// <summary>Two nodes behind nginx, as <c>deploy/</c> sets them up.</summary>
public sealed class ProxyTests
{
    public static TheoryData<string> Servers => [.. TestDatabase.Servers];

    [ProgramTheory("nginx")]
    [MemberData(nameof(Servers))]
    public async Task Pages_forms_writes_and_the_hub_get_through_and_limits_go_by_the_address_of_whoever_comes(string provider)
    {
        await using var nodes = await ProxiedNodes.StartAsync(provider);
        using (var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }))
        {
            using var sent = await plain.GetAsync(new Uri(nodes.PlainAddress, "/registro?volver=1"));
            Assert.Equal((HttpStatusCode.MovedPermanently, "https://localhost/registro?volver=1"), (sent.StatusCode, sent.Headers.Location!.OriginalString));
        }

        // A form, whose cookies the nodes give only to whom they know to come over HTTPS, and whose token any of them reads.
        using var newcomer = nodes.NewBrowser();
        using var registered = await RegistrationForm.RegisterAsync(newcomer, RegistrationForm.Of());
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
        Assert.Equal(nodes.Address.Authority, registered.RequestMessage!.RequestUri!.Authority);

        // A write of a script from our own page, told to whoever is there, on any node.
        using var attendee = await nodes.NewAttendeeAsync();
        var poll = await BallotStage.AddPollAsync(nodes.Week, PollStatus.Open, ResultsPolicy.Live);
        await using var first = await Watcher.EnterAsync(attendee, nodes.Week.Slug);
        await using var second = await Watcher.EnterAsync(newcomer, nodes.Week.Slug);
        attendee.Http.DefaultRequestHeaders.Add("Origin", nodes.Address.GetLeftPart(UriPartial.Authority));
        using var ballot = await attendee.SendAsync(HttpMethod.Put, $"/api/sessions/{nodes.Week.Slug}/polls/{poll.Id}/ballot", new { choices = new[] { poll.Choices[1].Id } });
        Assert.Equal(HttpStatusCode.OK, ballot.StatusCode);
        foreach (var room in (Watcher[])[first, second])
        {
            await Eventually.TrueAsync(() => room.Deltas.Any(delta => delta.Polls?.Any(p => p.Ballots == 1) == true), "the ballot arrives");
        }

        await AssertTooLargeIsToldByThePageAsync(newcomer);
        await AssertAddressesAsync(nodes);
        await AssertHubRefusesForeignersAsync(nodes);
        Assert.Contains(" PUT 200 ", nodes.Log(), StringComparison.Ordinal);
        Expect.None(((string[])["127.0.0.3", "/registro", nodes.Week.Slug]).Where(word => nodes.Log().Contains(word, StringComparison.Ordinal)));
    }

    [ProgramTheory("nginx")]
    [MemberData(nameof(Servers))]
    public async Task When_a_node_is_killed_the_other_serves_and_who_was_on_it_comes_back(string provider)
    {
        await using var nodes = await ProxiedNodes.StartAsync(provider);
        var poll = await BallotStage.AddPollAsync(nodes.Week, PollStatus.Open, ResultsPolicy.Live);
        var people = new List<TestBrowser>();
        for (var number = 0; number < 6; number++)
        {
            people.Add(await nodes.NewAttendeeAsync());
        }

        var lines = await Task.WhenAll(people.Select(async person => await Watcher.EnterAsync(person, nodes.Week.Slug)));
        var closed = 0;
        foreach (var line in lines)
        {
            line.Connection.Closed += _ =>
            {
                Interlocked.Increment(ref closed);
                return Task.CompletedTask;
            };
        }

        await nodes.Nodes[0].KillAsync();

        // Not one is refused, from the first moment on: a page, a reading and a write of each.
        foreach (var (person, number) in people.Select((person, number) => (person, number)))
        {
            using var page = await person.Http.GetAsync($"/s/{nodes.Week.Slug}");
            using var ballot = await person.SendAsync(
                HttpMethod.Put, $"/api/sessions/{nodes.Week.Slug}/polls/{poll.Id}/ballot", new { choices = new[] { poll.Choices[number % 3].Id } });
            using var question = await person.SendAsync(
                HttpMethod.Post, $"/api/sessions/{nodes.Week.Slug}/questions", new { id = Guid.CreateVersion7(), text = "¿Cuándo llega a mi región?", withName = true });
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, ballot.StatusCode));
            Assert.True(question.IsSuccessStatusCode, $"{question.StatusCode}");
        }

        await Eventually.TrueAsync(() => Volatile.Read(ref closed) > 0, "who was on it notices");
        Assert.InRange(closed, 1, lines.Length - 1);
        foreach (var line in lines.Where(line => line.Connection.State == HubConnectionState.Disconnected))
        {
            await line.Connection.StartAsync(TestContext.Current.CancellationToken);
            await line.Connection.InvokeAsync("Enter", nodes.Week.Slug, "room", Guid.NewGuid(), TestContext.Current.CancellationToken);
            var known = line.Beacons.Count;
            await Eventually.TrueAsync(() => line.Beacons.Count > known, "the other node tells where the session stands");
        }

        Assert.Equal(6, await nodes.Office.WithDatabaseAsync(db => db.Ballots.CountAsync()));
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }

        people.ForEach(person => person.Dispose());
    }

    [ProgramTheory("nginx")]
    [MemberData(nameof(Servers))]
    public async Task A_node_that_is_asked_to_stop_lets_everybody_go_and_nobody_is_refused_meanwhile(string provider)
    {
        await using var nodes = await ProxiedNodes.StartAsync(provider);
        var poll = await BallotStage.AddPollAsync(nodes.Week, PollStatus.Open, ResultsPolicy.Live);
        using var person = await nodes.NewAttendeeAsync();
        var lines = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => await Watcher.EnterAsync(person, nodes.Week.Slug)));
        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(person, $"/api/sessions/{nodes.Week.Slug}/polls/{poll.Id}/ballot", poll, stop.Token);
        using var visitor = nodes.NewBrowser();
        var reading = ReadAsync(visitor, $"/s/{nodes.Week.Slug}", stop.Token);

        nodes.Nodes[1].AskToStop();
        await Eventually.TrueAsync(() => lines.Any(IsAskedToGo), "those on it are asked to go");
        // Whoever connects while it stops, and after it has, is let in by the other.
        for (var time = 0; time < 2; time++)
        {
            foreach (var another in await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Watcher.EnterAsync(person, nodes.Week.Slug))))
            {
                await another.DisposeAsync();
            }
        }

        await nodes.Nodes[1].EndAsync(TimeSpan.FromSeconds(30));
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Expect.None([.. await writing, .. await reading]);
        Assert.Contains(lines, line => line.Connection.State == HubConnectionState.Connected && !IsAskedToGo(line));
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }
    }

    [ProgramTheory("nginx")]
    [MemberData(nameof(Servers))]
    public async Task While_the_database_is_away_the_pages_of_the_nodes_come_through_and_not_one_of_nginx(string provider)
    {
        await using var nodes = await ProxiedNodes.StartAsync(provider);
        using var person = await nodes.NewAttendeeAsync();
        var (page, changes) = ($"/s/{nodes.Week.Slug}", $"/api/sessions/{nodes.Week.Slug}/changes?since=0");
        // Both nodes have read it: connections go to the one with fewer, in turn.
        for (var time = 0; time < 8; time++)
        {
            using var before = await person.Http.GetAsync(page);
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(person, "/readyz"));
        using var probe = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{nodes.Nodes[0].Port}") };

        nodes.Line.Hold();
        await Eventually.TrueAsync(async () => await ReadinessAsync() == HttpStatusCode.ServiceUnavailable, "who looks after the nodes is told", TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(async () => await StatusAsync(person, changes) == HttpStatusCode.ServiceUnavailable, "scripts are told");
        for (var time = 0; time < 12; time++)
        {
            var scripts = await StatusAsync(person, changes);
            var readers = await StatusAsync(person, page);
            Assert.True((scripts, readers) is (HttpStatusCode.ServiceUnavailable or HttpStatusCode.OK, HttpStatusCode.OK), $"{time}: {scripts}, {readers}\n{nodes.Log()}");
        }

        await using (var line = await Watcher.EnterAsync(person, nodes.Week.Slug).WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken))
        {
            await Eventually.TrueAsync(() => !line.Beacons.IsEmpty, "whoever comes now is told where the session stands");
        }

        nodes.Line.Release();
        await Eventually.TrueAsync(async () => await StatusAsync(person, changes) == HttpStatusCode.OK, "it is read again");
        await Eventually.TrueAsync(async () => await ReadinessAsync() == HttpStatusCode.OK, "and the node is ready again");

        async Task<HttpStatusCode> ReadinessAsync()
        {
            using var answer = await probe.GetAsync("/readyz");
            return answer.StatusCode;
        }
    }

    [ProgramTheory("nginx")]
    [MemberData(nameof(Servers))]
    public async Task While_the_nodes_are_of_two_versions_the_files_of_either_come_whichever_node_is_asked(string provider)
    {
        const string Newer = "/js/room/more.0123456789.js";
        await using var nodes = await ProxiedNodes.StartAsync(provider);
        nodes.Nodes[1].AskToStop();
        await nodes.Nodes[1].EndAsync(TimeSpan.FromSeconds(30));
        // As much of another version as matters here: a file that the first does not have, and none of those that it has.
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{nodes.Nodes[1].Port}");
        await using var other = builder.Build();
        other.MapGet(Newer, () => "");
        await other.StartAsync(TestContext.Current.CancellationToken);
        using var first = new TestBrowser(new Uri($"http://127.0.0.1:{nodes.Nodes[0].Port}"));
        var page = await first.GetPageAsync($"/s/{nodes.Week.Slug}");
        string[] older = [page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!, page.QuerySelector("script[src]")!.GetAttribute("src")!];

        using var person = nodes.NewBrowser();
        foreach (var file in (string[])[.. older, Newer])
        {
            for (var time = 0; time < 6; time++)
            {
                Assert.Equal(HttpStatusCode.OK, await StatusAsync(person, file));
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(person, "/js/room/more.of-neither.js"));
    }

    private static async Task<HttpStatusCode> StatusAsync(TestBrowser person, string path)
    {
        using var answer = await person.Http.GetAsync(path);
        return answer.StatusCode;
    }

    private static bool IsAskedToGo(Watcher line) => line.Calls.Any(call => call.StartsWith(LiveNames.Goodbye, StringComparison.Ordinal));

    // The page of the application, not one of nginx: up to what the application hears to its end.
    private static async Task AssertTooLargeIsToldByThePageAsync(TestBrowser browser)
    {
        using var form = new FormUrlEncodedContent([new("text", new string('a', 2_000_000))]);
        using var answer = await browser.Http.PostAsync("/registro", form);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        var page = await TestBrowser.ReadPageAsync(answer);
        Assert.NotNull(page.QuerySelector("main"));
        Assert.Contains("Content-Security-Policy", answer.Headers.Select(header => header.Key));
    }

    // Passwords are limited by address; whatever is said of it in headers, the address is the one that nginx sees.
    private static async Task AssertAddressesAsync(ProxiedNodes nodes)
    {
        using var stubborn = nodes.NewClientFrom("127.0.0.2");
        using var neighbour = nodes.NewClientFrom("127.0.0.3");
        var refused = false;
        for (var number = 0; number < 400 && !refused; number++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(one => PostAsync(stubborn, $"203.0.113.{(number + one) % 250}")));
            refused = answers.Contains(HttpStatusCode.TooManyRequests);
        }

        Assert.True(refused, "One address is let in for ever");
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await PostAsync(neighbour, "127.0.0.2"));
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string claimed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/equipo/entrar")
        {
            Content = new FormUrlEncodedContent([new("Email", "nadie@ejemplo.pe")]),
            Headers = { { "X-Forwarded-For", claimed }, { "Forwarded", $"for={claimed}" } },
        };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task AssertHubRefusesForeignersAsync(ProxiedNodes nodes)
    {
        using var browser = nodes.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/session") { Headers = { { "Origin", "https://otro.example" }, { "Connection", "Upgrade" }, { "Upgrade", "websocket" } } };
        using var answer = await browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<IReadOnlyList<string>> WriteAsync(TestBrowser person, string path, Poll poll, CancellationToken enough)
    {
        var refused = new List<string>();
        for (var number = 0; !enough.IsCancellationRequested; number++)
        {
            using var answer = await person.SendAsync(HttpMethod.Put, path, new { choices = new[] { poll.Choices[number % 3].Id } });
            // 429 is a limit of this person, who never pauses.
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.TooManyRequests))
            {
                refused.Add($"write {number}: {answer.StatusCode}");
            }

            await Task.Delay(50, CancellationToken.None);
        }

        return refused;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(TestBrowser visitor, string path, CancellationToken enough)
    {
        var refused = new List<string>();
        for (var number = 0; !enough.IsCancellationRequested; number++)
        {
            using var answer = await visitor.Http.GetAsync(path, CancellationToken.None);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                refused.Add($"page {number}: {answer.StatusCode}");
            }

            await Task.Delay(50, CancellationToken.None);
        }

        return refused;
    }
}
