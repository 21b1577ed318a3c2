using OpenGovWeek.FaultTests.Clients;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>kill -9 of a node while everybody votes: what it acknowledged stands, and what it did not is repeated and counts once.</summary>
public sealed class KilledNodeTests
{
    public static TheoryData<string> Servers => Form.Servers;

    [FaultTheory]
    [MemberData(nameof(Servers))]
    public async Task No_acknowledged_ballot_is_lost_and_none_counts_twice(string provider)
    {
        await using var cluster = await Cluster.StartAsync(provider, Form.Of(300, 2000));
        await using var crowd = await Crowd.EnterAsync(cluster, Form.Of(60, 2000));
        var journal = new Journal(cluster);
        for (var round = 0; round < Form.Of(3, 20); round++)
        {
            var poll = await cluster.OpenPollAsync(round);
            var known = journal.Acknowledged;
            var storm = journal.StormAsync(poll, Form.Seconds(2, 4));
            var some = Random.Shared.Next(cluster.People.Count / 10, cluster.People.Count / 2);
            await Eventually.TrueAsync(() => journal.Acknowledged >= known + some, "the storm is under way");

            await cluster.Nodes[round % 2].KillAsync();
            Assert.False(storm.IsCompleted, "The node was killed after the storm");
            await storm;

            Assert.Equal(known + cluster.People.Count, journal.Acknowledged);
            await crowd.EqualsDatabaseAsync(Form.Within(5));
            await journal.EqualsDatabaseAsync(poll.Id);
            await cluster.RestartAsync(round % 2);
            await cluster.ClosePollAsync(poll);
        }

        Assert.Contains(journal.Refusals, refusal => refusal.StartsWith("0 ", StringComparison.Ordinal));
    }
}
