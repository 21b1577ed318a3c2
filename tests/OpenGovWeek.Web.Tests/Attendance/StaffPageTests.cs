using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Attendance;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendance;

public sealed class StaffPageTests
{
    public static TheoryData<string> Providers => [.. TestDatabase.Configured];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Numbers_and_curve_are_those_of_the_day(string provider)
    {
        await using var stage = await AttendanceStage.SetAsync(SessionStatus.Live, provider);
        await stage.SeenAsync(0, 100);
        await stage.SeenAsync(20, 121);
        var (brief, briefId) = await stage.Week.NewAttendeeAsync();
        var (absent, _) = await stage.Week.NewAttendeeAsync();
        brief.Dispose();
        absent.Dispose();
        await stage.SeenAsync(31, 33, briefId);

        using var moderator = await stage.Week.NewStaffAsync();
        var board = (await moderator.Http.GetFromJsonAsync<BoardView>($"/api/events/{stage.Week.Event.Slug}/attendance?day=1"))!;

        Assert.Equal((3, 2, 1, 1), (board.Registered, board.Seen, board.Present, board.Reached));
        Assert.Equal((2, stage.Local(Floor(stage.At(31)))), (board.Curve.Peak, board.Curve.PeakAt));
        Assert.Equal(2, board.Curve.Slots.Single(slot => slot.Time == board.Curve.PeakAt).Count);
        Assert.All(board.Curve.Slots.Where(slot => slot.Time != board.Curve.PeakAt).SkipLast(1), slot => Assert.Equal(1, slot.Count));
        Assert.StartsWith("M0 ", board.Curve.Line, StringComparison.Ordinal);
        Assert.Single(board.Curve.Bands);
        var page = await stage.Organiser.GetPageAsync($"{stage.Address}?dia=1");
        Assert.Equal(["1", "2", "1", "3"], page.QuerySelectorAll(".figures dd").Select(number => number.TextContent));
        Assert.Equal(board.Curve.Slots.Count, page.QuerySelectorAll("tbody[data-live=slots] tr").Length);
    }

    [Fact]
    public async Task Moderators_see_numbers_and_no_names()
    {
        await using var stage = await AttendanceStage.SetAsync();
        await stage.SeenAsync(0, 100);
        using var asked = await stage.AskAsync(101, 105);
        using var moderator = await stage.Week.NewStaffAsync();

        var page = await moderator.GetPageAsync(stage.Address);
        var json = await moderator.Http.GetStringAsync($"/api/events/{stage.Week.Event.Slug}/attendance");
        using var person = await moderator.Http.GetAsync(stage.Person);
        using var file = await moderator.Http.GetAsync($"{stage.Address}/archivo/personas.csv");

        Assert.NotNull(page.QuerySelector(".curve"));
        Assert.DoesNotContain("Rosa", page.Body!.InnerHtml + json, StringComparison.Ordinal);
        Assert.DoesNotContain("ejemplo.pe", page.Body!.InnerHtml + json, StringComparison.Ordinal);
        Assert.DoesNotContain("Se cayó la red", page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (person.StatusCode, file.StatusCode));
    }

    [Fact]
    public async Task The_list_is_searched_whatever_the_accents_sorted_both_ways_and_paged()
    {
        await using var stage = await AttendanceStage.SetAsync();
        for (var number = 0; number < 60; number++)
        {
            var (browser, id) = await stage.Week.NewAttendeeAsync(number == 7 ? "Ángel Ñahui" : $"Persona {number:00}");
            browser.Dispose();
            await stage.SeenAsync(0, number, id);
        }

        var first = await stage.Organiser.GetPageAsync(stage.Address);
        Assert.StartsWith("Persona 59", Names(first)[0], StringComparison.Ordinal);
        Assert.Equal(50, Names(first).Count);
        var second = await stage.Organiser.GetPageAsync(Link(first, "a[rel=next]"));
        Assert.Equal(11, Names(second).Count);
        Assert.Empty(Names(first).Intersect(Names(second)));
        var byName = await stage.Organiser.GetPageAsync(Link(first, "#lista th:first-child a"));
        Assert.StartsWith("Ángel Ñahui", Names(byName)[0], StringComparison.Ordinal);
        var turned = await stage.Organiser.GetPageAsync(Link(byName, "#lista th:first-child a"));
        Assert.StartsWith("Rosa", Names(turned)[0], StringComparison.Ordinal);
        var found = await stage.Organiser.GetPageAsync($"{stage.Address}?buscar=angel+nahui");
        Assert.StartsWith("Ángel Ñahui", Assert.Single(Names(found)), StringComparison.Ordinal);
        Assert.Empty(Names(await stage.Organiser.GetPageAsync($"{stage.Address}?buscar=nadie&pagina=99&orden=77")));
    }

    [Fact]
    public async Task A_person_is_shown_with_every_interval_and_why_time_does_not_count()
    {
        await using var stage = await AttendanceStage.SetAsync();
        await stage.SeenAsync(-20, 30);
        await stage.SeenAsync(50, 60);
        await stage.SeenAsync(111, 118);

        foreach (var page in new[] { await stage.Organiser.GetPageAsync(stage.Person), await stage.Attendee.GetPageAsync("/mi-asistencia") })
        {
            Assert.Equal(
                ["BeforeLive", "Counted", "NotSeen", "Counted", "NotSeen", "AfterLive"],
                page.QuerySelectorAll("tr[data-span]").Select(row => row.GetAttribute("data-span")));
            Assert.NotEmpty(page.QuerySelectorAll("svg.timeline rect.timeline-counted"));
        }

        Assert.Equal(3, (await stage.Organiser.GetPageAsync(stage.Person)).QuerySelectorAll("#intervalos tbody tr").Length);
        Assert.Equal(40, (await stage.MineAsync()).Minutes);
    }

    [Fact]
    public async Task The_newest_event_is_meant_when_none_is_named_and_today_when_no_day_is()
    {
        await using var stage = await AttendanceStage.SetAsync();
        stage.Node.Clock.Advance(TimeSpan.FromDays(1));

        var page = await stage.Organiser.GetPageAsync("/equipo/asistencia");

        Assert.StartsWith("Día 2", page.QuerySelector(".segmented [aria-current=page]")!.TextContent, StringComparison.Ordinal);
        using var unknown = await stage.Organiser.Http.GetAsync("/equipo/asistencia/no-existe");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static DateTime Floor(DateTime at) => new(at.Ticks - at.Ticks % TimeSpan.FromMinutes(5).Ticks, at.Kind);

    private static string Link(IHtmlDocument page, string selector) => ((IHtmlAnchorElement)page.QuerySelector(selector)!).GetAttribute("href")!;

    private static List<string> Names(IHtmlDocument page) => [.. page.QuerySelectorAll("#lista tbody th").Select(cell => cell.TextContent)];
}
