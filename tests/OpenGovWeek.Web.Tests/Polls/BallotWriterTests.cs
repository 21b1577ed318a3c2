using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Data.Telemetry;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Polls;

public sealed class BallotWriterTests
{
    public static TheoryData<string> Databases => [.. TestDatabase.Configured];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_hundred_ballots_of_one_attendee_at_once_are_one_ballot_and_every_answer_is_the_same(string provider)
    {
        await using var stage = await BallotStage.SetAsync(provider);
        var (_, attendee) = await stage.Week.NewAttendeeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => stage.CastAsync(attendee, 1, number))));

        Assert.All(answers, answer =>
        {
            Assert.Equal(stage.Poll.Id, answer.Poll);
            Assert.Equal([stage.Poll.Choices[1].Id], answer.Choices);
        });
        var (ballots, counts) = await stage.RecountedAsync();
        Assert.Equal(1, ballots);
        Assert.Equal([0, 1, 0], counts);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Ballots_of_a_whole_audience_that_change_their_minds_are_counted_as_a_recount_counts(string provider)
    {
        await using var stage = await BallotStage.SetAsync(provider);
        var attendees = await stage.NewAttendeesAsync(150);

        await Task.WhenAll(Enumerable.Range(0, 900).Select(number => Task.Run(() => stage.CastAsync(attendees[number % 150], number * 7 % 3, number / 150))));

        Assert.Equal(150, (await stage.RecountedAsync()).Ballots);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_bad_ballot_does_not_fail_those_that_are_committed_with_it(string provider)
    {
        await using var stage = await BallotStage.SetAsync(provider);
        var attendees = await stage.NewAttendeesAsync(40);
        var writer = stage.Nodes[0].Services.GetRequiredService<SessionActionWriter>();

        var all = attendees.SelectMany(attendee => new[]
        {
            writer.WriteAsync(stage.Ballot(attendee, 0)),
            writer.WriteAsync(stage.Ballot(Guid.CreateVersion7(), 0)),
            writer.WriteAsync(stage.Ballot(attendee, 0) with { Choices = [Guid.CreateVersion7()] }),
            writer.WriteAsync(stage.Ballot(attendee, 0) with { SessionId = Guid.CreateVersion7() }),
        }).ToList();
        await Task.WhenAll(all).ContinueWith(_ => { }, TaskScheduler.Default);

        var outcomes = all.Select(task => (task.Exception?.InnerException as RuleException)?.Code).Chunk(4);
        Assert.All(outcomes, codes => Assert.Equal([null, "other-event", "unknown-choice", "unknown-session"], codes));
        await stage.CountsAreAsync(40, 0, 0);
    }

    [Fact]
    public async Task A_changed_ballot_moves_one_count_and_raises_the_revision_of_the_poll()
    {
        await using var stage = await BallotStage.SetAsync();
        var (_, attendee) = await stage.Week.NewAttendeeAsync();
        await stage.CastAsync(attendee, 0);
        var before = await stage.Week.Node.WithDatabaseAsync(async db => (await db.Polls.FindAsync(stage.Poll.Id))!.Revision);

        await stage.CastAsync(attendee, 2);

        await stage.CountsAreAsync(0, 0, 1);
        var after = await stage.Week.Node.WithDatabaseAsync(async db => (await db.Polls.FindAsync(stage.Poll.Id))!.Revision);
        Assert.True(after > before, $"{after} after {before}");
    }

    [Fact]
    public async Task A_ballot_that_was_counted_is_confirmed_again_after_the_close_and_another_answer_is_refused()
    {
        await using var stage = await BallotStage.SetAsync();
        var (_, attendee) = await stage.Week.NewAttendeeAsync();
        await stage.CastAsync(attendee, 0);
        await stage.ChangeAsync(poll => PollRules.CloseNow(poll, poll.OpenedAt!.Value));

        Assert.Equal([stage.Poll.Choices[0].Id], (await stage.CastAsync(attendee, 0)).Choices);
        var refused = await Assert.ThrowsAsync<RuleException>(() => stage.CastAsync(attendee, 1));

        Assert.Equal("poll-closed", refused.Code);
        await stage.CountsAreAsync(1, 0, 0);
    }

    [Fact]
    public async Task No_ballot_counts_once_the_announced_close_has_passed()
    {
        await using var stage = await BallotStage.SetAsync();
        var (_, attendee) = await stage.Week.NewAttendeeAsync();
        await stage.ChangeAsync(poll => PollRules.Close(poll, 20, stage.Week.Node.Clock.Now));
        stage.Week.Node.Clock.Advance(TimeSpan.FromSeconds(21));

        var refused = await Assert.ThrowsAsync<RuleException>(() => stage.CastAsync(attendee, 0));

        Assert.Equal("poll-closed", refused.Code);
        Assert.Equal(0, (await stage.RecountedAsync()).Ballots);
    }

    [Fact]
    public async Task Those_who_were_counted_are_told_once_after_the_commit_and_nobody_else()
    {
        await using var stage = await BallotStage.SetAsync();
        var attendees = await stage.NewAttendeesAsync(2);
        await stage.CastAsync(attendees[0], 0);
        var hints = new List<Hint>();
        stage.Week.Node.Services.GetRequiredService<Commits>().Committed += hints.Add;

        await stage.CastAsync(attendees[0], 0);
        Assert.Empty(hints);
        await stage.CastAsync(attendees[1], 0);

        Assert.Contains(new Hint.AttendeeNews(attendees[1]), hints);
        Assert.Single(hints.OfType<Hint.SessionAdvanced>(), hint => hint.SessionId == stage.Week.Session.Id);
        Assert.DoesNotContain(new Hint.AttendeeNews(attendees[0]), hints);
    }

    [Fact]
    public async Task A_full_queue_refuses_and_what_it_took_is_finished_before_the_node_stops()
    {
        await using var stage = await BallotStage.SetAsync();
        var (_, attendee) = await stage.Week.NewAttendeeAsync();
        var services = stage.Week.Node.Services;
        var writer = new SessionActionWriter(
            services.GetRequiredService<WriteGate>(), services.GetRequiredService<IDatabaseProvider>(), services.GetRequiredService<Commits>(),
            services.GetRequiredService<WriteMetrics>(), services.GetRequiredService<TimeProvider>());
        var elsewhere = stage.Ballot(attendee, 0) with { SessionId = Guid.CreateVersion7() };
        var queued = Enumerable.Range(0, SessionActionWriter.Capacity - 1).Select(_ => writer.WriteAsync(elsewhere)).ToList();
        var last = writer.WriteAsync(stage.Ballot(attendee, 2));

        var refused = await Assert.ThrowsAsync<RuleException>(() => writer.WriteAsync(stage.Ballot(attendee, 1)));
        Assert.Equal(("too-many-requests", RuleKind.Busy), (refused.Code, refused.Kind));

        await writer.StartAsync(TestContext.Current.CancellationToken);
        await writer.StopAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll([last, .. queued]).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)
            .ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.True(last.IsCompletedSuccessfully);
        Assert.All(queued, task => Assert.Equal("unknown-session", (task.Exception?.InnerException as RuleException)?.Code));
        await stage.CountsAreAsync(0, 0, 1);
        await Assert.ThrowsAsync<RuleException>(() => writer.WriteAsync(stage.Ballot(attendee, 1)));
    }
}
