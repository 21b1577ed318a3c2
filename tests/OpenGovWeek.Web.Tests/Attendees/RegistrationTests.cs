using System.Net;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendees;

public sealed class RegistrationTests(EventNode shared) : IClassFixture<EventNode>
{
    private readonly TestNode node = shared.Node;

    private string Room => $"/s/{shared.Event.Slug}";

    [Fact]
    public async Task A_visitor_registers_once_and_is_let_in_where_the_link_led()
    {
        using var browser = node.NewBrowser();
        var email = $"{Guid.NewGuid():N}@Ejemplo.PE";

        var response = await RegistrationForm.RegisterAsync(
            browser, RegistrationForm.Of("  Rosa   Huama\u0301n ", email), $"/registro?volver={Room}");

        Assert.Equal(Room, response.RequestMessage!.RequestUri!.AbsolutePath);
        var attendee = Assert.Single(await OfEmailAsync(email));
        Assert.Equal("Rosa Huamán", attendee.Name);
        Assert.Equal(email, attendee.Email);
        Assert.Equal(shared.Event.Event.Id, attendee.EventId);
        Assert.Equal((Audience.Academia, "CUS", Consent.Version, "es"), (attendee.Audience, attendee.Region, attendee.ConsentVersion, attendee.Language));
    }

