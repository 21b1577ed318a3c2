using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;
using OpenGovWeek.Testing;
using UglyToad.PdfPig;
using Xunit;

namespace OpenGovWeek.Web.Tests.Certificates;

public sealed class CertificateJourneyTests
{
    private const string MyCertificates = "/mis-certificados";

    [Fact]
    public async Task Who_attended_enough_gets_one_certificate_whose_code_verifies_and_whose_bytes_stay()
    {
        await using var node = await StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync("María José Ñahui Qhawaqʼa");
        using var _1 = browser;
        await AttendAsync(node, week, browser, minutes: 40);
        await EndAsync(node, week);
        await week.ConfirmAsync(browser);

        using var early = await IssueAsync(browser);
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);

        node.Clock.Advance(TimeSpan.FromSeconds(61));
        using var issued = await IssueAsync(browser);
        Assert.Equal(HttpStatusCode.OK, issued.StatusCode);
        var page = await TestBrowser.ReadPageAsync(issued);
        var download = page.QuerySelector("a[download]")!.GetAttribute("href")!;
        var pdf = await browser.Http.GetByteArrayAsync(download);
        Assert.Equal(pdf, await browser.Http.GetByteArrayAsync(download));

        using var document = PdfDocument.Open(pdf);
        var text = string.Join(" ", document.GetPage(1).GetWords().Select(w => w.Text));
        Assert.Contains("María José Ñahui Qhawaqʼa", text, StringComparison.Ordinal);
        var code = page.QuerySelector(".facts .code")!.TextContent.Trim();
        Assert.Contains(code, text, StringComparison.Ordinal);

