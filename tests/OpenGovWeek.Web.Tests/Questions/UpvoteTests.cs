using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Questions;

public sealed class UpvoteTests
{
    [Fact]
    public async Task An_upvote_is_set_and_taken_back_however_often_it_is_sent()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (_, author) = await week.NewAttendeeAsync();
        var (browser, _) = await week.NewAttendeeAsync();
        var question = await week.AskAsync(author, QuestionStatus.Published);

        Assert.Equal(new UpvoteState(question.Id, true, 1), await SetAsync(browser, week, question, true));
        Assert.Equal(new UpvoteState(question.Id, true, 1), await SetAsync(browser, week, question, true));
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.Upvotes.CountAsync()));
        Assert.Equal(new UpvoteState(question.Id, false, 0), await SetAsync(browser, week, question, false));
        Assert.Equal(new UpvoteState(question.Id, false, 0), await SetAsync(browser, week, question, false));
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.Upvotes.CountAsync()));
    }

    [Fact]
    public async Task Presses_of_many_at_once_on_and_off_end_as_the_rows_say()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (_, author) = await week.NewAttendeeAsync();
        var question = await week.AskAsync(author, QuestionStatus.Published);
        var attendees = new List<Guid>();
        for (var number = 0; number < 20; number++)
        {
            attendees.Add((await week.NewAttendeeAsync()).Id);
        }

        var writer = node.Services.GetRequiredService<SessionActionWriter>();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Task.Run(() =>
            writer.WriteAsync(new UpvoteAction(week.Session.Id, attendees[number % 20], question.Id, number * 31 % 7 < 4)))));

        var (kept, rows) = await node.WithDatabaseAsync(async db => (
            await db.Questions.Where(q => q.Id == question.Id).Select(q => q.Upvotes).SingleAsync(), await db.Upvotes.CountAsync()));
        Assert.Equal(rows, kept);
    }

    [Fact]
    public async Task Ones_own_question_and_what_is_not_public_take_no_upvote()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (author, authorId) = await week.NewAttendeeAsync();
        var (browser, _) = await week.NewAttendeeAsync();
        var published = await week.AskAsync(authorId, QuestionStatus.Published);
        var pending = await week.AskAsync(authorId, QuestionStatus.Pending);

        using var own = await PutAsync(author, week, published.Id);
        using var hidden = await PutAsync(browser, week, pending.Id);
        using var unknown = await PutAsync(browser, week, Guid.CreateVersion7());
        using var empty = await browser.SendAsync(HttpMethod.Put, $"/api/sessions/{week.Slug}/questions/{published.Id}/upvote", new { });

        Assert.Equal((HttpStatusCode.Forbidden, "own-question"), (own.StatusCode, await TestBrowser.ReadProblemCodeAsync(own)));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-question"), (hidden.StatusCode, await TestBrowser.ReadProblemCodeAsync(hidden)));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-question"), (unknown.StatusCode, await TestBrowser.ReadProblemCodeAsync(unknown)));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.Upvotes.CountAsync()));
    }

    private static Task<HttpResponseMessage> PutAsync(TestBrowser browser, TestEvent week, Guid question, bool on = true) =>
        browser.SendAsync(HttpMethod.Put, $"/api/sessions/{week.Slug}/questions/{question}/upvote", new { on });

    private static async Task<UpvoteState> SetAsync(TestBrowser browser, TestEvent week, Question question, bool on)
    {
        using var response = await PutAsync(browser, week, question.Id, on);
        return await TestBrowser.ReadAsync<UpvoteState>(response);
    }
}
