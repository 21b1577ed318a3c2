using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendance;

public sealed class LiveWindowTests
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss";

    public static TheoryData<string> Providers => [.. TestDatabase.Configured];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_corrected_window_changes_minutes_and_goal_and_keeps_what_was_before(string provider)
    {
        await using var stage = await AttendanceStage.SetAsync(provider: provider);
        await stage.SeenAsync(0, 100);
        var before = await stage.MineAsync();
        var revision = await RevisionAsync(stage);
        var told = new List<Guid>();
        stage.Node.Services.GetRequiredService<Commits>().Committed += hint => told.AddRange(hint is Hint.AttendeeNews news ? [news.AttendeeId] : []);
        var page = await stage.Organiser.GetPageAsync(stage.Windows);
        var opened = Fields(page, "OpenedAt");
        var closed = Fields(page, "ClosedAt");

        Dictionary<string, string?> fields = new()
        {
            [closed[0]] = stage.Local(stage.At(40.1), Moment),
            [opened[1]] = stage.Local(stage.At(60), Moment),
            [closed[1]] = stage.Local(stage.At(80), Moment),
            ["Reason"] = "Se olvidó la pausa",
        };
        using var saved = await stage.Organiser.SubmitAsync(page, "main form", fields);
        using var again = await stage.Organiser.SubmitAsync(page, "main form", fields);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (saved.StatusCode, again.StatusCode));
        var after = await stage.MineAsync();
        Assert.Equal((100, 66, 60, 36), (before.Minutes, before.NeededMinutes, after.Minutes, after.NeededMinutes));
        Assert.Equal([stage.AttendeeId], told);
        Assert.True(await RevisionAsync(stage) > revision);
        var windows = await WindowsAsync(stage);
        Assert.Equal((2, stage.Start), (windows.Count, windows[0].OpenedAt));
        var entry = await stage.Node.WithDatabaseAsync(db => db.AuditEntries.AsNoTracking().SingleAsync(a => a.Action == AuditAction.LiveWindowCorrect));
        Assert.Contains("Se olvidó la pausa", entry.After!, StringComparison.Ordinal);
        Assert.Equal(("Organizadora", stage.Week.Session.Id), (entry.StaffName, entry.SubjectId));
        Assert.Contains($"{windows[0].Id}", entry.Before!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_can_be_removed_and_what_is_wrong_is_said_at_its_field()
    {
        await using var stage = await AttendanceStage.SetAsync();
        var page = await stage.Organiser.GetPageAsync(stage.Windows);
        var closed = Fields(page, "ClosedAt")[0];

        foreach (var (value, said) in new[]
        {
            (stage.Local(stage.At(-5), Moment), "El final debe ser posterior al comienzo."),
            (stage.Local(stage.At(500), Moment), "La sesión no pudo estar en vivo en el futuro."),
            ("mañana", "Escriba el día y la hora completos."),
            ("", "Solo el último tramo de una sesión en vivo queda abierto"),
        })
        {
            using var refused = await stage.Organiser.SubmitAsync(page, "main form", new() { [closed] = value, ["Reason"] = "Error de dedo" });
            var shown = await TestBrowser.ReadPageAsync(refused);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(said, shown.GetElementById($"{closed}-error")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(value, ((IHtmlInputElement)shown.GetElementById(closed)!).Value);
        }

        using var silent = await stage.Organiser.SubmitAsync(page, "main form", new() { [closed] = stage.Local(stage.At(90), Moment), ["Reason"] = "" });
        Assert.NotNull((await TestBrowser.ReadPageAsync(silent)).QuerySelector("#Reason-error"));
        using var removed = await stage.Organiser.SubmitAsync(page, "main form", new() { [closed.Replace("ClosedAt", "Remove", StringComparison.Ordinal)] = "true", ["Reason"] = "Era un ensayo" });
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Empty(await WindowsAsync(stage));
    }

    [Fact]
    public async Task Who_corrects_what_another_corrected_meanwhile_is_told_and_nothing_is_lost()
    {
        await using var stage = await AttendanceStage.SetAsync();
        var page = await stage.Organiser.GetPageAsync(stage.Windows);
        var closed = Fields(page, "ClosedAt")[0];
        using var first = await stage.Organiser.SubmitAsync(page, "main form", new() { [closed] = stage.Local(stage.At(90), Moment), ["Reason"] = "Terminó antes" });

        using var second = await stage.Organiser.SubmitAsync(page, "main form", new() { [closed] = stage.Local(stage.At(95), Moment), ["Reason"] = "Terminó después" });

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("Organizadora", (await TestBrowser.ReadPageAsync(second)).QuerySelector("#errores")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(stage.At(90), (await WindowsAsync(stage))[0].ClosedAt!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_live_session_keeps_its_open_window_and_one_that_may_still_go_on_waits()
    {
        await using var stage = await AttendanceStage.SetAsync(SessionStatus.Live);
        var control = stage.Node.Services.GetRequiredService<LiveWindowControl>();
        var actor = new Actor(Guid.CreateVersion7(), "Organizadora");
        var window = (await WindowsAsync(stage))[0];
        WindowTimes seen = new(window.Id, window.OpenedAt, null);
        Task Correct(params WindowTimes[] wanted) => control.CorrectAsync(stage.Week.Session.Id, [seen], wanted, "Empezó más tarde", actor, CancellationToken.None);

        Assert.Equal("window-open", (await Assert.ThrowsAsync<RuleException>(() => Correct())).Code);
        await Correct(seen with { OpenedAt = stage.At(30) });
        Assert.Equal(stage.At(30), (await WindowsAsync(stage))[0].OpenedAt);
        await stage.Node.Services.GetRequiredService<SessionControl>().ChangeAsync(stage.Week.Session.Id, SessionAction.End, actor, CancellationToken.None);
        Assert.Equal("windows-undo", (await Assert.ThrowsAsync<RuleException>(() => Correct())).Code);
        Assert.Equal("windows-not-yet", (await Assert.ThrowsAsync<RuleException>(() =>
            control.CorrectAsync(stage.Week.Tomorrow.Id, [], [], "Todavía no", actor, CancellationToken.None))).Code);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_session_that_ended_itself_gives_no_minute_after_its_planned_end_unless_staff_still_acted(string provider)
    {
        await using var stage = await AttendanceStage.SetAsync(SessionStatus.Live, provider);
        await stage.SeenAsync(100, 175);
        Assert.InRange((await stage.MineAsync()).Minutes, 15, 21);
        var announcements = stage.Node.Services.GetRequiredService<Announcements>();
        stage.Node.Clock.Advance(TimeSpan.FromMinutes(10));
        await announcements.AnnounceAsync(stage.Week.Session.Id, Guid.CreateVersion7(), "Cerramos enseguida", 5, new Actor(Guid.CreateVersion7(), "Moderadora"), CancellationToken.None);
        var acted = stage.Node.Clock.Now;
        stage.Node.Clock.Advance(TimeSpan.FromMinutes(80));

        await stage.Node.Services.GetRequiredService<OverdueSessions>().EndAsync(CancellationToken.None);

        var window = Assert.Single(await WindowsAsync(stage));
        Assert.Equal(acted, window.ClosedAt!.Value, TimeSpan.FromSeconds(5));
        Assert.InRange((await stage.MineAsync()).Minutes, 28, 31);
        var ended = await stage.Node.WithDatabaseAsync(db => db.Sessions.AsNoTracking().SingleAsync(s => s.Id == stage.Week.Session.Id));
        Assert.Equal((SessionStatus.Ended, stage.Week.Session.PlannedEnd.AddHours(1)), (ended.Status, ended.StatusSince!.Value));
    }

    private static Task<long> RevisionAsync(AttendanceStage stage) =>
        stage.Node.WithDatabaseAsync(db => db.Sessions.Where(s => s.Id == stage.Week.Session.Id).Select(s => s.Revision).SingleAsync());

    private static Task<List<LiveWindow>> WindowsAsync(AttendanceStage stage) =>
        stage.Node.WithDatabaseAsync(db => db.LiveWindows.AsNoTracking().OrderBy(w => w.OpenedAt).ToListAsync());

    private static List<string> Fields(IHtmlDocument page, string name) =>
        [.. page.QuerySelectorAll($"input[name^={name}]").Select(input => input.GetAttribute("name")!)];
}
