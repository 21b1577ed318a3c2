using System.Globalization;
using System.Text.RegularExpressions;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests.Nodes;

/// <summary>An attendee, and the header that a browser of this person sends.</summary>
internal readonly record struct Person(string Cookie, Guid Id);

/// <summary>
/// Two nodes that are processes of their own, over a database server and Redis, with a live session, a moderator and attendees. A third node in this process, the
/// office, makes the people and looks into the database past the fault; nobody goes through it.
/// </summary>
internal sealed partial class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string folder = Directory.CreateTempSubdirectory("faults-").FullName;
    private readonly TestDatabase database;
    private readonly NodeProcess[] nodes = new NodeProcess[2];
    private readonly int[] ports = FreePorts.Take(4);
    private readonly Caller[] callers = new Caller[2];
    private readonly Dictionary<string, string> settings = [];
    private Caller[] meters = [];
    private string moderator = "";

    private Cluster(TestDatabase database, RedisServer redis) => (this.database, Redis) = (database, redis);

    public RedisServer Redis { get; }

    public TestNode Office { get; private set; } = null!;

    public TestEvent Week { get; private set; } = null!;

    public IReadOnlyList<Person> People { get; private set; } = [];

    public IReadOnlyList<NodeProcess> Nodes => nodes;

    /// <summary>The nodes' line to the database.</summary>
    public Forwarder Line { get; private set; } = null!;

    public string Api => $"/api/sessions/{Week.Slug}";

    public string DatabaseConnection => database.ConnectionString;

    /// <param name="people">How many attendees.</param>
    /// <param name="more">Settings of the nodes beyond the defaults.</param>
    public static async Task<Cluster> StartAsync(string provider, int people, params (string Name, string Value)[] more)
    {
        var cluster = new Cluster(await TestDatabase.CreateAsync(provider), await RedisServer.StartAsync(RedisServer.Available[^1]));
        try
        {
            await cluster.StartAsync(people, more);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public Uri AddressOf(int node) => new($"http://127.0.0.1:{ports[node % 2]}");

    /// <summary>Starts a node again that has ended, on its port.</summary>
    public async Task RestartAsync(int node)
    {
        await nodes[node].DisposeAsync();
        nodes[node] = await StartNodeAsync(node);
    }

    /// <summary>Sends to one of the nodes; the answer has status 0 when none came.</summary>
    public Task<Reply> SendAsync(int node, HttpMethod method, string path, string? cookie = null, object? body = null) =>
        callers[node % 2].SendAsync(method, path, cookie, body);

    /// <summary>Sends to any node, again and again, until there is an answer that is not to be repeated.</summary>
    /// <param name="send">Sends once, to the node of that number.</param>
    /// <returns>The last answer, after some minutes also one of the others.</returns>
    public static async Task<Reply> SendUntilAnsweredAsync(Func<int, Task<Reply>> send)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var reply = await send(Random.Shared.Next(2));
            if (!reply.IsToBeRepeated || TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                return reply;
            }

            await Task.Delay(Random.Shared.Next(50, 400));
        }
    }

    /// <summary>A moderator's action, sent once.</summary>
    public Task<Reply> ModerateAsync(int node, HttpMethod method, string path, object body) => SendAsync(node, method, $"{Api}/{path}", moderator, body);

    /// <summary>What changed since a revision, as a node tells a visitor; null when it does not.</summary>
    public async Task<Delta?> ChangesAsync(int node, long since, string? epoch)
    {
        var reply = await SendAsync(node, HttpMethod.Get, $"{Api}/changes?since={since}&epoch={epoch}");
        return reply.IsYes ? reply.Read<Delta>() : null;
    }

    /// <summary>Adds up the samples of a metric of a node whose labels contain a text.</summary>
    public async Task<double> MetricAsync(int node, string name, string label = "")
    {
        var text = await meters[node].SendAsync(HttpMethod.Get, "/metrics");
        // Nothing would be the sum of no samples.
        Assert.True(text.IsYes, $"Node {node} tells no metrics: {text.Status}");
        return Samples().Matches(text.Body)
            .Where(sample => sample.Groups["name"].Value == name && sample.Groups["labels"].Value.Contains(label, StringComparison.Ordinal))
            .Sum(sample => double.Parse(sample.Groups["value"].ValueSpan, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in callers.Concat(meters))
        {
            part?.Dispose();
        }

        foreach (var node in nodes.Where(node => node is not null))
        {
            await node.DisposeAsync();
        }

        if (Line is not null)
        {
            await Line.DisposeAsync();
        }

        if (Office is not null)
        {
            await Office.DisposeAsync();
        }

        await Redis.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync(int people, (string Name, string Value)[] more)
    {
        Office = await TestNode.StartAsync(database, AdjustableClock.OfTheMachine());
        Week = await TestEvent.CreateAsync(Office);
        People = [.. (await Week.NewAttendeesAsync(people)).Select(one => new Person(one.Cookie, one.Id))];
        using var staff = await Week.NewStaffAsync();
        moderator = staff.Cookies.GetCookieHeader(Office.Address);
        Line = new Forwarder(database);
        settings["Database:Provider"] = database.Provider;
        settings["ConnectionStrings:Database"] = Line.ConnectionString;
        settings["ConnectionStrings:Redis"] = Redis.Configuration;
        // The storms are those of a whole country, from a handful of people.
        settings["Limits:PersonBurst"] = "1000000";
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        meters = [.. Enumerable.Range(0, 2).Select(node => new Caller(new Uri($"http://127.0.0.1:{ports[node + 2]}")))];
        for (var node = 0; node < 2; node++)
        {
            callers[node] = new Caller(AddressOf(node));
        }

        await Task.WhenAll(StartAsync(0), StartAsync(1));

        async Task StartAsync(int node) => nodes[node] = await StartNodeAsync(node);
    }

    private Task<NodeProcess> StartNodeAsync(int node) =>
        NodeProcess.StartAsync(folder, ports[node], new(settings) { ["Metrics:Address"] = $"http://127.0.0.1:{ports[node + 2]}" });

    [GeneratedRegex(@"^(?<name>\w+)(\{(?<labels>[^}]*)\})? (?<value>\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Samples();
}
