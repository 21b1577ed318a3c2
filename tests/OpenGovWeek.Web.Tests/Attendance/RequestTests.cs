using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendance;

public sealed class RequestTests
{
    public static TheoryData<string> Providers => [.. TestDatabase.Configured];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_request_is_granted_once_for_another_time_and_the_minutes_follow(string provider)
    {
        await using var stage = await AttendanceStage.SetAsync(provider: provider);
        await stage.SeenAsync(0, 30);
        var page = await stage.Attendee.GetPageAsync("/mi-asistencia");
        using var first = await stage.AskAsync(40, 70, on: page);
        using var again = await stage.AskAsync(40, 70, on: page);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Single((await stage.Attendee.GetPageAsync("/mi-asistencia")).QuerySelectorAll(".request .status[data-status=Pending]"));
        Assert.Equal(30, (await stage.MineAsync()).Minutes);
        var told = Told(stage);

        var open = await stage.Organiser.GetPageAsync(stage.Address);
        Assert.Contains("Se cayó la red", open.QuerySelector("#pedidos")!.TextContent, StringComparison.Ordinal);
        var decision = await stage.Organiser.GetPageAsync(stage.Person);
        Dictionary<string, string?> fields = new() { ["From"] = stage.Local(stage.At(50), "HH:mm:ss"), ["To"] = stage.Local(stage.At(70), "HH:mm:ss"), ["Note"] = "Veinte minutos" };
        await stage.DecideAsync("grant", fields, decision);
        await stage.DecideAsync("grant", fields, decision);

        Assert.Equal(50, (await stage.MineAsync()).Minutes);
        Assert.Equal([stage.AttendeeId], told);
        var credit = await stage.Node.WithDatabaseAsync(db => db.AttendanceCredits.AsNoTracking().SingleAsync());
        Assert.Equal((stage.AttendeeId, 1, "Organizadora"), (credit.AttendeeId!.Value, credit.People, credit.StaffName));
        Assert.Equal(1, await stage.Node.WithDatabaseAsync(db => db.AttendanceDecisions.CountAsync()));
        Assert.Equal(
            [AuditAction.AttendanceCredit, AuditAction.AttendanceDecide],
            await stage.Node.WithDatabaseAsync(db => db.AuditEntries.Select(a => a.Action).OrderBy(a => a).ToListAsync()));
        var mine = await stage.Attendee.GetPageAsync("/mi-asistencia");
        Assert.Contains("Veinte minutos", mine.QuerySelector("#pedidos")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(mine.QuerySelector("tr[data-span=Credited]"));
        Assert.DoesNotContain("Organizadora", mine.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_leaves_the_minutes()
    {
        await using var stage = await AttendanceStage.SetAsync();
        using var asked = await stage.AskAsync(40, 70);

        var refused = await stage.DecideAsync("refuse", new() { ["Note"] = "" });
        Assert.NotNull(refused.QuerySelector("#Note-error"));
        Assert.Equal(0, await stage.Node.WithDatabaseAsync(db => db.AttendanceDecisions.CountAsync()));
        await stage.DecideAsync("refuse", new() { ["Note"] = "No hay señal de ese rato" });

        Assert.Equal(0, (await stage.MineAsync()).Minutes);
        Assert.NotNull((await stage.Attendee.GetPageAsync("/mi-asistencia")).QuerySelector(".request .status[data-status=Rejected]"));
        Assert.Equal(0, await stage.Node.WithDatabaseAsync(db => db.AttendanceCredits.CountAsync()));
    }

    [Theory]
    [InlineData(50, 40, "La hora final debe ser posterior a la inicial.")]
    [InlineData(100, 200, "Solo se acredita tiempo que ya pasó.")]
    [InlineData(112, 115, "La sesión no estuvo en vivo en ese tiempo.")]
    public async Task What_cannot_be_credited_cannot_be_asked_for_and_stays_typed(double from, double to, string said)
    {
        await using var stage = await AttendanceStage.SetAsync();

        using var answer = await stage.AskAsync(from, to);
        var page = await TestBrowser.ReadPageAsync(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Se cayó la red", ((IHtmlTextAreaElement)page.QuerySelector("#Reason")!).Value);
        Assert.Equal(0, await stage.Node.WithDatabaseAsync(db => db.AttendanceRequests.CountAsync()));
    }

    [Fact]
    public async Task Three_wait_at_most_and_an_id_says_one_thing()
    {
        await using var stage = await AttendanceStage.SetAsync();
        var page = await stage.Attendee.GetPageAsync("/mi-asistencia");
        using var one = await stage.AskAsync(0, 10, on: page);
        using var other = await stage.AskAsync(0, 20, on: page);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        using var two = await stage.AskAsync(10, 20);
        using var three = await stage.AskAsync(20, 30);

        using var four = await stage.AskAsync(30, 40);

        Assert.Equal(HttpStatusCode.Conflict, four.StatusCode);
        Assert.Contains("Ya tiene 3 pedidos por decidir", (await TestBrowser.ReadPageAsync(four)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, await stage.Node.WithDatabaseAsync(db => db.AttendanceRequests.CountAsync()));
    }

    [Fact]
    public async Task Of_two_decisions_the_first_stands_and_the_second_is_told_by_whom()
    {
        await using var stage = await AttendanceStage.SetAsync();
        using var asked = await stage.AskAsync(40, 70);
        var page = await stage.Organiser.GetPageAsync(stage.Person);
        await stage.DecideAsync("grant", [], page);

        var late = await stage.DecideAsync("refuse", new() { ["Note"] = "No se le vio" }, page);

        Assert.Contains("Organizadora ya respondió este pedido.", late.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(30, (await stage.MineAsync()).Minutes);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Decided_twice_at_once_it_is_decided_once(string provider)
    {
        await using var stage = await AttendanceStage.SetAsync(provider: provider);
        using var asked = await stage.AskAsync(40, 70);
        var request = await stage.Node.WithDatabaseAsync(db => db.AttendanceRequests.AsNoTracking().SingleAsync());
        var store = stage.Node.Services.GetRequiredService<RequestStore>();
        var staff = Guid.CreateVersion7();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            try
            {
                await store.DecideAsync(
                    new NewDecision(stage.Week.Event.Id, request.Id, new TimeRange(request.From, request.To), null),
                    new Actor(number % 2 == 0 ? staff : Guid.CreateVersion7(), "Alguien"),
                    _ => new MailText("", "", ""),
                    TestContext.Current.CancellationToken);
                return "";
            }
            catch (RuleException rule)
            {
                return rule.Code;
            }
        }));

        Assert.All(outcomes, code => Assert.True(code is "" or "request-decided", code));
        Assert.Contains("", outcomes);
        Assert.Equal(30, (await stage.MineAsync()).Minutes);
        Assert.Equal((1, 1), (await stage.Node.WithDatabaseAsync(db => db.AttendanceDecisions.CountAsync()), await stage.Node.WithDatabaseAsync(db => db.AttendanceCredits.CountAsync())));
    }

    [Theory]
    [InlineData("es", "Su tiempo quedó acreditado · Semana de Gobierno Abierto", "Se le acreditó el tiempo")]
    [InlineData("en", "Your time was credited · Semana de Gobierno Abierto", "was credited to you")]
    public async Task Who_confirmed_the_address_is_told_by_mail_in_the_language_of_the_registration(string language, string subject, string said)
    {
        await using var stage = await AttendanceStage.SetAsync();
        using var asked = await stage.AskAsync(40, 70);
        await stage.Node.WithDatabaseAsync(db => db.Attendees.Where(a => a.Id == stage.AttendeeId).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.ConfirmedAt, stage.Start).SetProperty(a => a.Language, language).SetProperty(a => a.Name, "Rosa <b>Huamán</b>")));
        var request = await stage.Node.WithDatabaseAsync(db => db.AttendanceRequests.AsNoTracking().SingleAsync());

        await stage.DecideAsync("grant", []);

        var mail = await stage.Node.WithDatabaseAsync(db => db.OutboxMails.AsNoTracking().SingleAsync());
        var text = stage.Node.Services.GetRequiredService<Outbox>().Open(mail.Sealed!);
        Assert.Equal(($"attendance:{request.Id}", subject), (mail.Cause, text.Subject));
        Assert.Contains(said, text.Plain, StringComparison.Ordinal);
        Assert.Contains("/mi-asistencia", text.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", text.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", text.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_did_not_confirm_gets_no_mail_and_what_was_granted_can_be_taken_back()
    {
        await using var stage = await AttendanceStage.SetAsync();
        using var asked = await stage.AskAsync(40, 70);
        var person = await stage.DecideAsync("grant", []);
        Assert.Equal(0, await stage.Node.WithDatabaseAsync(db => db.OutboxMails.CountAsync()));

        using var withdrawn = await stage.Organiser.SubmitAsync(person, "form[action*=Withdraw]", []);

        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        Assert.Equal(0, (await stage.MineAsync()).Minutes);
        Assert.True(await stage.Node.WithDatabaseAsync(db => db.AttendanceDecisions.AnyAsync(d => d.IsGranted)));
        Assert.NotNull((await stage.Attendee.GetPageAsync("/mi-asistencia")).QuerySelector(".request .status[data-status=Withdrawn]"));
    }

    [Fact]
    public async Task A_request_of_one_event_is_not_decided_in_another_nor_made_by_its_people()
    {
        await using var stage = await AttendanceStage.SetAsync();
        using var asked = await stage.AskAsync(40, 70);
        var other = await TestEvent.CreateAsync(stage.Node, SessionStatus.Live, "otra");
        var (stranger, strangerId) = await other.NewAttendeeAsync();
        using var _ = stranger;
        var store = stage.Node.Services.GetRequiredService<RequestStore>();

        using var person = await stage.Organiser.Http.GetAsync($"/equipo/asistencia/{other.Event.Slug}/personas/{stage.AttendeeId}");
        var refused = await Assert.ThrowsAsync<RuleException>(() => store.AskAsync(
            new NewRequest(Guid.CreateVersion7(), stage.Week.Session.Id, strangerId, new TimeRange(stage.At(40), stage.At(50)), "Se cayó la red"), CancellationToken.None));
        var unknown = await Assert.ThrowsAsync<RuleException>(() => store.DecideAsync(
            new NewDecision(other.Event.Id, Guid.CreateVersion7(), null, "No se le vio"), new Actor(Guid.CreateVersion7(), "Alguien"), _ => new MailText("", "", ""), CancellationToken.None));

        Assert.Equal((HttpStatusCode.NotFound, "other-event", "unknown-request"), (person.StatusCode, refused.Code, unknown.Code));
    }

    private static List<Guid> Told(AttendanceStage stage)
    {
        var told = new List<Guid>();
        stage.Node.Services.GetRequiredService<Commits>().Committed += hint =>
        {
            if (hint is Hint.AttendeeNews news)
            {
                told.Add(news.AttendeeId);
            }
        };
        return told;
    }
}
