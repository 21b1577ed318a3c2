using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Data.Tests.Writing;

public sealed class BallotRaceTests
{
    public static TheoryData<string> Providers => DataHost.Providers;

    public static TheoryData<string> Servers => DataHost.Servers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Many_attendees_at_once_are_all_counted_whatever_their_group(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var poll = await host.AddPollAsync(session);
        var attendees = new List<Guid>();
        for (var number = 0; number < 30; number++)
        {
            attendees.Add((await host.AddAttendeeAsync(session)).Id);
        }

        await Task.WhenAll(attendees.Select((attendee, index) => CastAsync(host, poll, attendee, index % 3)));

        await AssertTallyAsync(host, 10, 10, 10);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_ballot_that_races_the_close_is_counted_or_refused_and_never_both(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var poll = await host.AddPollAsync(session);
        var attendees = new List<Guid>();
        for (var number = 0; number < 40; number++)
        {
            attendees.Add((await host.AddAttendeeAsync(session)).Id);
        }

        var casting = attendees.Select(async (attendee, index) =>
        {
            await Task.Delay(index % 8);
            return await Record.ExceptionAsync(() => CastAsync(host, poll, attendee, 0));
        }).ToList();
        var counted = await host.Get<SessionWriter>().WriteAsync(session.Id, async write =>
        {
            var row = await write.Db.Polls.SingleAsync();
            row.Status = PollStatus.Closed;
            row.ClosedAt = write.Now;
            return row.Ballots;
        }, CancellationToken.None);
        var outcomes = await Task.WhenAll(casting);

        Assert.All(outcomes.OfType<RuleException>(), rule => Assert.Equal("poll-closed", rule.Code));
        Assert.Equal(40 - outcomes.Count(fault => fault is not null), counted);
        await AssertTallyAsync(host, counted, 0, 0);
    }

    [ServerTheory]
    [MemberData(nameof(Servers))]
    public async Task One_attendee_on_two_nodes_at_once_has_one_ballot(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await DataHost.JoinAsync(database);
        await one.Get<DatabaseSetup>().MigrateAsync(CancellationToken.None);
        await using var other = await DataHost.JoinAsync(database);
        var session = await one.AddSessionAsync();
        var poll = await one.AddPollAsync(session);
        var attendee = (await one.AddAttendeeAsync(session)).Id;

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => CastAsync(number % 2 == 0 ? one : other, poll, attendee, number % 3)));

        Assert.All(answers, answer => Assert.Equal(poll.Id, answer.Poll));
        var ballot = await one.ReadAsync(db => db.Ballots.SingleAsync());
        var choices = await one.ReadAsync(db => db.Choices.OrderBy(c => c.Position).ToListAsync());
        Assert.Equal(1, await one.ReadAsync(db => db.Polls.Select(p => p.Ballots).SingleAsync()));
        Assert.Equal(1, choices.Sum(c => c.Count));
        Assert.Equal(ballot.Marks, choices.Single(c => c.Count == 1).Id.ToString());
    }

    private static Task<Core.Live.MyBallot> CastAsync(DataHost host, Poll poll, Guid attendee, int choice) =>
        host.Get<SessionActionWriter>().WriteAsync(new BallotAction(poll.SessionId, attendee, poll.Id, [poll.Choices[choice].Id], []));

    private static async Task AssertTallyAsync(DataHost host, params int[] expected)
    {
        Assert.Equal(expected, await host.ReadAsync(db => db.Choices.OrderBy(c => c.Position).Select(c => c.Count).ToArrayAsync()));
        Assert.Equal(expected.Sum(), await host.ReadAsync(db => db.Polls.Select(p => p.Ballots).SingleAsync()));
        Assert.Equal(expected.Sum(), await host.ReadAsync(db => db.Ballots.CountAsync()));
    }
}
