using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.FaultTests.Nodes;
using Xunit;

namespace OpenGovWeek.FaultTests.Clients;

/// <summary>Attendees who vote, and what was acknowledged to each of them.</summary>
internal sealed class Journal(Cluster cluster)
{
    private readonly ConcurrentDictionary<(Guid Poll, Guid Attendee), Guid> acknowledged = new();
    private readonly ConcurrentBag<string> refusals = [];

    public int Acknowledged => acknowledged.Count;

    /// <summary>Answers other than yes, and those that did not come.</summary>
    public IReadOnlyCollection<string> Refusals => refusals;

    private async Task<Reply> CastOnceAsync(int node, Person person, Guid poll, Guid choice)
    {
        var reply = await cluster.SendAsync(node, HttpMethod.Put, $"{cluster.Api}/polls/{poll}/ballot", person.Cookie, new { choices = new[] { choice } });
        if (reply.IsYes)
        {
            var told = reply.Read<MyBallot>();
            Assert.Equal((poll, choice), (told.Poll, Assert.Single(told.Choices)));
            acknowledged[(poll, person.Id)] = choice;
        }
        else
        {
            refusals.Add($"{reply.Status} {reply.Body}");
        }

        return reply;
    }

    /// <summary>Sends a ballot as a page's outbox does: again, to any node, until it is acknowledged or refused for good.</summary>
    public Task<Reply> CastUntilAnsweredAsync(Person person, Guid poll, Guid choice) =>
        Cluster.SendUntilAnsweredAsync(node => CastOnceAsync(node, person, poll, choice));

    /// <summary>The same, of a ballot that is not refused.</summary>
    public async Task CastAsync(Person person, Guid poll, Guid choice)
    {
        var reply = await CastUntilAnsweredAsync(person, poll, choice);
        Assert.True(reply.IsYes, $"{reply.Status} {reply.Body}");
    }

    /// <summary>Everybody votes at a moment of so many seconds, and every third changes the answer.</summary>
    public Task StormAsync(PollView poll, TimeSpan length) => Task.WhenAll(cluster.People.Select(async (person, number) =>
    {
        await Task.Delay(length * Random.Shared.NextDouble());
        await CastAsync(person, poll.Id, poll.Choices[Random.Shared.Next(3)].Id);
        if (number % 3 == 0)
        {
            await CastAsync(person, poll.Id, poll.Choices[Random.Shared.Next(3)].Id);
        }
    }));

    /// <summary>Whoever was told so far that a ballot counts has one in the database, whatever else it holds.</summary>
    public async Task IsInDatabaseAsync(Guid poll)
    {
        var told = acknowledged.Keys.Where(key => key.Poll == poll).Select(key => key.Attendee).ToList();
        var held = await cluster.Office.WithDatabaseAsync(db => db.Ballots.Where(b => b.PollId == poll).Select(b => b.AttendeeId).ToListAsync());
        Assert.Empty(told.Except(held));
    }

    /// <summary>Compares a poll with the database: what was acknowledged is there and nothing else, once each, and the tally counts it.</summary>
    public async Task EqualsDatabaseAsync(Guid poll)
    {
        var expected = acknowledged.Where(entry => entry.Key.Poll == poll).Select(entry => (entry.Key.Attendee, entry.Value)).Order().ToList();
        var (ballots, row) = await cluster.Office.WithDatabaseAsync(async db => (
            await db.Ballots.AsNoTracking().Where(b => b.PollId == poll).ToListAsync(),
            await db.Polls.AsNoTracking().Include(p => p.Choices).SingleAsync(p => p.Id == poll)));
        Assert.Equal(expected, ballots.Select(ballot => (ballot.AttendeeId, Assert.Single(Marks.Read(ballot.Marks)))).Order());
        Assert.Equal(expected.Count, row.Ballots);
        Assert.All(row.Choices, choice => Assert.Equal(expected.Count(entry => entry.Value == choice.Id), choice.Count));
    }
}
