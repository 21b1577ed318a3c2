using System.Net;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

/// <summary>The changes and one's own over HTTP, read from every configured database.</summary>
public sealed class ChangesTests
{
    public static TheoryData<string> Providers => [.. TestDatabase.Configured];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_snapshot_holds_what_the_audience_may_see(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var node = await TestNode.StartAsync(database);
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        using var own = browser;
        using var moderator = await week.NewStaffAsync();
        var published = await week.AskAsync(attendee, QuestionStatus.Published);
        var pending = await week.AskAsync(attendee, QuestionStatus.Pending);
        var rejected = await week.AskAsync(attendee, QuestionStatus.Rejected);
        var draft = await week.AddPollAsync(PollStatus.Draft, ResultsPolicy.Live);
        var open = await week.AddPollAsync(PollStatus.Open, ResultsPolicy.AfterClose);

        var seen = await ReadAsync(own, week, 0);
        var staff = await ReadAsync(moderator, week, 0, "&audience=staff");

        Assert.Equal((0, 5), (seen.From, seen.To));
        Assert.Equal((week.Session.Title, 1), (seen.Session!.Title, seen.Session.Day));
        Assert.NotNull(seen.Session.LiveSince);
        Assert.Equal(0, seen.Watching);
        Assert.Equal([published.Id], seen.Questions!.Select(q => q.Id));
        Assert.Null(seen.Questions![0].Version);
        var poll = Assert.Single(seen.Polls!);
        Assert.Equal(open.Id, poll.Id);
        Assert.Equal(["Lima", "Cusco"], poll.Choices.Select(c => c.Text));
        Assert.Null(poll.Ballots);
        Assert.Null(poll.Counts);

        Assert.Equal([published.Id, pending.Id, rejected.Id], staff.Questions!.Select(q => q.Id));
        Assert.Equal([draft.Id, open.Id], staff.Polls!.Select(p => p.Id));
        Assert.Equal(3, staff.Polls![1].Ballots);
        Assert.Null(staff.Polls![1].Counts);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_is_taken_back_is_a_removal_and_what_was_never_public_is_not_even_an_id(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var node = await TestNode.StartAsync(database);
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        using var own = browser;
        using var moderator = await week.NewStaffAsync();
        var published = await week.AskAsync(attendee, QuestionStatus.Published);
        var pending = await week.AskAsync(attendee, QuestionStatus.Pending);

        await week.SetAsync(published, QuestionStatus.Rejected);
        await week.SetAsync(pending, QuestionStatus.Rejected);
        var seen = await ReadAsync(own, week, 2);
        var staff = await ReadAsync(moderator, week, 2, "&audience=staff");

        Assert.Equal((2, 4), (seen.From, seen.To));
        Assert.Equal([published.Id], seen.RemovedQuestions);
        Assert.Null(seen.Questions);
        Assert.Null(seen.Session);
        Assert.Equal(
            [(published.Id, RejectionReason.OffTopic), (pending.Id, RejectionReason.OffTopic)],
            staff.Questions!.OrderBy(q => q.Revision).Select(q => (q.Id, q.Reason!.Value)));
        Assert.Null(staff.RemovedQuestions);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_snapshot_is_bounded_and_begins_with_the_questions_that_count_most(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var node = await TestNode.StartAsync(database);
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        using var own = browser;
        for (var i = 0; i < LiveReader.MostChanges + 1; i++)
        {
            await week.AskAsync(attendee, QuestionStatus.Published, upvotes: i);
        }

        await week.AskAsync(attendee, QuestionStatus.Published, upvotes: 0);

        var all = await ReadAsync(own, week, 0);
        var tooMany = await ReadAsync(own, week, 1);
        var few = await ReadAsync(own, week, LiveReader.MostChanges + 1);
        var beyond = await ReadAsync(own, week, 100_000);

        Assert.Equal(LiveReader.SnapshotQuestions, all.Questions!.Count);
        Assert.Equal(LiveReader.MostChanges, all.Questions.Max(q => q.Upvotes));
        Assert.Equal(LiveReader.MostChanges + 1 - LiveReader.SnapshotQuestions, all.Questions.Min(q => q.Upvotes));
        Assert.Equal(0, tooMany.From);
        Assert.Single(few.Questions!);
        Assert.Equal((0, LiveReader.MostChanges + 2), (beyond.From, (int)beyond.To));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Ones_own_is_told_to_oneself_only(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var node = await TestNode.StartAsync(database);
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        var (otherBrowser, other) = await week.NewAttendeeAsync();
        using var own = browser;
        using var others = otherBrowser;
        var pending = await week.AskAsync(attendee, QuestionStatus.Pending);
        var published = await week.AskAsync(other, QuestionStatus.Published);
        var poll = await week.AddPollAsync(PollStatus.Open, ResultsPolicy.Live);
        await node.WithDatabaseAsync(db =>
        {
            db.Upvotes.Add(new Upvote { QuestionId = published.Id, AttendeeId = attendee, At = DateTime.UnixEpoch });
            db.Ballots.Add(new Ballot { PollId = poll.Id, AttendeeId = attendee, Marks = Marks.Write([poll.Choices[1].Id]), CastAt = week.Event.CreatedAt });
            return db.SaveChangesAsync();
        });

        var mine = await ReadMineAsync(own, week);
        var theirs = await ReadMineAsync(others, week);

        Assert.Equal((pending.Id, pending.ClientId), (mine.Questions.Single().Id, mine.Questions.Single().ClientId));
        Assert.Equal([published.Id], mine.Upvotes);
        var ballot = Assert.Single(mine.Ballots);
        Assert.Equal((poll.Id, poll.Choices[1].Id), (ballot.Poll, Assert.Single(ballot.Choices)));
        Assert.Equal(1, mine.Attendance.Day);
        Assert.Equal([published.Id], theirs.Questions.Select(q => q.Id));
        Assert.Empty(theirs.Upvotes);
        Assert.Empty(theirs.Ballots);
    }

    [Fact]
    public async Task Who_may_not_or_asks_for_nothing_there_is_gets_a_problem_with_its_code()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        using var own = browser;
        using var anybody = node.NewBrowser();

        using var unknown = await own.Http.GetAsync("/api/sessions/no-hay/changes");
        using var staffOnly = await own.Http.GetAsync($"/api/sessions/{week.Slug}/changes?audience=staff");
        using var unregistered = await anybody.Http.GetAsync($"/api/sessions/{week.Slug}/mine");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-session"), (unknown.StatusCode, await TestBrowser.ReadProblemCodeAsync(unknown)));
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (staffOnly.StatusCode, await TestBrowser.ReadProblemCodeAsync(staffOnly)));
        Assert.Equal(HttpStatusCode.Unauthorized, unregistered.StatusCode);
    }

    [Fact]
    public async Task Changes_are_never_kept_by_a_cache_on_the_way()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var browser = node.NewBrowser();

        using var answer = await browser.Http.GetAsync($"/api/sessions/{week.Slug}/changes");

        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<Delta> ReadAsync(TestBrowser browser, TestEvent week, long since, string more = "")
    {
        using var answer = await browser.Http.GetAsync($"/api/sessions/{week.Slug}/changes?since={since}{more}");
        return await TestBrowser.ReadAsync<Delta>(answer);
    }

    private static async Task<Mine> ReadMineAsync(TestBrowser browser, TestEvent week)
    {
        using var answer = await browser.Http.GetAsync($"/api/sessions/{week.Slug}/mine");
        return await TestBrowser.ReadAsync<Mine>(answer);
    }
}