        var answer = await TestBrowser.ReadAsync<Dictionary<string, object>>(await browser.Http.GetAsync($"/api/certificates/{code.ToLowerInvariant()}"));
        Assert.Equal("valid", answer["status"].ToString());
        Assert.Equal("María José Ñahui Qhawaqʼa", answer["name"].ToString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(pdf)), answer["sha256"].ToString());

        using var stranger = node.NewBrowser();
        var verification = await stranger.GetPageAsync($"/verificar/{code}");
        Assert.Equal("valid", verification.QuerySelector(".verdict")!.GetAttribute("data-verdict"));
        using var refused = await stranger.Http.GetAsync(download);
        Assert.NotEqual("application/pdf", refused.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Twenty_presses_at_once_issue_one_certificate()
    {
        await using var node = await StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, id) = await week.NewAttendeeAsync();
        using var _1 = browser;
        await week.ConfirmAsync(browser);
        await AttendAsync(node, week, browser, minutes: 80);
        await EndAsync(node, week);
        node.Clock.Advance(TimeSpan.FromSeconds(61));
        var page = await browser.GetPageAsync(MyCertificates);

        var presses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => browser.SubmitAsync(page, "form[action*='Issue'], .card form", [], "button")));

        Assert.All(presses, press => Assert.Equal(HttpStatusCode.OK, press.StatusCode));
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.Certificates.CountAsync(c => c.AttendeeId == id)));
    }

    [Fact]
    public async Task Who_has_not_confirmed_the_address_is_shown_the_step_and_gets_nothing_before()
    {
        await using var node = await StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, id) = await week.NewAttendeeAsync();
        using var _1 = browser;
        await AttendAsync(node, week, browser, minutes: 80);
        await EndAsync(node, week);
        node.Clock.Advance(TimeSpan.FromSeconds(61));

        var page = await browser.GetPageAsync(MyCertificates);

        Assert.Null(page.QuerySelector(".card form"));
        Assert.NotNull(page.QuerySelector("a[href='/confirmar?volver=/mis-certificados']"));
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.Certificates.CountAsync(c => c.AttendeeId == id)));
        await week.ConfirmAsync(browser);
        using var issued = await IssueAsync(browser);
        Assert.Equal(HttpStatusCode.OK, issued.StatusCode);
    }

    [Fact]
    public async Task Who_attended_too_little_is_told_how_much_is_missing_and_gets_nothing()
    {
        await using var node = await StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, id) = await week.NewAttendeeAsync();
        using var _1 = browser;
        await AttendAsync(node, week, browser, minutes: 5);

        var page = await browser.GetPageAsync(MyCertificates);

        Assert.Null(page.QuerySelector(".card form"));
        Assert.Contains("Le faltan", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.Certificates.CountAsync(c => c.AttendeeId == id)));
    }

    [Theory]
    [InlineData("0000-0000")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("ÑÑÑÑ ÑÑÑÑ")]
    public async Task What_is_no_code_is_mistyped_and_shows_as_text(string typed)
    {
        await using var node = await TestNode.StartAsync();
        using var browser = node.NewBrowser();

        using var response = await browser.Http.GetAsync($"/verificar?codigo={Uri.EscapeDataString(typed)}");
        var page = await TestBrowser.ReadPageAsync(response);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("mistyped", page.QuerySelector(".verdict")!.GetAttribute("data-verdict"));
        Assert.Equal(typed, page.QuerySelector(".verdict .code")!.TextContent);
    }

    [Theory]
    [InlineData(CertificateStatus.Revoked, "revoked")]
    [InlineData(CertificateStatus.Superseded, "superseded")]
    public async Task A_certificate_that_no_longer_stands_says_so_with_the_date(CertificateStatus status, string verdict)
    {
        await using var node = await StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, id) = await week.NewAttendeeAsync();
        using var _1 = browser;
        await week.ConfirmAsync(browser);
        await AttendAsync(node, week, browser, minutes: 80);
        await EndAsync(node, week);
        node.Clock.Advance(TimeSpan.FromSeconds(61));
        using var issued = await IssueAsync(browser);
        var code = await node.WithDatabaseAsync(db => db.Certificates.Where(c => c.AttendeeId == id).Select(c => c.Code).SingleAsync());
        var since = new DateTime(2031, 2, 3, 15, 0, 0, DateTimeKind.Utc);
        await node.WithDatabaseAsync(db => db.Certificates.ExecuteUpdateAsync(set => set
            .SetProperty(c => c.Status, status).SetProperty(c => c.StatusSince, since)));

        using var response = await browser.Http.GetAsync($"/verificar/{code}");
        var page = await TestBrowser.ReadPageAsync(response);

        Assert.Equal(verdict, page.QuerySelector(".verdict")!.GetAttribute("data-verdict"));
        Assert.Contains("3 de febrero de 2031", page.QuerySelector(".verdict")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<TestNode> StartAsync() => TestNode.StartAsync(settings: new() { ["Live:SightingsFlush"] = "00:00:00.500" });

    // Polling the changes address is how a browser behind a wall of proxies is seen.
    private static async Task AttendAsync(TestNode node, TestEvent week, TestBrowser browser, int minutes)
    {
        var tab = Guid.NewGuid();
        for (var minute = 0; minute <= minutes; minute++)
        {
            using var seen = await browser.Http.GetAsync($"/api/sessions/{week.Slug}/changes?since=0&tab={tab}");
            Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
            node.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await WaitForMinutesAsync(browser, week, minutes);
    }

    private static async Task WaitForMinutesAsync(TestBrowser browser, TestEvent week, int minutes)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var mine = await TestBrowser.ReadAsync<Mine>(await browser.Http.GetAsync($"/api/sessions/{week.Slug}/mine"));
            if (mine.Attendance.Minutes >= minutes)
            {
                return;
            }

            await Task.Delay(250, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The sightings were not recorded within 25 seconds.");
    }

    private static Task<int> EndAsync(TestNode node, TestEvent week) => node.WithDatabaseAsync(async db =>
    {
        var session = await db.Sessions.Include(s => s.LiveWindows).SingleAsync(s => s.Id == week.Session.Id);
        SessionRules.Apply(session, SessionAction.End, node.Services.GetRequiredService<TimeProvider>().UtcNow());
        return await db.SaveChangesAsync();
    });

    private static async Task<HttpResponseMessage> IssueAsync(TestBrowser browser)
    {
        var page = await browser.GetPageAsync(MyCertificates);
        return page.QuerySelector(".card form") is null
            ? new HttpResponseMessage(HttpStatusCode.Conflict)
            : await browser.SubmitAsync(page, ".card form", [], "button");
    }
}
