using System.Net;
using OpenGovWeek.FaultTests.Clients;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>500 ballots race 50 closes of their poll: what was acknowledged is what was counted.</summary>
public sealed class RacingCloseTests
{
    private const int Ballots = 500;
    private const int Closes = 50;

    public static TheoryData<string> Servers => Form.Servers;

    [FaultTheory]
    [MemberData(nameof(Servers))]
    public async Task What_was_acknowledged_before_the_close_is_what_counts(string provider)
    {
        await using var cluster = await Cluster.StartAsync(provider, Ballots);
        var (before, after) = (0, 0);
        for (var race = 0; race < Form.Of(20, 200); race++)
        {
            var journal = new Journal(cluster);
            var poll = await cluster.OpenPollAsync(race);
            // The closes come when some of the ballots have been counted, in each race at another moment.
            var start = Random.Shared.Next(Ballots / 2);
            var ballots = cluster.People.Select((person, number) => journal.CastUntilAnsweredAsync(person, poll.Id, poll.Choices[number % 3].Id)).ToList();
            await Eventually.TrueAsync(() => journal.Acknowledged >= start, "some ballots are acknowledged");
            var closes = await Task.WhenAll(Enumerable.Range(0, Closes).Select(number =>
                cluster.ModerateAsync(number, HttpMethod.Post, $"polls/{poll.Id}/status", new { action = "Close", version = poll.Version })));
            var replies = await Task.WhenAll(ballots);

            // On a machine that has no time for it the answer to the one that counted may not come.
            Assert.InRange(closes.Count(close => close.IsYes), closes.Any(close => close.Status == 0) ? 0 : 1, 1);
            Assert.All(closes, close => Assert.True(close.IsYes || close.Status is 0 or (int)HttpStatusCode.Conflict, $"{close.Status} {close.Body}"));
            Assert.All(replies, reply => Assert.True(reply.IsYes || (reply.Status == (int)HttpStatusCode.Conflict && reply.Body.Contains("poll-closed", StringComparison.Ordinal)), $"{reply.Status} {reply.Body}"));
            await journal.EqualsDatabaseAsync(poll.Id);
            (before, after) = (before + journal.Acknowledged, after + replies.Count(reply => !reply.IsYes));
        }

        Assert.True(before > Ballots && after > Ballots, $"{before} ballots came before the closes and {after} after them: that was no race");
    }
}
