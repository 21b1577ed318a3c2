using System.Net;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Sessions;
using Xunit;

namespace OpenGovWeek.Web.Tests.Console;

public sealed class SessionActionTests
{
    [Theory]
    [InlineData(SessionStatus.Scheduled, SessionAction.Start, SessionStatus.Live, AuditAction.SessionStart)]
    [InlineData(SessionStatus.Live, SessionAction.Pause, SessionStatus.Paused, AuditAction.SessionPause)]
    [InlineData(SessionStatus.Paused, SessionAction.Resume, SessionStatus.Live, AuditAction.SessionResume)]
    [InlineData(SessionStatus.Live, SessionAction.End, SessionStatus.Ended, AuditAction.SessionEnd)]
    [InlineData(SessionStatus.Paused, SessionAction.End, SessionStatus.Ended, AuditAction.SessionEnd)]
    public async Task A_moderator_moves_a_session(SessionStatus from, SessionAction action, SessionStatus to, AuditAction audited)
    {
        await using var stage = await Stage.SetAsync(from);
        var before = await stage.SessionAsync();

        var done = await stage.SessionAsync(action);

        var after = await stage.SessionAsync();
        Assert.Equal(to, after.Status);
        Assert.True(after.Revision > before.Revision);
        Assert.Equal(after.Revision, after.ViewRevision);
        Assert.Equal(to == SessionStatus.Live, after.LiveWindows.Exists(w => w.ClosedAt is null));
        Assert.Equal(audited, done.Action);
        Assert.Equal(action == SessionAction.End, done.UndoUntil is not null);
        var entry = await stage.EntryAsync(done.Entry);
        Assert.Equal(("Ana Soto", audited, after.Id), (entry.StaffName, entry.Action, entry.SubjectId));
        Assert.NotNull(entry.StaffId);
    }

    [Theory]
    [InlineData(SessionStatus.Scheduled, SessionAction.End)]
    [InlineData(SessionStatus.Scheduled, SessionAction.Pause)]
    [InlineData(SessionStatus.Live, SessionAction.Start)]
    [InlineData(SessionStatus.Live, SessionAction.Resume)]
    [InlineData(SessionStatus.Paused, SessionAction.Pause)]
    [InlineData(SessionStatus.Ended, SessionAction.Start)]
    [InlineData(SessionStatus.Ended, SessionAction.End)]
    [InlineData(SessionStatus.Cancelled, SessionAction.Start)]
    public async Task What_does_not_fit_the_status_is_refused_and_changes_nothing(SessionStatus status, SessionAction action)
    {
        await using var stage = await Stage.SetAsync(status);
        var before = await stage.SessionAsync();

        await stage.RefusedAsync("status", new { action }, HttpStatusCode.Conflict, "session-status");

        var after = await stage.SessionAsync();
        Assert.Equal((before.Status, before.Revision), (after.Status, after.Revision));
    }

    [Fact]
    public async Task An_end_that_is_taken_back_leaves_the_live_window_as_if_it_had_never_closed()
    {
        await using var stage = await Stage.SetAsync();
        var before = await stage.SessionAsync();
        var ended = await stage.SessionAsync(SessionAction.End);
        stage.Node.Clock.Advance(TimeSpan.FromSeconds(50));

        var undone = await stage.UndoAsync(ended);

        var after = await stage.SessionAsync();
        Assert.Equal((SessionStatus.Live, before.StatusSince), (after.Status, after.StatusSince));
        var window = Assert.Single(after.LiveWindows);
        Assert.Equal((before.LiveWindows[0].OpenedAt, null), (window.OpenedAt, window.ClosedAt));
        Assert.Equal(AuditAction.Undo, undone.Action);
        Assert.NotNull((await stage.EntryAsync(ended.Entry)).UndoneAt);
    }

    [Fact]
    public async Task An_end_cannot_be_taken_back_after_a_minute()
    {
        await using var stage = await Stage.SetAsync();
        var ended = await stage.SessionAsync(SessionAction.End);
        stage.Node.Clock.Advance(TimeSpan.FromSeconds(61));

        await stage.RefusedAsync("undo", new { ended.Entry }, HttpStatusCode.Conflict, "undo-too-late");

        Assert.Equal(SessionStatus.Ended, (await stage.SessionAsync()).Status);
    }

    [Fact]
    public async Task An_end_is_taken_back_once()
    {
        await using var stage = await Stage.SetAsync();
        var ended = await stage.SessionAsync(SessionAction.End);
        await stage.UndoAsync(ended);

        await stage.RefusedAsync("undo", new { ended.Entry }, HttpStatusCode.Conflict, "changed-meanwhile");
    }

    [Fact]
    public async Task An_older_end_is_not_taken_back_when_the_session_ended_anew()
    {
        await using var stage = await Stage.SetAsync(SessionStatus.Paused);
        var first = await stage.SessionAsync(SessionAction.End);
        await stage.UndoAsync(first);
        stage.Node.Clock.Advance(TimeSpan.FromSeconds(5));
        var second = await stage.SessionAsync(SessionAction.End);

        await stage.RefusedAsync("undo", new { first.Entry }, HttpStatusCode.Conflict, "changed-meanwhile");
        await stage.UndoAsync(second);

        Assert.Equal(SessionStatus.Paused, (await stage.SessionAsync()).Status);
    }

    [Fact]
    public async Task What_has_no_undo_and_what_is_of_another_session_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        var paused = await stage.SessionAsync(SessionAction.Pause);
        var ended = await stage.SessionAsync(SessionAction.End);

        await stage.RefusedAsync("undo", new { paused.Entry }, HttpStatusCode.Conflict, "undo-too-late");
        await stage.RefusedAsync("undo", new { entry = Guid.CreateVersion7() }, HttpStatusCode.NotFound, "unknown-entry");
        using var elsewhere = await stage.Moderator.SendAsync(
            HttpMethod.Post, $"/api/sessions/{stage.Event.Tomorrow.Slug}/undo", new { ended.Entry });
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }
}
