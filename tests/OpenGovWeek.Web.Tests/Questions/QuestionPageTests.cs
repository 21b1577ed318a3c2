using System.Net;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Questions;

public sealed class QuestionPageTests
{
    [Fact]
    public async Task Everyone_pages_through_the_public_questions_beyond_the_snapshot_in_the_common_order()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        await SeedAsync(week, 390);
        using var visitor = node.NewBrowser();

        using var changes = await visitor.Http.GetAsync($"/api/sessions/{week.Slug}/changes?since=0", TestContext.Current.CancellationToken);
        var snapshot = (await TestBrowser.ReadAsync<Delta>(changes)).Questions!;
        var pages = await PagesAsync(visitor, week, "");

        var expected = await node.WithDatabaseAsync(db => db.Questions.Where(q => q.Status == QuestionStatus.Published || q.Status == QuestionStatus.AnsweredLive).ToListAsync());
        expected.Sort(QuestionOrder.Instance);
        Assert.Equal(expected.Select(q => q.Id), snapshot.Order(QuestionOrder.Instance).Concat(pages.SelectMany(p => p.Questions)).Select(q => q.Id));
        Assert.Equal([100, 60], pages.Select(p => p.Questions.Count));
        Assert.All(pages.SelectMany(p => p.Questions), q => Assert.True(q.Version is null && q.Heat is null && q.Held is null && q.Reason is null));
    }

    [Fact]
    public async Task Staff_page_through_questions_of_every_status_each_once()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        await SeedAsync(week, 1100);
        using var moderator = await week.NewStaffAsync();

        var pages = await PagesAsync(moderator, week, "audience=staff&");

        Assert.Equal([500, 500, 100], pages.Select(p => p.Questions.Count));
        var all = await node.WithDatabaseAsync(db => db.Questions.Select(q => q.Id).ToListAsync());
        Assert.Equal(all.Order(), pages.SelectMany(p => p.Questions).Select(q => q.Id).Order());
    }

    [Theory]
    [InlineData("?audience=staff", HttpStatusCode.Forbidden, "forbidden")]
    [InlineData("?after=x", HttpStatusCode.UnprocessableEntity, "cursor-unknown")]
    [InlineData("?after=2.1.1.00000000000000000000000000000000", HttpStatusCode.UnprocessableEntity, "cursor-unknown")]
    [InlineData("?after=1.1.9223372036854775807.00000000000000000000000000000000", HttpStatusCode.UnprocessableEntity, "cursor-unknown")]
    public async Task Only_staff_read_all_and_made_up_cursors_are_refused(string query, HttpStatusCode status, string code)
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var visitor = node.NewBrowser();

        using var answer = await visitor.Http.GetAsync($"/api/sessions/{week.Slug}/questions{query}", TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, await TestBrowser.ReadProblemCodeAsync(answer));
    }

    private static async Task<List<QuestionPage>> PagesAsync(TestBrowser browser, TestEvent week, string query)
    {
        var pages = new List<QuestionPage>();
        string? after = null;
        do
        {
            using var answer = await browser.Http.GetAsync(
                $"/api/sessions/{week.Slug}/questions?{query}{(after is null ? "" : $"after={after}")}", TestContext.Current.CancellationToken);
            pages.Add(await TestBrowser.ReadAsync<QuestionPage>(answer));
            after = pages[^1].Next;
        }
        while (after is not null);
        return pages;
    }

    // Two of three are public; upvotes and times repeat, so that every part of the order decides somewhere.
    private static async Task SeedAsync(TestEvent week, int count)
    {
        var (_, attendee) = await week.NewAttendeeAsync();
        await week.Node.WithDatabaseAsync(async db =>
        {
            for (var i = 0; i < count; i++)
            {
                db.Questions.Add(new Question
                {
                    Id = Guid.CreateVersion7(),
                    SessionId = week.Session.Id,
                    AttendeeId = attendee,
                    ClientId = Guid.CreateVersion7(),
                    Text = $"Pregunta {i}",
                    AskedAt = week.Event.CreatedAt.AddSeconds(i / 5 % 7),
                    StatusSince = week.Event.CreatedAt,
                    Status = (i % 3) switch { 0 => QuestionStatus.Published, 1 => QuestionStatus.AnsweredLive, _ => QuestionStatus.Pending },
                    Pinned = i % 3 == 0 && i % 40 == 0,
                    Upvotes = i * 7 % 11,
                    WasPublic = i % 3 != 2,
                    Revision = 1,
                });
            }

            return await db.SaveChangesAsync();
        });
    }
}
