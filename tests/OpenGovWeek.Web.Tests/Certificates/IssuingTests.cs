using System.Net;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Nodes;
using Xunit;

namespace OpenGovWeek.Web.Tests.Certificates;

/// <summary>Issuing by the attendee's own press.</summary>
public sealed class IssuingTests
{
    public static TheoryData<string, string> Pairs => NodePair.OneKind;

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Fifty_presses_at_once_over_two_nodes_and_two_browsers_give_one_certificate_one_code_and_the_same_bytes(string provider, string kind)
    {
        await using var nodes = await NodePair.StartAsync(provider, kind);
        var held = await HeldWeek.CreateAsync(nodes.One);
        var (one, id) = await held.NewAttendeeAsync("María José Ñahui Qhawaqʼa");
        using var other = nodes.OnOther(one);
        TestBrowser[] browsers = [one, other];
        var pages = await Task.WhenAll(browsers.Select(browser => browser.GetPageAsync(HeldWeek.Mine)));

        var presses = await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
        {
            var browser = browsers[number % 2];
            using var press = await browser.SubmitAsync(pages[number % 2], number % 4 < 2 ? "#dia-1 form" : "#evento form", [], "button");
            Assert.Equal(HttpStatusCode.OK, press.StatusCode);
            var page = await TestBrowser.ReadPageAsync(press);
            var where = number % 4 < 2 ? "#dia-1" : "#evento";
            return (where, Address: page.QuerySelector($"{where} a[download]")!.GetAttribute("href")!);
        }));

        Assert.Equal(2, presses.Distinct().Count());
        foreach (var address in presses.Select(press => press.Address).Distinct())
        {
            Assert.Equal(await one.Http.GetByteArrayAsync(address), await other.Http.GetByteArrayAsync(address));
        }

        var issued = await nodes.One.WithDatabaseAsync(db => db.Certificates.Where(c => c.AttendeeId == id).Select(c => c.Kind).OrderBy(k => k).ToListAsync());
        Assert.Equal(["day:1", "event"], issued);
        one.Dispose();
    }

    [Fact]
    public async Task The_certificate_of_the_event_says_its_dates_and_the_minutes_of_all_days()
    {
        await using var node = await TestNode.StartAsync();
        var held = await HeldWeek.CreateAsync(node);
        var (browser, id) = await held.NewAttendeeAsync(minutes: 45);
        using var _1 = browser;

        using var issued = await HeldWeek.IssueAsync(browser, "#evento");

        var page = await TestBrowser.ReadPageAsync(issued);
        var certificate = await node.WithDatabaseAsync(db => db.Certificates.SingleAsync(c => c.AttendeeId == id));
        Assert.Equal((CertificateKinds.Event, 90, 1), (certificate.Kind, certificate.Minutes, certificate.LastDate!.Value.DayNumber - certificate.Date.DayNumber));
        var text = PolicyTests.TextOf(await browser.Http.GetByteArrayAsync(page.QuerySelector("#evento a[download]")!.GetAttribute("href")));
        Assert.Contains("2 de las 2 jornadas del evento, realizado del ", text, StringComparison.Ordinal);
        Assert.Contains("90 minutos", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lacks_days_is_told_how_many_and_gets_nothing()
    {
        await using var node = await TestNode.StartAsync();
        var held = await HeldWeek.CreateAsync(node);
        var (browser, id) = await held.NewAttendeeAsync(days: 1);
        using var _1 = browser;
        var page = await browser.GetPageAsync(HeldWeek.Mine);

        using var pressed = await browser.SubmitAsync(page, "#dia-1 form", []);

        Assert.Null(page.QuerySelector("#evento form"));
        Assert.Contains("ya no alcanzan", page.GetElementById("evento")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, pressed.StatusCode);
        Assert.Contains("Días cumplidos: 1 de los 2", (await TestBrowser.ReadPageAsync(pressed)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.Certificates.CountAsync(c => c.AttendeeId == id)));
    }

    [Fact]
    public async Task An_address_that_is_not_confirmed_gets_none()
    {
        await using var node = await TestNode.StartAsync();
        var held = await HeldWeek.CreateAsync(node);
        var (browser, id) = await held.NewAttendeeAsync(isConfirmed: false);
        using var _1 = browser;
        var page = await browser.GetPageAsync(HeldWeek.Mine);
        Assert.Null(page.QuerySelector("#dia-1 form"));
        Assert.Contains("Confirme primero su correo", page.GetElementById("dia-1")!.TextContent, StringComparison.Ordinal);

        var token = (await browser.GetPageAsync("/registro")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var answer = await browser.Http.PostAsync($"{HeldWeek.Mine}?handler=Issue", new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("day", "1")]));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.Certificates.CountAsync(c => c.AttendeeId == id)));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("0")]
    public async Task A_day_that_does_not_exist_has_no_certificate(string day)
    {
        await using var node = await TestNode.StartAsync();
        var held = await HeldWeek.CreateAsync(node);
        var (browser, _) = await held.NewAttendeeAsync();
        using var _1 = browser;

        using var pressed = await HeldWeek.PressAsync(browser, HeldWeek.Mine, "#dia-1 form", new() { ["day"] = day });

        Assert.Equal(HttpStatusCode.NotFound, pressed.StatusCode);
    }

    [Fact]
    public async Task Hours_document_and_signatories_of_the_policy_are_printed_and_frozen()
    {
        await using var node = await TestNode.StartAsync();
        var held = await HeldWeek.CreateAsync(node);
        var (browser, id) = await held.NewAttendeeAsync();
        using var _1 = browser;
        await node.WithDatabaseAsync(async db =>
        {
            db.CertificatePolicies.Add(new CertificatePolicy
            {
                EventId = held.Week.Event.Id,
                DayHours = 3.5m,
                AsksDocument = true,
                Version = 1,
                Signatories = [new Signatory { Id = Guid.CreateVersion7(), EventId = held.Week.Event.Id, Position = 0, Name = "Ana Quispe Rojas", Post = "Secretaria de Gestión Pública" }],
            });
            await db.SaveChangesAsync();
            return await db.Attendees.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.DocumentNumber, "40123456"));
        });

        using var issued = await HeldWeek.IssueAsync(browser);
        await node.WithDatabaseAsync(db => db.Attendees.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.DocumentNumber, "99999999")));

        var certificate = await node.WithDatabaseAsync(db => db.Certificates.SingleAsync(c => c.AttendeeId == id));
        Assert.Equal((3.5m, "40123456"), (certificate.Hours, certificate.DocumentNumber));
        var text = PolicyTests.TextOf(certificate.Pdf);
        foreach (var printed in (string[])["3.5 horas", "40123456", "Ana Quispe Rojas", "Secretaria de Gestión Pública"])
        {
            Assert.Contains(printed, text, StringComparison.Ordinal);
        }

        Assert.Contains("40123456", certificate.Blocks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_corrects_the_own_name_after_issue_sees_the_printed_one_and_how_to_have_it_corrected()
    {
        await using var node = await TestNode.StartAsync();
        var held = await HeldWeek.CreateAsync(node);
        var (browser, id) = await held.NewAttendeeAsync("Maria Nahui");
        using var _1 = browser;
        using var issued = await HeldWeek.IssueAsync(browser);

        await node.WithDatabaseAsync(db => db.Attendees.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Name, "María Ñahui")));

        var told = (await browser.GetPageAsync(HeldWeek.Mine)).GetElementById("dia-1")!.QuerySelector(".notice")!.TextContent;
        Assert.Contains("Maria Nahui", told, StringComparison.Ordinal);
        Assert.Contains("Presidencia del Consejo de Ministros", told, StringComparison.Ordinal);
    }
}
