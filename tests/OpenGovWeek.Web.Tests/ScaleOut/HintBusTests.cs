using OpenGovWeek.Core.Live;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.ScaleOut;

/// <summary>What every hint bus keeps to, and what the bus between nodes keeps to on every server.</summary>
public sealed class HintBusTests
{
    private static readonly Hint[] Kinds =
    [
        new Hint.SessionAdvanced(Guid.NewGuid(), 9_000_000_001),
        new Hint.AttendeeNews(Guid.NewGuid()),
        new Hint.AccessChanged(Guid.NewGuid()),
    ];

    public static TheoryData<string> Servers => [.. RedisServer.Available];

    /// <summary>The servers, and none: a single node.</summary>
    public static TheoryData<string> Buses => ["none", .. RedisServer.Available];

    [Theory]
    [MemberData(nameof(Buses))]
    public async Task A_nodes_own_hint_is_handled_at_once_and_once(string bus)
    {
        await using var server = bus == "none" ? null : await RedisServer.StartAsync(bus);
        await using var node = await BusNode.StartAsync(server?.Configuration);
        await using var other = await BusNode.StartAsync(server?.Configuration);
        if (server is not null)
        {
            await BusNode.HearOneAnotherAsync(node, other);
        }

        var hint = new Hint.SessionAdvanced(Guid.NewGuid(), 1);
        node.Hints.Publish(hint);

        Assert.Contains(hint, node.Received);
        if (server is not null)
        {
            // Once the other node has a later hint, the echo of the first one would have come back too.
            await Eventually.TrueAsync(() => other.Received.Contains(hint), "the other node hears it");
            await BusNode.HearOneAnotherAsync(node, other);
        }

        Assert.Single(node.Received, hint);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task The_hints_of_a_large_commit_cross_in_few_messages_and_all_arrive(string bus)
    {
        await using var server = await RedisServer.StartAsync(bus);
        var (node, other) = await BusNode.StartTwoAsync(server.Configuration);
        await using var _ = node;
        await using var __ = other;
        var (messages, hints) = (0, Enumerable.Range(0, 1_000).Select(Hint (_) => new Hint.AttendeeNews(Guid.NewGuid())).ToList());
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(server.Configuration);
        await redis.GetSubscriber().SubscribeAsync(StackExchange.Redis.RedisChannel.Literal("opengovweek:hints"), (_, _) => Interlocked.Increment(ref messages));

        hints.ForEach(node.Hints.Publish);

        await Eventually.TrueAsync(() => other.Received.Contains(hints[^1]), "the last hint arrives");
        Assert.Equal(hints, other.Received.Where(hints.Contains));
        Assert.InRange(messages, 1, hints.Count / 10);
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public async Task A_commit_becomes_a_hint(string bus)
    {
        await using var server = bus == "none" ? null : await RedisServer.StartAsync(bus);
        await using var node = await BusNode.StartAsync(server?.Configuration);

        node.Commits.Raise(Kinds[0]);

        Assert.Equal([Kinds[0]], node.Received);
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public async Task A_failing_listener_keeps_the_hint_neither_from_the_publisher_nor_from_the_others(string bus)
    {
        await using var server = bus == "none" ? null : await RedisServer.StartAsync(bus);
        await using var node = await BusNode.StartAsync(server?.Configuration);
        using var failing = node.Hints.Subscribe(_ => throw new InvalidOperationException("A listener's fault."));
        var after = new List<Hint>();
        using var subscription = node.Hints.Subscribe(after.Add);

        node.Hints.Publish(Kinds[1]);

        Assert.Equal([Kinds[1]], after);
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public async Task Who_does_not_listen_any_more_is_not_told(string bus)
    {
        await using var server = bus == "none" ? null : await RedisServer.StartAsync(bus);
        await using var node = await BusNode.StartAsync(server?.Configuration);
        var heard = new List<Hint>();
        var subscription = node.Hints.Subscribe(heard.Add);
        node.Hints.Publish(Kinds[0]);
        subscription.Dispose();

        node.Hints.Publish(Kinds[1]);

        Assert.Equal([Kinds[0]], heard);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Every_kind_of_hint_reaches_the_other_node_as_it_was(string kind)
    {
        await using var server = await RedisServer.StartAsync(kind);
        var (first, second) = await BusNode.StartTwoAsync(server.Configuration);
        await using (first)
        await using (second)
        {
            foreach (var hint in Kinds)
            {
                first.Hints.Publish(hint);
            }

            await Eventually.TrueAsync(() => Kinds.All(second.Received.Contains), "all kinds arrive");
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_node_that_started_without_redis_serves_itself_and_hears_the_others_once_it_is_there(string kind)
    {
        await using var server = RedisServer.Prepare(kind);
        await using var first = await BusNode.StartAsync(server.Configuration);
        await using var second = await BusNode.StartAsync(server.Configuration);
        first.Hints.Publish(Kinds[0]);
        Assert.Equal([Kinds[0]], first.Received);

        await server.StartAsync();

        await BusNode.HearOneAnotherAsync(first, second);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Nodes_hear_one_another_again_after_redis_was_away(string kind)
    {
        await using var server = await RedisServer.StartAsync(kind);
        var (first, second) = await BusNode.StartTwoAsync(server.Configuration);
        await using (first)
        await using (second)
        {
            await server.StopAsync();
            first.Hints.Publish(Kinds[2]);
            Assert.Contains(Kinds[2], first.Received);
            await server.StartAsync();

            await BusNode.HearOneAnotherAsync(first, second);
        }
    }
}
