using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Venues;
using OpenGovWeek.Web.Tests.Attendees;
using Xunit;

namespace OpenGovWeek.Web.Tests.Venues;

public sealed class VenueTests
{
    private const string Hall = "Auditorio de la municipalidad";

    [Fact]
    public async Task Who_has_to_register_first_does_not_lose_the_code_and_is_seen_once_it_is_pressed()
    {
        await using var stage = await Stage.SetAsync();
        var code = (await stage.CodesAsync()).Codes[0].Code;
        using var phone = stage.Node.NewBrowser();

        var arrival = await phone.GetPageAsync($"{stage.CheckIn}?codigo={Uri.EscapeDataString(code)}");
        Assert.Contains(Hall, arrival.Body!.TextContent, StringComparison.Ordinal);
        stage.Node.Clock.Advance(TimeSpan.FromMinutes(10));
        var registration = ((IHtmlAnchorElement)arrival.QuerySelector(".card a.button-primary")!).PathName;
        using var registered = await RegistrationForm.RegisterAsync(phone, RegistrationForm.Of(), $"{registration}?volver={stage.CheckIn}");
        var back = await TestBrowser.ReadPageAsync(registered);
        Assert.Equal(0, await stage.VisitsAsync());
        using var pressed = await phone.SubmitAsync(back, "main .card form", []);

        Assert.Contains("Registrado a las", (await TestBrowser.ReadPageAsync(pressed)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await stage.VisitsAsync());
        await Eventually.TrueAsync(() => stage.Node.WithDatabaseAsync(db => db.AttendanceIntervals.AnyAsync()), "the sighting was recorded");
    }

    [Fact]
    public async Task A_code_that_is_gone_of_another_venue_or_made_up_counts_nothing()
    {
        await using var stage = await Stage.SetAsync();
        var code = (await stage.CodesAsync()).Codes[0].Code;
        var (phone, _) = await stage.Week.NewAttendeeAsync();
        using var _1 = phone;
        stage.Node.Clock.Advance(TimeSpan.FromMinutes(3));

        foreach (var typed in new[] { code, "0000 0000", "<b>nada</b>", "" })
        {
            var page = await phone.GetPageAsync(stage.CheckIn);
            using var refused = await phone.SubmitAsync(page, "main form", new() { ["codigo"] = typed });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        Assert.Equal(0, await stage.VisitsAsync());
    }

    [Fact]
    public async Task A_pass_is_of_one_session_and_of_an_open_venue_and_ends_after_a_quarter_of_an_hour()
    {
        await using var stage = await Stage.SetAsync();
        var (phone, _) = await stage.Week.NewAttendeeAsync();
        using var _1 = phone;
        var typed = Uri.EscapeDataString((await stage.CodesAsync()).Codes[0].Code);
        var page = await phone.GetPageAsync($"{stage.CheckIn}?codigo={typed}");

        using var other = await phone.SubmitAsync(await phone.GetPageAsync($"/s/{stage.Week.Tomorrow.Slug}/sala"), "main form", new() { ["codigo"] = "" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        stage.Node.Clock.Advance(TimeSpan.FromMinutes(16));
        using var late = await phone.SubmitAsync(page, "main .card form", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);

        typed = Uri.EscapeDataString((await stage.CodesAsync()).Codes[0].Code);
        page = await phone.GetPageAsync($"{stage.CheckIn}?codigo={typed}");
        await stage.PressAsync("form[action*=Close]", []);
        using var closed = await phone.SubmitAsync(page, "main .card form", []);
        Assert.Equal(0, await stage.VisitsAsync());
        using var codes = await phone.Http.GetAsync(stage.CodesAddress);
        Assert.Equal("unknown-venue", await TestBrowser.ReadProblemCodeAsync(codes));
    }

    [Fact]
    public async Task A_key_that_opens_nothing_shows_no_codes()
    {
        await using var stage = await Stage.SetAsync();
        using var stranger = stage.Node.NewBrowser();

        foreach (var key in new[] { "", "llave", stage.Key.ToUpperInvariant() + "0" })
        {
            using var answer = await stranger.Http.GetAsync($"/api/sessions/{stage.Week.Slug}/venue-codes?key={key}");
            Assert.Equal("unknown-venue", await TestBrowser.ReadProblemCodeAsync(answer));
            using var screen = await stranger.Http.GetAsync($"/s/{stage.Week.Slug}/pantalla?sala={key}x");
            Assert.Equal(HttpStatusCode.NotFound, screen.StatusCode);
        }
    }

    [Fact]
    public async Task Visitors_of_a_venue_get_the_time_from_their_code_on_once_and_lose_it_when_it_is_withdrawn()
    {
        await using var stage = await Stage.SetAsync();
        var (early, _) = await stage.ArriveAsync();
        using var _1 = early;
        stage.Node.Clock.Advance(TimeSpan.FromMinutes(10));
        var (late, _) = await stage.ArriveAsync();
        using var _2 = late;
        var (remote, _) = await stage.Week.NewAttendeeAsync();
        using var _3 = remote;
        stage.Node.Clock.Advance(TimeSpan.FromMinutes(20));
        var since = stage.Week.Session.PlannedStart;

        var counted = await stage.CreditAsync(since, since.AddMinutes(30), Hall, "count");
        Assert.Contains("2 personas", counted.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await MinutesAsync(stage, early));
        var page = await stage.PageAsync();
        await stage.CreditAsync(since, since.AddMinutes(30), Hall, "credit", page);
        await stage.CreditAsync(since, since.AddMinutes(30), Hall, "credit", page);

        Assert.InRange(await MinutesAsync(stage, early), 27, 30);
        Assert.InRange(await MinutesAsync(stage, late), 17, 20);
        Assert.Equal(0, await MinutesAsync(stage, remote));
        var row = await stage.Node.WithDatabaseAsync(db => db.AttendanceCredits.AsNoTracking().SingleAsync());
        Assert.Equal((2, "Moderadora"), (row.People, row.StaffName));

        await stage.PressAsync("form[action*=Withdraw]", []);
        Assert.Equal(0, await MinutesAsync(stage, early));
        var kept = await stage.Node.WithDatabaseAsync(db => db.AttendanceCredits.AsNoTracking().SingleAsync());
        Assert.NotNull(kept.WithdrawnAt);
        Assert.Equal(2, await stage.Node.WithDatabaseAsync(db => db.AuditEntries.CountAsync(a => a.SubjectId == row.Id)));
    }

    [Fact]
    public async Task An_outage_is_credited_to_who_was_there_and_counts_nothing_twice()
    {
        await using var stage = await Stage.SetAsync();
        var (there, _) = await stage.Week.NewAttendeeAsync();
        using var _1 = there;
        var (absent, _) = await stage.Week.NewAttendeeAsync();
        using var _2 = absent;
        var tab = Guid.NewGuid();
        for (var minute = 0; minute < 5; minute++)
        {
            using var seen = await there.Http.GetAsync($"/api/sessions/{stage.Week.Slug}/changes?since=0&tab={tab}");
            stage.Node.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Eventually.TrueAsync(async () => await MinutesAsync(stage, there) == 4, "the sightings were recorded");
        stage.Node.Clock.Advance(TimeSpan.FromMinutes(20));
        var since = stage.Week.Session.PlannedStart.AddMinutes(3);

        await stage.CreditAsync(since, since.AddMinutes(20), null, "credit");

        Assert.InRange(await MinutesAsync(stage, there), 21, 23);
        Assert.Equal(0, await MinutesAsync(stage, absent));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_with_what_was_typed_kept()
    {
        await using var stage = await Stage.SetAsync();
        var now = stage.Node.Clock.Now;

        var future = await stage.CreditAsync(stage.Week.Session.PlannedStart, now.AddHours(1), null, "credit");
        Assert.Contains("Solo se acredita tiempo que ya pasó", future.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Se cayó la red", ((IHtmlInputElement)future.QuerySelector("#Reason")!).Value);
        var nobody = await stage.CreditAsync(stage.Week.Session.PlannedStart, now, null, "credit");
        Assert.Contains("no hay a quién acreditarlo", nobody.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await stage.Node.WithDatabaseAsync(db => db.AttendanceCredits.CountAsync()));
    }

    private static async Task<int> MinutesAsync(Stage stage, TestBrowser browser) =>
        (await TestBrowser.ReadAsync<Mine>(await browser.Http.GetAsync($"/api/sessions/{stage.Week.Slug}/mine"))).Attendance.Minutes;

    /// <summary>A live session with one open venue, and a moderator.</summary>
    private sealed class Stage : IAsyncDisposable
    {
        private readonly TestBrowser moderator;

        private Stage(TestNode node, TestEvent week, TestBrowser moderator) => (Node, Week, this.moderator) = (node, week, moderator);

        public TestNode Node { get; }

        public TestEvent Week { get; }

        public string Key { get; private set; } = "";

        public string CheckIn => $"/s/{Week.Slug}/sala";

        public string CodesAddress => $"/api/sessions/{Week.Slug}/venue-codes?key={Key}";

        public static async Task<Stage> SetAsync()
        {
            var node = await TestNode.StartAsync(settings: new() { ["Live:SightingsFlush"] = "00:00:00.500" });
            var week = await TestEvent.CreateAsync(node);
            var stage = new Stage(node, week, await week.NewStaffAsync());
            var opened = await stage.PressAsync("form[action*=Open]", new() { ["Name"] = Hall });
            stage.Key = ((IHtmlAnchorElement)opened.QuerySelector("a[href*='sala=']")!).Href.Split("sala=")[1];
            return stage;
        }

        public async Task<VenueCodesView> CodesAsync()
        {
            using var stranger = Node.NewBrowser();
            return await TestBrowser.ReadAsync<VenueCodesView>(await stranger.Http.GetAsync(CodesAddress));
        }

        public Task<int> VisitsAsync() => Node.WithDatabaseAsync(db => db.VenueVisits.CountAsync());

        /// <summary>A new attendee types the present code and presses the button.</summary>
        public async Task<(TestBrowser Browser, Guid Id)> ArriveAsync()
        {
            var arrived = await Week.NewAttendeeAsync();
            var typed = Uri.EscapeDataString((await CodesAsync()).Codes[0].Code);
            using var pressed = await arrived.Browser.SubmitAsync(await arrived.Browser.GetPageAsync($"{CheckIn}?codigo={typed}"), "main .card form", []);
            Assert.Equal(HttpStatusCode.OK, pressed.StatusCode);
            return arrived;
        }

        public Task<IHtmlDocument> PageAsync() => moderator.GetPageAsync($"/s/{Week.Slug}/salas");

        public async Task<IHtmlDocument> PressAsync(string form, Dictionary<string, string?> fields)
        {
            using var pressed = await moderator.SubmitAsync(await PageAsync(), form, fields);
            return await TestBrowser.ReadPageAsync(pressed);
        }

        /// <summary>Fills in the form of a credit and presses a button of it.</summary>
        public async Task<IHtmlDocument> CreditAsync(DateTime from, DateTime to, string? venue, string action, IHtmlDocument? on = null)
        {
            var page = on ?? await PageAsync();
            var chosen = venue is null ? "" : page.QuerySelectorAll("#Venue option").OfType<IHtmlOptionElement>().Single(o => o.TextContent.Contains(venue, StringComparison.Ordinal)).Value;
            var zone = TimeZoneInfo.FindSystemTimeZoneById(Week.Event.TimeZone);
            string Local(DateTime at) => TimeZoneInfo.ConvertTimeFromUtc(at, zone).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
            using var pressed = await moderator.SubmitAsync(
                page,
                "form[action*=Credit]",
                new() { ["Venue"] = chosen, ["From"] = Local(from), ["To"] = Local(to), ["Reason"] = "Se cayó la red" },
                $"button[value={action}]");
            return await TestBrowser.ReadPageAsync(pressed);
        }

        public async ValueTask DisposeAsync()
        {
            moderator.Dispose();
            await Node.DisposeAsync();
        }
    }
}
