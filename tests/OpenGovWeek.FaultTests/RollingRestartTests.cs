using OpenGovWeek.Core.Live;
using OpenGovWeek.FaultTests.Clients;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>One node after the other is asked to stop and started again while everybody votes and watches.</summary>
public sealed class RollingRestartTests
{
    private static readonly TimeSpan MostForAStop = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Servers => Form.Servers;

    [FaultTheory]
    [MemberData(nameof(Servers))]
    public async Task Nothing_is_lost_and_nobody_is_told_of_an_error(string provider)
    {
        await using var cluster = await Cluster.StartAsync(provider, Form.Of(200, 2000), ("Live:Drain", Form.IsLong ? "00:00:10" : "00:00:04"));
        await using var crowd = await Crowd.EnterAsync(cluster, Form.Of(60, 2000));
        var journal = new Journal(cluster);
        var poll = await cluster.OpenPollAsync();
        using var enough = new CancellationTokenSource();
        var voting = Task.WhenAll(cluster.People.Select(person => VoteAsync(journal, person, poll, enough.Token)));

        for (var node = 0; node < 2; node++)
        {
            var there = crowd.Followers.Where(follower => follower.Node == node).Select(follower => (Follower: follower, follower.Goodbyes)).ToList();
            Assert.NotEmpty(there);
            cluster.Nodes[node].AskToStop();
            await Eventually.TrueAsync(async () => (await cluster.SendAsync(node, HttpMethod.Get, "/readyz")).Status == 503, "it says that it is about to stop", Form.Within(3));
            await cluster.Nodes[node].EndAsync(MostForAStop);
            Assert.All(there, one => Assert.Equal(one.Goodbyes + 1, one.Follower.Goodbyes));
            await crowd.SeesAsync(await cluster.PublishQuestionAsync(node + 1), Form.Within(5));
            await cluster.RestartAsync(node);
        }

        await enough.CancelAsync();
        await voting;

        // What a node does not answer any more goes to the other one, as behind a proxy; it answers nobody with an error.
        Assert.DoesNotContain(journal.Refusals, refusal => !refusal.StartsWith("0 ", StringComparison.Ordinal));
        Assert.Equal(cluster.People.Count, journal.Acknowledged);
        await crowd.EqualsDatabaseAsync(Form.Within(5));
        await journal.EqualsDatabaseAsync(poll.Id);
    }

    // Changes the answer every now and then, the last time until it is acknowledged. All together some 200 times a second: what a restart is tried on is
    // a node at work, not one that is overrun.
    private static async Task VoteAsync(Journal journal, Person person, PollView poll, CancellationToken enough)
    {
        do
        {
            await Task.Delay(Form.IsLong ? Random.Shared.Next(2_000, 20_000) : Random.Shared.Next(200, 2_000), CancellationToken.None);
            await journal.CastAsync(person, poll.Id, poll.Choices[Random.Shared.Next(3)].Id);
        }
        while (!enough.IsCancellationRequested);
    }
}
