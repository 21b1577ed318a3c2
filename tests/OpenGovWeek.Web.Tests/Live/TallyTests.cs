using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Console;
using OpenGovWeek.Web.Tests.Nodes;
using OpenGovWeek.Web.Tests.Polls;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

/// <summary>What ballots tell to whom while the tally is hidden from everyone.</summary>
public sealed class TallyTests
{
    public static TheoryData<string, string> Kinds => NodePair.OneKind;

    [Theory]
    [InlineData(ResultsPolicy.AfterBallot)]
    [InlineData(ResultsPolicy.AfterClose)]
    [InlineData(ResultsPolicy.AfterPublish)]
    public async Task Ballots_behind_a_hidden_tally_send_the_room_nothing_and_staff_the_turnout(ResultsPolicy policy)
    {
        await using var stage = await Stage.SetAsync();
        var (stranger, poll) = (stage.Node.NewBrowser(), await KindTests.OpenAsync(stage, PollKind.SingleChoice, policy));
        await using var room = await Watcher.EnterAsync(stranger, stage.Event.Slug);
        await using var console = await Watcher.EnterAsync(stage.Moderator, stage.Event.Slug, "console");

        (await stage.BallotAsync(poll, 0)).EnsureSuccessStatusCode();
        (await stage.BallotAsync(poll, 1)).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => console.Deltas.Any(delta => delta.Polls?.Any(seen => seen is { Ballots: 1, Counts: null }) == true), "the console sees the turnout");
        var question = await stage.AskAsync(Core.Questions.QuestionStatus.Published);

        await Eventually.TrueAsync(() => room.Deltas.Any(delta => delta.Questions?.Any(q => q.Id == question.Id) == true), "the room sees the question");
        Assert.All(room.Deltas, delta => Assert.Null(delta.Polls));
        Assert.Empty(room.Tallies);
        await stage.PollAsync(await stage.PollAsync(poll.Id), PollAction.Close);
        await Eventually.TrueAsync(() => room.Deltas.Any(delta => delta.Polls?.Any(seen => seen.Id == poll.Id && seen.Status == PollStatus.Closed) == true), "the room sees the close");
        stranger.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_has_answered_is_told_how_it_goes_on_every_node_and_nobody_else_is(string provider, string kind)
    {
        await using var nodes = await NodePair.StartAsync(provider, kind);
        var week = await TestEvent.CreateAsync(nodes.One);
        var poll = await BallotStage.AddPollAsync(week, PollStatus.Open, ResultsPolicy.AfterBallot);
        var (early, _) = await week.NewAttendeeAsync();
        var (late, _) = await week.NewAttendeeAsync();
        var (silent, _) = await week.NewAttendeeAsync();
        using var earlyThere = nodes.OnOther(early);
        async Task CastAsync(TestBrowser by, int choice) => (await by.SendAsync(
            HttpMethod.Put, $"/api/sessions/{week.Slug}/polls/{poll.Id}/ballot", new { choices = new[] { poll.Choices[choice].Id } })).EnsureSuccessStatusCode();

        // One answered before entering and is on the other node, one answers while there, one does not answer.
        await CastAsync(early, 0);
        await using var answered = await Watcher.EnterAsync(earlyThere, week.Slug);
        await using var answering = await Watcher.EnterAsync(late, week.Slug);
        await using var waiting = await Watcher.EnterAsync(silent, week.Slug);
        await CastAsync(late, 2);

        foreach (var watcher in new[] { answered, answering })
        {
            await Eventually.TrueAsync(() => watcher.Tallies.Any(tally => tally.Poll == poll.Id && tally is { Ballots: 2, Counts: [1, 0, 1] }), "the tally arrives");
        }

        using var mine = await late.Http.GetAsync($"/api/sessions/{week.Slug}/mine", TestContext.Current.CancellationToken);
        Assert.Equal(2, Assert.Single((await TestBrowser.ReadAsync<Mine>(mine)).Tallies!).Ballots);
        using var none = await silent.Http.GetAsync($"/api/sessions/{week.Slug}/mine", TestContext.Current.CancellationToken);
        Assert.Null((await TestBrowser.ReadAsync<Mine>(none)).Tallies);
        Assert.Empty(waiting.Tallies);
        Assert.All(waiting.Deltas, delta => Assert.Null(delta.Polls));
        early.Dispose();
        late.Dispose();
        silent.Dispose();
    }

