using OpenGovWeek.FaultTests.Clients;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>Everybody loses the connection at once, and comes back at once: some with what they held, some as new pages.</summary>
public sealed class CutAtOnceTests
{
    public static TheoryData<string> Servers => Form.Servers;

    [FaultTheory]
    [MemberData(nameof(Servers))]
    public async Task All_catch_up_in_ten_seconds_and_each_node_reads_a_snapshot_once(string provider)
    {
        await using var cluster = await Cluster.StartAsync(provider, Form.Of(200, 2000));
        await using var crowd = await Crowd.EnterAsync(cluster, Form.Of(200, 2000));
        await crowd.SeesAsync(await cluster.PublishQuestionAsync(0), Form.Within(3));
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var replaced = crowd.Followers.Select(follower => follower.Snapshots).ToList();
        foreach (var (number, follower) in crowd.Followers.Index())
        {
            follower.Cut(Forgets(number), back.Task);
        }

        await NobodyIsThereAsync(cluster);
        var question = await cluster.PublishQuestionAsync(1);
        var (snapshots, changes) = (await ReadsAsync(cluster, "snapshot"), await ReadsAsync(cluster, "changes"));
        back.SetResult();

        await crowd.SeesAsync(question, Form.Within(10));
        Assert.All(crowd.Followers.Index(), one => Assert.Equal(replaced[one.Index] + (Forgets(one.Index) ? 1 : 0), one.Item.Snapshots));
        // Nothing changed since the last question: what all of them held is one revision, which each node reads once for those who hold nothing and once for
        // the others; twice where it has so little time that it may no longer trust its first reading.
        Assert.All(await ReadsAsync(cluster, "snapshot"), (read, node) => Assert.InRange(read - snapshots[node], 1, Form.Of(2, 1)));
        Assert.All(await ReadsAsync(cluster, "changes"), (read, node) => Assert.InRange(read - changes[node], 1, Form.Of(2, 1)));
        await crowd.EqualsDatabaseAsync(Form.Within(5));
    }

    // Of those on either node one half, who all come back to the other.
    private static bool Forgets(int number) => number / 2 % 2 == 0;

    private static Task NobodyIsThereAsync(Cluster cluster) => Eventually.TrueAsync(
        async () => await Sockets.ConnectedAsync(cluster) == 0,
        "the nodes notice that everybody has gone");

    private static async Task<double[]> ReadsAsync(Cluster cluster, string reading) =>
    [
        await cluster.MetricAsync(0, "opengovweek_live_database_reads_total", reading),
        await cluster.MetricAsync(1, "opengovweek_live_database_reads_total", reading),
    ];
}
