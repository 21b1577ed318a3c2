using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Events;

public sealed class SettingsTests
{
    private const string Form = "form.form";

    [Fact]
    public async Task An_organiser_corrects_a_title_times_and_the_stream_and_each_change_is_audited()
    {
        await using var node = await TestNode.StartAsync();
        var made = await CreateAsync(node);
        using var browser = await made.NewStaffAsync(StaffRoles.Organiser, "Ana Quispe");
        var page = await browser.GetPageAsync(Path(made));

        using var response = await browser.SubmitAsync(page, Form, new()
        {
            ["Name"] = "Semana de Gobierno Abierto 2027",
            ["Share"] = "75",
            ["Sessions[1].Title"] = "Calidad de los servicios",
            ["Sessions[1].Start"] = "09:30",
            ["Sessions[1].End"] = "11:15",
            ["Sessions[1].StreamUrl"] = " https://youtu.be/abcdefghijk ",
            ["Sessions[1].StreamDelay"] = "5",
        });

        var saved = await TestBrowser.ReadPageAsync(response);
        Assert.NotNull(saved.QuerySelector(".notice[data-kind=good]"));
        var session = await node.WithDatabaseAsync(db => db.Sessions.SingleAsync(s => s.Slug == made.Tomorrow.Slug));
        var day = made.Event.Days[1].Date;
        var calendar = EventCalendar.Of(made.Event.TimeZone);
        Assert.Equal(("Calidad de los servicios", "https://youtu.be/abcdefghijk", 5), (session.Title, session.StreamUrl, session.StreamDelaySeconds));
        Assert.Equal((calendar.ToUtc(day, new(9, 30)), calendar.ToUtc(day, new(11, 15))), (session.PlannedStart, session.PlannedEnd));
        Assert.False(session.IllustrativeTimes);
        Assert.Equal(session.Revision, session.ViewRevision);
        var stored = await node.WithDatabaseAsync(db => db.Events.SingleAsync());
        Assert.Equal(("Semana de Gobierno Abierto 2027", 0.75), (stored.Name, stored.AttendanceShare));
        var audit = await node.WithDatabaseAsync(db => db.AuditEntries.OrderBy(a => a.Action).ToListAsync());
        Assert.Equal(
            [(AuditAction.SessionEdit, session.Id, "Ana Quispe"), (AuditAction.EventEdit, stored.Id, "Ana Quispe")],
            audit.Select(a => (a.Action, a.SubjectId, a.StaffName)));
    }

