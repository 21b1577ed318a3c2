using OpenGovWeek.Core.Live;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Nodes;

/// <summary>What is done through one node is seen by those who are on another.</summary>
public sealed class FollowTests
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(25);

    public static TheoryData<string, string> Pairs =>
        [.. from server in TestDatabase.Servers from kind in RedisServer.Available select (server, kind)];

    public static TheoryData<string> Servers => [.. TestDatabase.Servers];

    [ServerTheory]
    [MemberData(nameof(Pairs))]
    public async Task A_question_asked_on_one_node_and_published_there_appears_on_the_other_before_any_sweep(string provider, string kind)
    {
        await using var nodes = await NodePair.StartAsync(provider, kind, new() { ["Live:Sweep"] = $"{Sweep}" });
        var week = await TestEvent.CreateAsync(nodes.One);
        using var far = nodes.Other.NewBrowser();
        // The first beacon comes with a sweep, so the next one is far.
        await using var room = await Watcher.EnterAsync(far, week.Slug);
        var start = TimeProvider.System.GetTimestamp();

        var question = await AskAndPublishAsync(week);

        await Eventually.TrueAsync(() => Saw(room, question), "the question arrives");
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, Sweep - TimeSpan.FromSeconds(4));
    }

    [ServerTheory]
    [MemberData(nameof(Servers))]
    public async Task While_Redis_is_away_nobody_waits_for_it_and_the_other_node_follows_with_its_sweep(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var redis = RedisServer.Prepare(RedisServer.Available[0]);
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Redis"] = redis.Configuration };
        await using var one = await TestNode.StartAsync(database, settings: settings);
        await using var other = await TestNode.StartAsync(database, settings: settings);
        var week = await TestEvent.CreateAsync(one);
        using var far = other.NewBrowser();
        await using var room = await Watcher.EnterAsync(far, week.Slug);

        var question = await AskAndPublishAsync(week);

        await Eventually.TrueAsync(() => Saw(room, question), "the sweep finds the question");
    }

    private static bool Saw(Watcher room, Guid question) => room.Deltas.Any(delta => delta.Questions?.Any(q => q.Id == question) == true);

    private static async Task<Guid> AskAndPublishAsync(TestEvent week)
    {
        var (attendee, _) = await week.NewAttendeeAsync();
        using var moderator = await week.NewStaffAsync();
        using var answer = await attendee.SendAsync(
            HttpMethod.Post, $"/api/sessions/{week.Slug}/questions", new { id = Guid.CreateVersion7(), text = "¿Cuándo llega a mi región?", withName = true });
        var asked = await TestBrowser.ReadAsync<MyQuestion>(answer);
        using var published = await moderator.SendAsync(
            HttpMethod.Post, $"/api/sessions/{week.Slug}/questions/{asked.Id}/status", new { to = "Published", version = 0 });
        published.EnsureSuccessStatusCode();
        attendee.Dispose();
        return asked.Id;
    }
}
