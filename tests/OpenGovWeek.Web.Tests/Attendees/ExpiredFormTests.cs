using System.Net;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendees;

public sealed class ExpiredFormTests(EventNode shared) : IClassFixture<EventNode>
{
    [Fact]
    public async Task A_form_opened_before_registering_comes_back_filled_and_can_be_sent_again()
    {
        using var browser = shared.Node.NewBrowser();
        var openBefore = await browser.GetPageAsync("/registro");
        await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of("Rosa Huamán"));

        var response = await browser.SubmitAsync(openBefore, RegistrationForm.Selector, RegistrationForm.Of("Rosa <Ñaupari>"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var expired = await TestBrowser.ReadPageAsync(response);
        Assert.Contains(expired.QuerySelectorAll("dd"), shown => shown.TextContent == "Rosa <Ñaupari>");
        var again = await browser.SubmitAsync(expired, "main form", []);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("Rosa <Ñaupari>", (await TestBrowser.ReadPageAsync(again)).QuerySelector("#inscrito")!.TextContent);
    }

    [Fact]
    public async Task A_question_typed_before_becoming_another_person_is_asked_by_that_person()
    {
        var (browser, _) = await shared.Event.NewAttendeeAsync();
        var room = await browser.GetPageAsync($"/s/{shared.Event.Slug}");
        await browser.SubmitAsync(await browser.GetPageAsync("/registro"), "form[action*='handler=Leave']", []);
        var email = $"{Guid.NewGuid():N}@ejemplo.pe";
        await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of(email: email));
        const string Question = "¿Cómo se medirán los trece compromisos del plan?";

        var expired = await TestBrowser.ReadPageAsync(await browser.SubmitAsync(room, "form[action*='handler=Ask']", new() { ["text"] = Question }));
        Assert.Contains(expired.QuerySelectorAll("dd"), shown => shown.TextContent == Question);
        await browser.SubmitAsync(expired, "main form", []);

        var asked = await shared.Node.WithDatabaseAsync(db => db.Questions.AsNoTracking().SingleAsync(q => q.Text == Question));
        var author = await shared.Node.WithDatabaseAsync(db => db.Attendees.AsNoTracking().SingleAsync(a => a.NormalizedEmail == email));
        Assert.Equal(author.Id, asked.AttendeeId);
        browser.Dispose();
    }

    [Fact]
    public async Task A_password_is_not_given_back()
    {
        using var browser = shared.Node.NewBrowser();
        var openBefore = await browser.GetPageAsync("/equipo/entrar");
        await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of());

        var response = await browser.SubmitAsync(
            openBefore, "main form", new() { ["Email"] = "ana@ejemplo.pe", ["Password"] = "una frase muy secreta" });

        var html = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("ana@ejemplo.pe", html, StringComparison.Ordinal);
        Assert.DoesNotContain("secreta", html, StringComparison.Ordinal);
        var again = await browser.SubmitAsync(await TestBrowser.ReadPageAsync(response), "main form", []);
        Assert.Equal("ana@ejemplo.pe", (await TestBrowser.ReadPageAsync(again)).QuerySelector("#Email")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_form_of_another_site_is_refused_without_showing_what_it_sent(string site)
    {
        using var browser = shared.Node.NewBrowser();
        browser.Http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        browser.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        var response = await browser.Http.PostAsync("/registro", new FormUrlEncodedContent(RegistrationForm.Of().Select(f => KeyValuePair.Create(f.Key, f.Value!))));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("Rosa", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", "Name=%00", HttpStatusCode.BadRequest)]
    [InlineData("application/x-www-form-urlencoded", "long", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("multipart/form-data; boundary=x", "--x--nonsense", HttpStatusCode.BadRequest)]
    public async Task What_is_no_form_is_refused_with_a_page_that_says_so(string type, string body, HttpStatusCode expected)
    {
        using var browser = shared.Node.NewBrowser();
        var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body is "long" ? "Name=" + new string('a', 600_000) : body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var response = await browser.Http.PostAsync("/registro", content);
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal($"{(int)expected}", (await TestBrowser.ReadPageAsync(response)).QuerySelector(".message-number")!.TextContent);
    }

    [Fact]
    public async Task A_form_that_is_much_too_large_is_heard_to_its_end_and_answered()
    {
        using var browser = shared.Node.NewBrowser();
        var response = await browser.Http.PostAsync("/registro", new FormUrlEncodedContent([KeyValuePair.Create("Name", new string('a', 12_000_000))]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.NotEqual(true, response.Headers.ConnectionClose);
    }

    [Fact]
    public async Task The_language_changes_also_from_a_page_that_was_opened_before_registering()
    {
        using var browser = shared.Node.NewBrowser();
        var openBefore = await browser.GetPageAsync("/registro");
        await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of());
        var response = await browser.SubmitAsync(openBefore, "form[action='/idioma']", [], "button[value=en]");
        Assert.Equal("en", (await TestBrowser.ReadPageAsync(response)).DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("/idioma")]
    [InlineData("/equipo/salir")]
    public async Task Another_site_can_send_no_form_of_the_layout(string path)
    {
        using var browser = shared.Node.NewBrowser();
        browser.Http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        browser.Http.DefaultRequestHeaders.Add("Origin", "https://otro.example");
        var response = await browser.Http.PostAsync(path, new FormUrlEncodedContent([KeyValuePair.Create("idioma", "en")]));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }
}