    [Fact]
    public async Task Without_a_link_the_live_session_opens()
    {
        using var browser = node.NewBrowser();
        var response = await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of());
        Assert.Equal(Room, response.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Theory]
    [InlineData("//otro.example/s/x")]
    [InlineData("https://otro.example/")]
    [InlineData("/\\otro.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/otro.example")]
    public async Task An_address_of_another_site_is_never_returned_to(string address)
    {
        using var browser = node.NewBrowser();
        var response = await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of(), $"/registro?volver={Uri.EscapeDataString(address)}");
        Assert.Equal(node.Address.Authority, response.RequestMessage!.RequestUri!.Authority);
        Assert.Equal(Room, response.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task An_empty_form_names_every_field_that_is_missing()
    {
        using var browser = node.NewBrowser();
        var page = await TestBrowser.ReadPageAsync(await RegistrationForm.RegisterAsync(browser, []));
        Assert.Equal(
            ["#Name", "#Email", "#Audience", "#Accept"],
            page.QuerySelectorAll("#errores a").Select(a => a.GetAttribute("href")!));
        Assert.All(page.QuerySelectorAll("#errores a"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal("true", page.QuerySelector("#Name")!.GetAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData("Name", "Rosa\u0007Huamán", "U+0007")]
    [InlineData("Name", "Rosa \u202EnámauH", "U+202E")]
    [InlineData("Name", "Rosa\u200BHuamán", "U+200B")]
    [InlineData("Name", "12345", "letra")]
    [InlineData("Name", "Rosa 李", "李 (U+674E)")]
    [InlineData("Name", "R", "2")]
    [InlineData("Name", "long", "120")]
    [InlineData("Email", "rosa@", "nombre@dominio.pe")]
    [InlineData("Email", "rosa\u0001@ejemplo.pe", "nombre@dominio.pe")]
    [InlineData("Email", "rosa@ejemplo.pe\r\nBcc: otra@ejemplo.pe", "nombre@dominio.pe")]
    [InlineData("Audience", "1", "participa")]
    [InlineData("Region", "ZZZ", "lista")]
    [InlineData("Accept", "2000-01", "consentimiento")]
    public async Task Bad_input_is_told_at_its_field_and_the_rest_stays_typed(string field, string value, string says)
    {
        using var browser = node.NewBrowser();
        var before = await CountAsync();
        var fields = RegistrationForm.Of();
        fields[field] = value is "long" ? new string('a', 121) : value;

        var response = await RegistrationForm.RegisterAsync(browser, fields);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await TestBrowser.ReadPageAsync(response);
        Assert.Contains(says, page.QuerySelector($"#{field}-error")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("#errores li"));
        foreach (var (name, typed) in fields.Where(f => f.Key is "Name" or "Email" && f.Key != field))
        {
            Assert.Equal(typed, page.QuerySelector($"#{name}")!.GetAttribute("value"));
        }

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Markup_in_a_name_is_shown_as_text()
    {
        using var browser = node.NewBrowser();
        await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of("<b>Rosa</b> & Hnos"));
        var page = await browser.GetPageAsync("/registro");
        Assert.Equal("<b>Rosa</b> & Hnos", page.QuerySelector("#inscrito")!.TextContent);
    }

    [Fact]
    public async Task The_same_form_sent_many_times_at_once_registers_once()
    {
        using var browser = node.NewBrowser();
        var page = await browser.GetPageAsync("/registro");
        var fields = RegistrationForm.Of(email: $"{Guid.NewGuid():N}@ejemplo.pe");
        var sent = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            using var tab = node.NewBrowser();
            tab.Cookies.Add(browser.Cookies.GetAllCookies());
            var response = await tab.SubmitAsync(page, RegistrationForm.Selector, fields);
            var mine = await tab.GetPageAsync("/registro");
            return (response.RequestMessage!.RequestUri!.AbsolutePath, Name: mine.QuerySelector("#inscrito")?.TextContent);
        }));
        Assert.All(sent, answer => Assert.Equal((Room, fields["Name"]), answer));
        Assert.Single(await OfEmailAsync(fields["Email"]!));
    }

    [Fact]
    public async Task An_address_that_is_known_already_makes_another_attendee_and_reveals_nothing()
    {
        using var first = node.NewBrowser();
        using var second = node.NewBrowser();
        var fields = RegistrationForm.Of(email: $"{Guid.NewGuid():N}@ejemplo.pe");
        var one = await RegistrationForm.RegisterAsync(first, fields);
        fields["Name"] = "Otra Persona";
        var other = await RegistrationForm.RegisterAsync(second, fields);
        Assert.Equal((one.StatusCode, one.RequestMessage!.RequestUri), (other.StatusCode, other.RequestMessage!.RequestUri));
        Assert.Equal(2, (await OfEmailAsync(fields["Email"]!)).Count);
        var page = await second.GetPageAsync("/registro");
        Assert.Equal("Otra Persona", page.QuerySelector("#inscrito")!.TextContent);
    }

    [Fact]
    public async Task A_form_that_registered_somebody_does_not_let_another_person_in_as_that_one()
    {
        using var browser = node.NewBrowser();
        var page = await browser.GetPageAsync("/registro");
        using var later = node.NewBrowser();
        later.Cookies.Add(browser.Cookies.GetAllCookies());
        var fields = RegistrationForm.Of(email: $"{Guid.NewGuid():N}@ejemplo.pe");
        await browser.SubmitAsync(page, RegistrationForm.Selector, fields);

        fields["Name"] = "Otra Persona";
        var refused = await TestBrowser.ReadPageAsync(await later.SubmitAsync(page, RegistrationForm.Selector, fields));
        Assert.NotNull(refused.QuerySelector("#errores"));
        Assert.Equal("Otra Persona", refused.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Single(await OfEmailAsync(fields["Email"]!));

        await later.SubmitAsync(refused, RegistrationForm.Selector, []);
        Assert.Equal(2, (await OfEmailAsync(fields["Email"]!)).Count);
    }

    [Fact]
    public async Task A_ticket_made_up_from_somebodys_id_lets_nobody_in_as_that_one()
    {
        var (_, victim) = await shared.Event.NewAttendeeAsync();
        var stored = (await node.WithDatabaseAsync(db => db.Attendees.SingleAsync(a => a.Id == victim)))!;
        using var browser = node.NewBrowser();
        var fields = RegistrationForm.Of(stored.Name, stored.Email);
        fields["Audience"] = stored.Audience.ToString();
        fields["Region"] = "";
        fields["Ticket"] = Convert.ToBase64String(victim.ToByteArray());
        await RegistrationForm.RegisterAsync(browser, fields);
        Assert.Equal(2, (await OfEmailAsync(stored.Email)).Count);
    }

    [Fact]
    public async Task Who_is_registered_sees_so_and_corrects_the_name()
    {
        using var browser = node.NewBrowser();
        var fields = RegistrationForm.Of(email: $"{Guid.NewGuid():N}@ejemplo.pe");
        await RegistrationForm.RegisterAsync(browser, fields);
        var page = await browser.GetPageAsync("/registro");
        Assert.Equal(fields["Name"], page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Null(page.QuerySelector("#Email"));

        var corrected = await TestBrowser.ReadPageAsync(await browser.SubmitAsync(
            page, RegistrationForm.Selector, new() { ["Name"] = "Rosa Huamán Quispe", ["Audience"] = nameof(Audience.Citizen), ["Region"] = "" }));

        Assert.NotNull(corrected.QuerySelector("[data-kind=good]"));
        Assert.Equal("Rosa Huamán Quispe", corrected.QuerySelector(".site-person")!.TextContent);
        var attendee = Assert.Single(await OfEmailAsync(fields["Email"]!));
        Assert.Equal(("Rosa Huamán Quispe", Audience.Citizen, null), (attendee.Name, attendee.Audience, attendee.Region));
        Assert.Null((await browser.GetPageAsync("/registro")).QuerySelector("[data-kind=good]"));
    }

    [Fact]
    public async Task Another_person_of_the_same_browser_starts_anew()
    {
        using var browser = node.NewBrowser();
        await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of());
        var page = await browser.GetPageAsync("/registro");
        var left = await TestBrowser.ReadPageAsync(await browser.SubmitAsync(page, "form[action*='handler=Leave']", []));
        Assert.Null(left.QuerySelector("#inscrito"));
        Assert.Equal("", left.QuerySelector("#Name")!.GetAttribute("value") ?? "");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetAsync($"/api/sessions/{shared.Event.Slug}/mine")).StatusCode);
    }