    [Fact]
    public async Task Who_answered_on_a_node_whose_hints_are_lost_is_told_how_it_goes_after_a_few_sweeps()
    {
        await using var database = await TestDatabase.CreateAsync();
        var settings = new Dictionary<string, string?> { ["Live:Sweep"] = "00:00:00.5" };
        await using var one = await TestNode.StartAsync(database, settings: settings);
        await using var unheard = await TestNode.StartAsync(database, settings: settings);
        var week = await TestEvent.CreateAsync(one);
        var poll = await BallotStage.AddPollAsync(week, PollStatus.Open, ResultsPolicy.AfterBallot);
        var (browser, _) = await week.NewAttendeeAsync();
        var (early, _) = await week.NewAttendeeAsync();
        using var here = browser;
        using var follows = early;
        using var there = unheard.NewBrowser();
        there.Cookies.Add(browser.Cookies.GetCookies(one.Address));
        await using var room = await Watcher.EnterAsync(browser, week.Slug);
        // Somebody on this node follows the poll already: what was told last is nothing new, and still has to be told to who joins.
        await using var before = await Watcher.EnterAsync(early, week.Slug);
        (await early.SendAsync(HttpMethod.Put, $"/api/sessions/{week.Slug}/polls/{poll.Id}/ballot", new { choices = new[] { poll.Choices[1].Id } })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => before.Tallies.Any(tally => tally.Ballots == 1), "the first tally");

        (await there.SendAsync(HttpMethod.Put, $"/api/sessions/{week.Slug}/polls/{poll.Id}/ballot", new { choices = new[] { poll.Choices[0].Id } })).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(() => room.Tallies.Any(tally => tally.Poll == poll.Id && tally is { Ballots: 2, Counts: [1, 1, 0] }), "the tally arrives");
    }

    [Fact]
    public async Task Many_ballots_in_a_second_are_a_few_tallies_and_the_last_one_is_right()
    {
        await using var stage = await BallotStage.SetAsync(policy: ResultsPolicy.AfterBallot);
        var (browser, first) = await stage.Week.NewAttendeeAsync();
        await stage.CastAsync(first, 0);
        await using var room = await Watcher.EnterAsync(browser, stage.Week.Slug);
        var attendees = await stage.NewAttendeesAsync(200);
        var start = TimeProvider.System.GetTimestamp();

        foreach (var batch in attendees.Chunk(10))
        {
            await Task.WhenAll(batch.Select((attendee, number) => stage.CastAsync(attendee, number % 3)));
        }

        await Eventually.TrueAsync(() => room.Tallies.LastOrDefault()?.Ballots == 201, "the last tally");
        // Four a second, and one that was due when it began.
        Assert.InRange(room.Tallies.Count, 1, 2 + (int)(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds / 250));
        Assert.Equal(room.Tallies.Select(tally => tally.Revision).Order(), room.Tallies.Select(tally => tally.Revision));
        Assert.Equal((await stage.RecountedAsync()).Counts, room.Tallies.Last().Counts);
        browser.Dispose();
    }

    [Fact]
    public async Task After_the_close_the_tally_is_for_everyone_and_no_longer_told_apart()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await KindTests.OpenAsync(stage, PollKind.WordCloud, ResultsPolicy.AfterBallot);
        await KindTests.PutAsync(stage, stage.Attendee, poll, new { texts = new[] { "agua" } });
        await using var room = await Watcher.EnterAsync(stage.Attendee, stage.Event.Slug);
        var word = (await stage.PollAsync(poll.Id)).Choices.Single();
        await stage.DoAsync($"polls/{poll.Id}/words", new { show = new[] { word.Id } });
        await Eventually.TrueAsync(() => room.Tallies.Any(tally => tally.Choices is [{ Text: "agua", Status: null }] && tally.Counts is [1]), "the shown word arrives");

        await stage.PollAsync(poll, PollAction.Close);

        await Eventually.TrueAsync(() => room.Deltas.Any(delta => delta.Polls?.Any(seen => seen.Counts is [1]) == true), "everyone sees it");
        using var mine = await stage.Attendee.Http.GetAsync($"{stage.Api}/mine", TestContext.Current.CancellationToken);
        Assert.Null((await TestBrowser.ReadAsync<Mine>(mine)).Tallies);
    }
}
