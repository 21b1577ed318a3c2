using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Polls;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendees;

/// <summary>One person in two browsers: what both did is one person's once the address is confirmed.</summary>
public sealed class JoiningTests(EventNode shared) : IClassFixture<EventNode>
{
    private readonly TestNode node = shared.Node;

    private string Api => $"/api/sessions/{shared.Event.Slug}";

    [Fact]
    public async Task What_two_browsers_did_belongs_to_one_attendee_and_the_other_browser_is_told_to_enter()
    {
        using var phone = node.NewBrowser();
        using var office = node.NewBrowser();
        var email = $"{Guid.NewGuid():N}@ejemplo.pe";
        var mail = await Entering.RegisterAsync(node, phone, email);
        await Entering.RegisterAsync(node, office, email);
        await AskAsync(office, "¿Dónde están las actas?");
        await AskAsync(phone, "¿Quién las firma?");
        var hints = new List<Hint>();
        node.Services.GetRequiredService<Commits>().Committed += hints.Add;

        Assert.True(Entering.IsIn(await Entering.TypeAsync(phone, mail.Code, "/confirmar")));

        var mine = await TestBrowser.ReadAsync<Mine>(await phone.Http.GetAsync($"{Api}/mine"));
        Assert.Equal(2, mine.Questions.Count);
        var people = await node.WithDatabaseAsync(db => db.Attendees.Where(a => a.NormalizedEmail == email).ToListAsync());
        var joined = people.Single(person => person.JoinedIntoId is not null);
        Assert.Equal(people.Single(person => person.ConfirmedAt is not null).Id, joined.JoinedIntoId);
        Assert.Contains(new Hint.AccessChanged(joined.Id), hints);

        using var refused = await office.Http.GetAsync($"{Api}/mine");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        foreach (var path in (string[])["/registro", "/entrar?otro=true", $"/s/{shared.Event.Slug}"])
        {
            var page = await office.GetPageAsync(path);
            Assert.Null(page.QuerySelector(".site-person"));
            Assert.Contains("Su registro se unió al de su correo confirmado", page.Body!.TextContent, StringComparison.Ordinal);
        }

        await Entering.AskAsync(office, email);
        Assert.True(Entering.IsIn(await Entering.TypeAsync(office, (await SignInMail.ReadAsync(node, email))[^1].Code)));
        Assert.Equal(2, (await TestBrowser.ReadAsync<Mine>(await office.Http.GetAsync($"{Api}/mine"))).Questions.Count);
    }

    [Fact]
    public async Task A_poll_that_asks_for_a_confirmed_address_says_so_and_takes_the_ballot_afterwards()
    {
        var design = new PollDesign(PollKind.SingleChoice, "¿Solo confirmados?", ["Sí", "No"], ResultsPolicy.AfterClose, NeedsConfirmed: true);
        await using var own = await BallotStage.SetAsync(design: design);
        using var browser = own.Week.Node.NewBrowser();
        await Entering.RegisterAsync(own.Week.Node, browser, "rosa@ejemplo.pe");
        var room = await browser.GetPageAsync($"/s/{own.Week.Slug}");
        Assert.Null(room.QuerySelector("#encuesta form"));
        Assert.Equal($"/confirmar?volver=/s/{own.Week.Slug}", room.QuerySelector("#encuesta a.button")!.GetAttribute("href"));
        Assert.Equal("ballot-needs-confirmed", await CodeOfAsync(await CastAsync(browser, own, 0)));

        await own.Week.ConfirmAsync(browser);

        Assert.NotNull((await browser.GetPageAsync($"/s/{own.Week.Slug}")).QuerySelector("#encuesta form"));
        using var taken = await CastAsync(browser, own, 0);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        await own.CountsAreAsync(1, 0);
    }

    [Fact]
    public async Task Staff_see_after_the_close_how_many_were_confirmed_and_nobody_else_does()
    {
        await using var own = await BallotStage.SetAsync(policy: ResultsPolicy.Live);
        var (confirmed, confirmedId) = await own.Week.NewAttendeeAsync();
        var (provisional, provisionalId) = await own.Week.NewAttendeeAsync();
        using var _1 = confirmed;
        using var _2 = provisional;
        await own.Week.ConfirmAsync(confirmed);
        await own.CastAsync(confirmedId, 1);
        await own.CastAsync(provisionalId, 1);
        using var staff = await own.Week.NewStaffAsync();
        Assert.Null((await SeenAsync(staff, own, "staff")).ConfirmedCounts);

        var version = (await SeenAsync(staff, own, "staff")).Version;
        using var closed = await staff.SendAsync(HttpMethod.Post, $"/api/sessions/{own.Week.Slug}/polls/{own.Poll.Id}/status", new { action = "Close", version });
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        var seen = await SeenAsync(staff, own, "staff");
        Assert.Equal((2, 1), (seen.Ballots, seen.ConfirmedBallots));
        Assert.Equal([0, 1, 0], seen.ConfirmedCounts);
        var toAll = await SeenAsync(provisional, own);
        Assert.Equal((2, null, null), (toAll.Ballots, toAll.ConfirmedBallots, toAll.ConfirmedCounts));
        var console = await staff.GetPageAsync($"/s/{own.Week.Slug}/consola");
        Assert.Contains("De ellas, 1 de un asistente con correo confirmado", console.QuerySelector($"#p-{own.Poll.Id}")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["0", "1", "0"], console.QuerySelectorAll($"#p-{own.Poll.Id} table.results tbody tr td:last-child").Select(cell => cell.TextContent));
        var room = await provisional.GetPageAsync($"/s/{own.Week.Slug}");
        Assert.Equal(3, room.QuerySelectorAll("#encuesta table.results thead th").Length);
    }

    private async Task AskAsync(TestBrowser browser, string text)
    {
        using var asked = await browser.SendAsync(HttpMethod.Post, $"{Api}/questions", new { id = Guid.CreateVersion7(), text, withName = true });
        asked.EnsureSuccessStatusCode();
    }

    private static Task<HttpResponseMessage> CastAsync(TestBrowser browser, BallotStage stage, int choice) =>
        browser.SendAsync(HttpMethod.Put, stage.Address, new { choices = new[] { stage.Poll.Choices[choice].Id } });

    private static async Task<string> CodeOfAsync(HttpResponseMessage refused)
    {
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var problem = System.Text.Json.JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString()!;
    }

    private static async Task<PollView> SeenAsync(TestBrowser browser, BallotStage stage, string audience = "public") =>
        (await TestBrowser.ReadAsync<Delta>(await browser.Http.GetAsync($"/api/sessions/{stage.Week.Slug}/changes?since=0&audience={audience}"))).Polls!.Single(p => p.Id == stage.Poll.Id);
}