    [Fact]
    public async Task Whom_a_restored_database_does_not_know_registers_again_within_a_minute()
    {
        var (browser, id) = await shared.Event.NewAttendeeAsync();
        Assert.NotNull((await browser.GetPageAsync("/registro")).QuerySelector("#inscrito"));
        await node.WithDatabaseAsync(db => db.Attendees.Where(a => a.Id == id).ExecuteDeleteAsync());
        node.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetAsync($"/api/sessions/{shared.Event.Slug}/mine")).StatusCode);
        Assert.NotNull((await browser.GetPageAsync("/registro")).QuerySelector("#Email"));
        browser.Dispose();
    }

    [Fact]
    public async Task A_page_for_staff_asks_an_attendee_to_sign_in()
    {
        var (browser, _) = await shared.Event.NewAttendeeAsync();
        var response = await browser.Http.GetAsync("/equipo");
        Assert.Equal("/equipo/entrar", response.RequestMessage!.RequestUri!.AbsolutePath);
        browser.Dispose();
    }

    [Theory]
    [InlineData("//otro.example/?handler=x")]
    [InlineData("///otro.example?handler=x")]
    public async Task The_address_of_a_form_never_leads_to_another_site(string address)
    {
        using var browser = node.NewBrowser(followRedirects: false);
        var asked = new Uri($"{node.Address.GetLeftPart(UriPartial.Authority)}{address}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        var response = await browser.Http.GetAsync(asked);

        Assert.Equal(node.Address.Authority, new Uri(node.Address, response.Headers.Location!).Authority);
    }

    [Fact]
    public async Task The_address_of_a_form_leads_to_its_page()
    {
        using var browser = node.NewBrowser();
        var response = await browser.Http.GetAsync($"/registro?handler=Leave&volver={Room}");
        Assert.Equal($"/registro?volver={Uri.EscapeDataString(Room)}", response.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Theory]
    [InlineData("es-PE", "Ley N.º 29733")]
    [InlineData("en", "data protection")]
    public async Task The_consent_stands_in_full_in_the_readers_language(string language, string says)
    {
        using var browser = node.NewBrowser();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var page = await browser.GetPageAsync("/registro");
        var text = page.QuerySelector("details")!.TextContent;
        Assert.Contains(says, text, StringComparison.Ordinal);
        Assert.Contains(shared.Event.Event.Institution, text, StringComparison.Ordinal);
        Assert.Contains(Consent.Version, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_event_is_not_found_and_a_named_one_is_registered_for()
    {
        using var browser = node.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync("/registro?evento=ninguno")).StatusCode);
        var response = await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of(), $"/registro?evento={shared.Event.Event.Slug}");
        Assert.Equal(Room, response.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task Before_the_event_the_agenda_opens()
    {
        await using var early = await TestNode.StartAsync();
        var made = await TestEvent.CreateAsync(early, SessionStatus.Scheduled, "temprano");
        using var browser = early.NewBrowser();
        var response = await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of());
        Assert.Equal($"/e/{made.Event.Slug}", response.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private Task<int> CountAsync() => node.WithDatabaseAsync(db => db.Attendees.CountAsync());

    private Task<List<Attendee>> OfEmailAsync(string email)
    {
        var normalized = EmailAddress.Parse(email).Normalized;
        return node.WithDatabaseAsync(db => db.Attendees.AsNoTracking().Where(a => a.NormalizedEmail == normalized).ToListAsync());
    }
}
