using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Venues;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Data.Tests.Attendees;

/// <summary>Joining at the edges: at once with writes and with itself, after an undone close, and what is not counted but moved.</summary>
public sealed class JoinTests
{
    public static TheoryData<string> Providers => [.. TestDatabase.Configured];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Ballots_that_race_the_joining_are_counted_once_or_refused(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        for (var round = 0; round < 3; round++)
        {
            var scene = await JoinScene.SetAsync(host);
            var poll = scene.Open[(int)PollKind.SingleChoice - 1];
            await Task.WhenAll(scene.People.Take(3).Select(async (person, index) =>
            {
                for (var cast = 0; cast < 10; cast++)
                {
                    await scene.CastAsync(poll, person, [cast + index]);
                    await scene.UpvoteAsync(scene.Questions[3], person);
                }
            }).Append(scene.ConfirmAsync(scene.People[1])));

            var after = await scene.ReadAsync();
            var ballots = after.Ballots.Where(ballot => ballot.PollId == poll.Id).ToList();
            var stored = after.Polls.Single(p => p.Id == poll.Id);
            Assert.Equal([scene.People[1]], ballots.Select(ballot => ballot.AttendeeId));
            Assert.Equal(1, stored.Ballots);
            Assert.All(stored.Choices, choice => Assert.Equal(ballots[0].Marks.Contains($"{choice.Id}", StringComparison.Ordinal) ? 1 : 0, choice.Count));
            Assert.Equal([scene.People[1]], after.Upvotes.Where(upvote => upvote.QuestionId == scene.Questions[3]).Select(upvote => upvote.AttendeeId));
            Assert.Equal(1, after.Questions.Single(question => question.Id == scene.Questions[3]).Upvotes);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Of_two_who_confirm_an_address_at_once_one_stands_for_both(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        for (var round = 0; round < 3; round++)
        {
            var scene = await JoinScene.SetAsync(host);
            var found = await Task.WhenAll(scene.People.Take(3).Select(person => scene.ConfirmAsync(person)));

            Assert.Single(found.Select(attendee => attendee.Id).Distinct());
            var after = await scene.ReadAsync();
            Assert.Equal([found[0].Id], after.People.Where(person => person.ConfirmedAt is not null).Select(person => person.Id));
            Assert.Equal(2, after.People.Count(person => person.JoinedIntoId == found[0].Id));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_request_that_is_used_by_several_at_once_serves_one(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var scene = await JoinScene.SetAsync(host);
        var request = await scene.AskAsync(scene.People[0]);

        var uses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            await Record.ExceptionAsync(() => host.Get<JoinStore>().UseAsync(request, CancellationToken.None))));

        Assert.Single(uses, fault => fault is null);
        Assert.All(uses.OfType<Exception>(), fault => Assert.Equal("link-used", Assert.IsType<RuleException>(fault).Code));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_close_that_is_taken_back_after_joining_counts_each_person_once(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var scene = await JoinScene.SetAsync(host);
        var poll = scene.ToClose[(int)PollKind.WordCloud - 1];
        await scene.CastAsync(poll, scene.People[0], [0, 2]);
        await scene.CastAsync(poll, scene.People[1], [1]);
        await scene.CastAsync(poll, scene.People[3], [1]);
        await EndOthersAsync(host, scene, poll);
        var actor = new Actor(Guid.CreateVersion7(), "Carmen");
        var done = await host.Get<PollModeration>().ChangeAsync(scene.Session.Id, poll.Id, PollAction.Close, 0, 0, actor, CancellationToken.None);
        await scene.ConfirmAsync(scene.People[1]);
        var closed = (await scene.ReadAsync()).Polls.Single(p => p.Id == poll.Id);
        Assert.Equal((3, 0), (closed.Ballots, closed.ConfirmedBallots!.Value));

        await host.Get<UndoStore>().UndoAsync(scene.Session.Id, done.Entry, actor, CancellationToken.None);

        var after = await scene.ReadAsync();
        var reopened = after.Polls.Single(p => p.Id == poll.Id);
        Assert.Equal((PollStatus.Open, 2, null, null), (reopened.Status, reopened.Ballots, reopened.TallyHash, reopened.ConfirmedBallots));
        Assert.Equal([("Perú", 1), ("agua", 1), ("peru", 1)], after.Spellings.Where(s => s.Count > 0).Select(s => (s.Text, s.Count)).OrderBy(s => s.Text, StringComparer.Ordinal));
        Assert.Equal(
            new[] { scene.People[1], scene.People[3] }.Order(), after.Ballots.Where(ballot => ballot.PollId == poll.Id).Select(ballot => ballot.AttendeeId).Order());
        await host.Get<PollModeration>().ChangeAsync(scene.Session.Id, poll.Id, PollAction.Close, 0, reopened.Version, actor, CancellationToken.None);
        var again = (await scene.ReadAsync()).Polls.Single(p => p.Id == poll.Id);
        Assert.Equal((2, 1), (again.Ballots, again.ConfirmedBallots!.Value));
        Assert.Equal(2, again.Choices.Sum(choice => choice.ConfirmedCount));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Visits_unite_requests_and_credits_move_and_who_is_seen_afterwards_is_the_one_that_stands(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var scene = await JoinScene.SetAsync(host);
        var (own, other) = (scene.People[0], scene.People[1]);
        var at = scene.Session.PlannedStart;
        var venue = VenueRules.Open(Guid.CreateVersion7(), scene.Session.EventId, "Auditorio", at);
        await host.ReadAsync(db =>
        {
            db.Venues.Add(venue);
            db.VenueVisits.Add(Visit(own, 10, 20));
            db.VenueVisits.Add(Visit(other, 5, 15));
            db.AttendanceRequests.Add(new AttendanceRequest { Id = Guid.CreateVersion7(), SessionId = scene.Session.Id, AttendeeId = other, From = at, To = at.AddMinutes(5), Reason = "Se cortó la luz", At = at });
            db.AttendanceCredits.Add(new AttendanceCredit
            {
                Id = Guid.CreateVersion7(),
                SessionId = scene.Session.Id,
                AttendeeId = other,
                From = at,
                To = at.AddMinutes(5),
                Reason = "Se cortó la luz",
                People = 1,
                StaffId = Guid.CreateVersion7(),
                StaffName = "Carmen",
                At = at,
            });
            return db.SaveChangesAsync();
        });
        var hints = new List<Hint>();
        host.Get<Commits>().Committed += hints.Add;

        await scene.ConfirmAsync(own);
        var attendance = host.Get<AttendanceStore>();
        await attendance.RecordAsync([new Sighting(other, scene.Session.Id, Guid.CreateVersion7(), at, at.AddMinutes(1))], CancellationToken.None);

        await host.ReadAsync(async db =>
        {
            var visit = await db.VenueVisits.SingleAsync(v => v.VenueId == venue.Id);
            Assert.Equal((own, at.AddMinutes(5), at.AddMinutes(20)), (visit.AttendeeId, visit.FirstSeenAt, visit.LastSeenAt));
            Assert.Equal(own, (await db.AttendanceRequests.SingleAsync(r => r.SessionId == scene.Session.Id)).AttendeeId);
            Assert.Equal(own, (await db.AttendanceCredits.SingleAsync(c => c.SessionId == scene.Session.Id)).AttendeeId);
            Assert.Equal(own, (await db.AttendanceIntervals.SingleAsync(i => i.SessionId == scene.Session.Id)).AttendeeId);
            return 0;
        });
        Assert.Contains(new Hint.AccessChanged(other), hints);
        Assert.Contains(new Hint.AccessChanged(own), hints);
        Assert.Contains(new Hint.AttendeeNews(own), hints);
        Assert.Contains(hints, hint => hint is Hint.SessionAdvanced advanced && advanced.SessionId == scene.Session.Id);

        VenueVisit Visit(Guid person, int from, int to) => new()
        {
            VenueId = venue.Id,
            SessionId = scene.Session.Id,
            AttendeeId = person,
            FirstSeenAt = at.AddMinutes(from),
            LastSeenAt = at.AddMinutes(to),
        };
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Who_confirms_another_address_than_was_typed_has_it_from_then_on(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var scene = await JoinScene.SetAsync(host);

        var found = await scene.ConfirmAsync(scene.People[3], "bien.escrita@ejemplo.pe");

        Assert.Equal((scene.People[3], "bien.escrita@ejemplo.pe", "bien.escrita@ejemplo.pe"), (found.Id, found.Email, found.NormalizedEmail));
        Assert.Equal(1, (await scene.ReadAsync()).People.Count(person => person.ConfirmedAt is not null));
    }

    // A close is taken back only while no other poll is open.
    private static Task<int> EndOthersAsync(DataHost host, JoinScene scene, Poll poll) => host.ReadAsync(db => db.Polls
        .Where(p => p.SessionId == scene.Session.Id && p.Id != poll.Id)
        .ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, PollStatus.Published)));
}