    [Fact]
    public async Task What_was_left_alone_is_not_written()
    {
        await using var node = await TestNode.StartAsync();
        var made = await CreateAsync(node);
        using var browser = await made.NewStaffAsync(StaffRoles.Organiser);
        var page = await browser.GetPageAsync(Path(made));

        using var response = await browser.SubmitAsync(page, Form, []);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.AuditEntries.CountAsync()));
        Assert.All(await node.WithDatabaseAsync(db => db.Sessions.ToListAsync()), session => Assert.Equal(0, session.Revision));
    }

    [Fact]
    public async Task Times_that_are_confirmed_as_they_are_stop_being_illustrative()
    {
        await using var node = await TestNode.StartAsync();
        var made = await CreateAsync(node);
        using var browser = await made.NewStaffAsync(StaffRoles.Organiser);
        var page = await browser.GetPageAsync(Path(made));

        using var response = await browser.SubmitAsync(page, Form, new() { ["Sessions[1].Illustrative"] = null });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var session = await node.WithDatabaseAsync(db => db.Sessions.SingleAsync(s => s.Slug == made.Tomorrow.Slug));
        Assert.False(session.IllustrativeTimes);
        Assert.Equal(made.Tomorrow.PlannedStart, session.PlannedStart);
    }

    [Theory]
    [InlineData("Sessions[1].Title", "x", "al menos 3")]
    [InlineData("Sessions[1].Start", "25:00", "10:00")]
    [InlineData("Sessions[1].End", "00:01", "termina después")]
    [InlineData("Sessions[1].StreamUrl", "https://ejemplo.pe/transmision", "YouTube")]
    [InlineData("Sessions[1].StreamUrl", "javascript:alert(1)", "YouTube")]
    [InlineData("Sessions[1].StreamDelay", "muchos", "0 a 120")]
    [InlineData("Name", "", "")]
    [InlineData("Share", "0", "mayor que 0")]
    public async Task A_slip_is_told_at_its_field_with_what_was_typed_kept_and_nothing_saved(string field, string typed, string said)
    {
        await using var node = await TestNode.StartAsync();
        var made = await CreateAsync(node);
        using var browser = await made.NewStaffAsync(StaffRoles.Organiser);
        var page = await browser.GetPageAsync(Path(made));

        using var response = await browser.SubmitAsync(page, Form, new() { [field] = typed, ["Sessions[0].Title"] = "Otro título de apertura" });

        var again = await TestBrowser.ReadPageAsync(response);
        var input = (IHtmlInputElement)again.GetElementById(field)!;
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(typed, input.Value);
        Assert.Contains(said, again.GetElementById($"{field}-error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(again.QuerySelector($"#errores a[href='#{field}']"));
        Assert.Equal("Otro título de apertura", ((IHtmlInputElement)again.GetElementById("Sessions[0].Title")!).Value);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.AuditEntries.CountAsync()));
    }

    [Fact]
    public async Task Two_organisers_at_once_the_second_sees_what_the_first_saved_keeps_her_words_and_may_save_again()
    {
        await using var node = await TestNode.StartAsync();
        var made = await CreateAsync(node);
        using var first = await made.NewStaffAsync(StaffRoles.Organiser, "Ana");
        using var second = await made.NewStaffAsync(StaffRoles.Organiser, "Luz");
        var page = await first.GetPageAsync(Path(made));
        var other = await second.GetPageAsync(Path(made));
        using var saved = await first.SubmitAsync(page, Form, new() { ["Sessions[1].Title"] = "Título de Ana", ["Sessions[0].Title"] = "Apertura de Ana" });

        using var refused = await second.SubmitAsync(other, Form, new() { ["Sessions[1].Title"] = "Título de Luz" });

        var conflict = await TestBrowser.ReadPageAsync(refused);
        Assert.Contains("Título de Ana", conflict.GetElementById("Sessions[1].Title-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Título de Luz", ((IHtmlInputElement)conflict.GetElementById("Sessions[1].Title")!).Value);
        Assert.Equal("Apertura de Ana", ((IHtmlInputElement)conflict.GetElementById("Sessions[0].Title")!).Value);
        Assert.Equal("Título de Ana", await TitleAsync(node, made));

        using var again = await second.SubmitAsync(conflict, Form, []);
        Assert.Equal("Título de Luz", await TitleAsync(node, made));
    }

    [Fact]
    public async Task A_session_that_starts_meanwhile_is_no_conflict()
    {
        await using var node = await TestNode.StartAsync();
        var made = await CreateAsync(node);
        using var browser = await made.NewStaffAsync(StaffRoles.Organiser);
        var page = await browser.GetPageAsync(Path(made));
        await node.WithDatabaseAsync(db => db.Sessions.Where(s => s.Slug == made.Tomorrow.Slug)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, SessionStatus.Live).SetProperty(s => s.Revision, 7)));

        using var response = await browser.SubmitAsync(page, Form, new() { ["Sessions[1].Title"] = "Título nuevo" });

        Assert.Equal("Título nuevo", await TitleAsync(node, made));
    }

    [Fact]
    public async Task A_moderator_may_not_change_the_event()
    {
        await using var node = await TestNode.StartAsync();
        var made = await CreateAsync(node);
        using var browser = await made.NewStaffAsync(StaffRoles.Moderator);

        using var response = await browser.Http.GetAsync(Path(made));

        Assert.DoesNotContain("Sessions[0].Title", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Path(TestEvent made) => $"/equipo/evento/{made.Event.Slug}";

    private static async Task<TestEvent> CreateAsync(TestNode node)
    {
        var made = await TestEvent.CreateAsync(node);
        var calendar = EventCalendar.Of(made.Event.TimeZone);
        foreach (var day in made.Event.Days)
        {
            var session = day.Sessions[0];
            (session.PlannedStart, session.PlannedEnd) = (calendar.ToUtc(day.Date, new(10, 0)), calendar.ToUtc(day.Date, new(12, 0)));
            session.IllustrativeTimes = true;
        }

        await node.WithDatabaseAsync(async db =>
        {
            db.Sessions.UpdateRange(made.Event.Days.SelectMany(day => day.Sessions));
            return await db.SaveChangesAsync();
        });
        return made;
    }

    private static Task<string> TitleAsync(TestNode node, TestEvent made) =>
        node.WithDatabaseAsync(db => db.Sessions.Where(s => s.Slug == made.Tomorrow.Slug).Select(s => s.Title).SingleAsync());
}
