using System.Net;
using OpenGovWeek.FaultTests.Clients;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>The database does not answer for a while: nothing is acknowledged that it does not hold, and whoever watches stays.</summary>
public sealed class BlockedDatabaseTests
{
    public static TheoryData<string> Servers => Form.Servers;

    [FaultTheory]
    [MemberData(nameof(Servers))]
    public async Task Nothing_is_acknowledged_falsely_and_nobody_is_cut(string provider)
    {
        await using var cluster = await Cluster.StartAsync(provider, Form.Of(200, 2000));
        await using var crowd = await Crowd.EnterAsync(cluster, Form.Of(60, 2000));
        var journal = new Journal(cluster);
        var poll = await cluster.OpenPollAsync();
        await crowd.SeesAsync(await cluster.PublishQuestionAsync(0), Form.Within(3));
        await ReadPagesAsync(cluster, HttpStatusCode.OK, isFresh: true);
        var storm = journal.StormAsync(poll, Form.Seconds(8, 20));
        await Eventually.TrueAsync(() => journal.Acknowledged > 10, "the storm is under way");

        cluster.Line.Hold();
        var blocked = Task.Delay(Form.Seconds(8, 20), TestContext.Current.CancellationToken);
        var before = crowd.Followers.Select(follower => (follower.Beacons, follower.Entrances)).ToList();
        await ReadPagesAsync(cluster, HttpStatusCode.ServiceUnavailable, isFresh: false);
        await blocked;

        // What it had committed may still be on its way to people; what it has not may not.
        await journal.IsInDatabaseAsync(poll.Id);
        Assert.False(storm.IsCompleted, "Nobody was waiting for the database");
        // Without beacons every client would begin to ask a database that answers nobody.
        await Eventually.TrueAsync(() => crowd.Followers.Index().All(one => one.Item.Beacons > before[one.Index].Beacons), "beacons arrive while it is away", Form.Within(4));
        Assert.All(crowd.Followers.Index(), one => Assert.Equal(before[one.Index].Entrances, one.Item.Entrances));
        cluster.Line.Release();
        await storm;

        Assert.Equal(cluster.People.Count, journal.Acknowledged);
        Assert.All(cluster.Nodes, node => Assert.True(node.IsRunning, "A node died with the database"));
        await crowd.EqualsDatabaseAsync(Form.Within(5));
        await journal.EqualsDatabaseAsync(poll.Id);
        await ReadPagesAsync(cluster, HttpStatusCode.OK, isFresh: true);
    }

    // The pages of an attendee who has been here and of a visitor, on both nodes; and what scripts ask.
    private static async Task ReadPagesAsync(Cluster cluster, HttpStatusCode api, bool isFresh)
    {
        foreach (var node in (int[])[0, 1])
        {
            // What the database said a moment ago is the truth for a moment longer.
            await Eventually.TrueAsync(() => AnswersAsync(node, $"{cluster.Api}/changes?since=0"), $"scripts are told {api}");
            await Eventually.TrueAsync(() => AnswersAsync(node, $"{cluster.Api}/mine", cluster.People[0].Cookie), $"scripts are told {api} of what is one's own");
            foreach (var page in (string[])[$"/s/{cluster.Week.Slug}", $"/e/{cluster.Week.Event.Slug}"])
            {
                foreach (var cookie in (string?[])[null, cluster.People[0].Cookie])
                {
                    var reply = await cluster.SendAsync(node, HttpMethod.Get, page, cookie);
                    Assert.True(reply.IsYes, $"{page}: {reply.Status} {reply.Body}");
                    Assert.Equal(isFresh, !reply.Body.Contains("Ve lo último que pudimos leer", StringComparison.Ordinal));
                    Assert.Contains("</html>", reply.Body, StringComparison.Ordinal);
                }
            }
        }

        async Task<bool> AnswersAsync(int node, string path, string? cookie = null) => (await cluster.SendAsync(node, HttpMethod.Get, path, cookie)).Status == (int)api;
    }
}
