using Microsoft.Extensions.Time.Testing;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.ScaleOut.Redis;
using Xunit;

namespace OpenGovWeek.Web.Tests.ScaleOut;

public sealed class PresenceCountsTests
{
    private static readonly Guid Session = Guid.NewGuid();

    public static TheoryData<string> Servers => [.. RedisServer.Available];

    [Fact]
    public async Task A_single_node_counts_its_own()
    {
        await using var node = await BusNode.StartAsync(redis: null);

        node.Presence.Set(new Dictionary<Guid, int> { [Session] = 3 });
        Assert.Equal(3, node.Presence.Total(Session));

        node.Presence.Set(new Dictionary<Guid, int>());
        Assert.Equal(0, node.Presence.Total(Session));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Nodes_add_up_and_a_silent_one_stops_counting(string kind)
    {
        var clock = new FakeTimeProvider();
        await using var server = await RedisServer.StartAsync(kind);
        var (first, second) = await BusNode.StartTwoAsync(server.Configuration, clock);
        await using (first)
        await using (second)
        {
            first.Presence.Set(new Dictionary<Guid, int> { [Session] = 2 });
            second.Presence.Set(new Dictionary<Guid, int> { [Session] = 40, [Guid.NewGuid()] = 7 });
            await Eventually.TrueAsync(() => first.Presence.Total(Session) == 42 && second.Presence.Total(Session) == 42, "both know the sum");

            clock.Advance(RedisPresenceCounts.Expiry);

            Assert.Equal(2, first.Presence.Total(Session));
            Assert.Equal(40, second.Presence.Total(Session));
        }
    }

    [Fact]
    public async Task Without_redis_a_node_still_counts_its_own()
    {
        await using var server = RedisServer.Prepare("garnet");
        await using var node = await BusNode.StartAsync(server.Configuration);

        node.Presence.Set(new Dictionary<Guid, int> { [Session] = 5 });

        Assert.Equal(5, node.Presence.Total(Session));
    }
}
