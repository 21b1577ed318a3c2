using System.Net;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Staff;
using Xunit;

namespace OpenGovWeek.Web.Tests.Console;

public sealed class ConsoleAccessTests
{
    private static readonly Guid SomeId = Guid.CreateVersion7();

    private static readonly (string Path, object Body)[] Writes =
    [
        ("status", new { action = SessionAction.End }),
        ($"questions/{SomeId}/status", new { to = QuestionStatus.Published, version = 0 }),
        ($"questions/{SomeId}/pin", new { pinned = true, version = 0 }),
        ("polls", Stage.Draft(SomeId)),
        ($"polls/{SomeId}/status", new { action = PollAction.Open, version = 0 }),
        ("undo", new { entry = SomeId }),
    ];

    [Fact]
    public async Task Every_action_is_401_for_visitors_and_attendees_and_403_for_pages_of_other_sites()
    {
        await using var stage = await Stage.SetAsync();
        using var visitor = stage.Node.NewBrowser();
        var before = await stage.SessionAsync();

        foreach (var (path, body) in Writes)
        {
            using var asVisitor = await stage.PostAsync(path, body, visitor);
            using var asAttendee = await stage.PostAsync(path, body, stage.Attendee);
            Assert.Equal(HttpStatusCode.Unauthorized, asVisitor.StatusCode);
            Assert.Contains(asAttendee.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
        }

        stage.Moderator.Http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        stage.Moderator.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        foreach (var (path, body) in Writes)
        {
            await stage.RefusedAsync(path, body, HttpStatusCode.Forbidden, "foreign-origin");
        }

        Assert.Equal(before.Revision, (await stage.SessionAsync()).Revision);
    }

    [Fact]
    public async Task Organisers_may_do_what_moderators_may()
    {
        await using var stage = await Stage.SetAsync();
        using var organiser = await stage.Event.NewStaffAsync(StaffRoles.Organiser);

        await stage.DoAsync("status", new { action = SessionAction.Pause }, organiser);

        Assert.Equal(SessionStatus.Paused, (await stage.SessionAsync()).Status);
    }

    [Fact]
    public async Task An_unknown_session_is_404_and_a_body_without_its_fields_400()
    {
        await using var stage = await Stage.SetAsync();
        using var unknown = await stage.Moderator.SendAsync(HttpMethod.Post, "/api/sessions/no-hay/status", new { action = SessionAction.Pause });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        foreach (var (path, _) in Writes)
        {
            using var empty = await stage.PostAsync(path, new { });
            Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        }
    }
}
