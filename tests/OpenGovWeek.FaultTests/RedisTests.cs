using OpenGovWeek.FaultTests.Clients;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>Redis is killed, or hangs with all its connections: nobody waits for it, and each node follows the other through the database.</summary>
public sealed class RedisTests
{
    public static TheoryData<string> Servers => Form.Servers;

    [FaultTheory]
    [MemberData(nameof(Servers))]
    public async Task While_Redis_is_dead_nobody_waits_for_it(string provider)
    {
        await using var cluster = await Cluster.StartAsync(provider, Form.Of(200, 2000));
        await DoWithoutAsync(cluster, cluster.Redis.StopAsync, cluster.Redis.StartAsync);
    }

    [FaultTheory]
    [MemberData(nameof(Servers))]
    public async Task While_Redis_hangs_nobody_waits_for_it(string provider)
    {
        await using var cluster = await Cluster.StartAsync(provider, Form.Of(200, 2000));
        await DoWithoutAsync(cluster, () => Done(cluster.Redis.Freeze), () => Done(cluster.Redis.Thaw));
    }

    private static async Task DoWithoutAsync(Cluster cluster, Func<Task> goAway, Func<Task> comeBack)
    {
        await using var crowd = await Crowd.EnterAsync(cluster, Form.Of(60, 2000));
        var journal = new Journal(cluster);
        // Nodes at work, which hear one another: what they compile in their first seconds is not the fault's.
        var before = await cluster.OpenPollAsync();
        await journal.StormAsync(before, Form.Seconds(2, 10));
        await cluster.ClosePollAsync(before);
        for (var node = 0; node < 2; node++)
        {
            await crowd.SeesAsync(await cluster.PublishQuestionAsync(node), Form.Within(3));
        }

        var poll = await cluster.OpenPollAsync();

        await goAway();
        var away = Task.Delay(Form.Seconds(8, 30), TestContext.Current.CancellationToken);
        var storm = journal.StormAsync(poll, Form.Seconds(6, 28));
        for (var node = 0; !away.IsCompleted; node++)
        {
            // Followers keep all questions that they saw; what they are compared with is a snapshot, which has a hundred.
            await Task.Delay(TimeSpan.FromMilliseconds(400), TestContext.Current.CancellationToken);
            var start = TimeProvider.System.GetTimestamp();
            var question = await cluster.PublishQuestionAsync(node).WaitAsync(Form.Within(3), TestContext.Current.CancellationToken);
            var published = TimeProvider.System.GetElapsedTime(start);
            // The sweep of the other node comes every two seconds.
            var seen = await crowd.SeesAsync(question, Form.Within(3));
            await using var newcomer = new Follower(cluster, node);
            await newcomer.Entered.WaitAsync(Form.Within(3), TestContext.Current.CancellationToken);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"Published after {published}, on all screens {seen} later; a newcomer was let in {TimeProvider.System.GetElapsedTime(start) - published - seen} after that.");
        }

        await storm;
        await comeBack();

        Assert.Empty(journal.Refusals);
        Assert.All(cluster.Nodes, node => Assert.True(node.IsRunning, "A node died with Redis"));
        await crowd.EqualsDatabaseAsync(Form.Within(5));
        await journal.EqualsDatabaseAsync(before.Id);
        await journal.EqualsDatabaseAsync(poll.Id);
        await HearsAgainAsync(cluster);
    }

    // The nodes tell one another again: hints of one are counted by the other.
    private static async Task HearsAgainAsync(Cluster cluster)
    {
        var before = await ReceivedAsync(cluster);
        await Eventually.TrueAsync(async () =>
        {
            await cluster.PublishQuestionAsync(0);
            return await ReceivedAsync(cluster) > before;
        }, "hints arrive again");
    }

    private static Task<double> ReceivedAsync(Cluster cluster) => cluster.MetricAsync(1, "opengovweek_hints_received_total");

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
