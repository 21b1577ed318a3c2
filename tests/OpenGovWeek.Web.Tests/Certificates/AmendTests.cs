using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Nodes;
using Xunit;

namespace OpenGovWeek.Web.Tests.Certificates;

/// <summary>What organisers do about issued certificates.</summary>
public sealed class AmendTests
{
    private const string Supersede = "form[action*='Supersede']";
    private const string Revoke = "form[action*='Revoke']";

    public static TheoryData<string, string> Pairs => NodePair.OneKind;

    [Fact]
    public async Task A_corrected_name_is_another_edition_with_another_code_and_the_old_one_says_so()
    {
        await using var node = await TestNode.StartAsync();
        var held = await HeldWeek.CreateAsync(node);
        var (browser, _) = await held.NewAttendeeAsync("Maria Nahui");
        using var _1 = browser;
        using var issued = await HeldWeek.IssueAsync(browser);
        using var organiser = await held.NewOrganiserAsync();

        using var done = await HeldWeek.PressAsync(organiser, await AddressAsync(node), Supersede, new() { ["Name"] = "María Ñahui", ["NameReason"] = "Faltaban los acentos" });

        Assert.NotNull((await TestBrowser.ReadPageAsync(done)).QuerySelector(".notice[data-kind=good]"));
        var editions = await node.WithDatabaseAsync(db => db.Certificates.AsNoTracking().OrderBy(c => c.Edition).ToListAsync());
        Assert.Equal([(1, "Maria Nahui", CertificateStatus.Superseded), (2, "María Ñahui", CertificateStatus.Valid)], editions.Select(c => (c.Edition, c.Name, c.Status)));
        Assert.Equal((editions[1].Code, "Faltaban los acentos"), (editions[0].SupersededBy, editions[0].StatusReason));
        Assert.NotNull(editions[0].StatusSince);
        Assert.Equal((editions[0].Minutes, editions[0].Subject, editions[0].Date), (editions[1].Minutes, editions[1].Subject, editions[1].Date));
        Assert.Contains("María Ñahui", PolicyTests.TextOf(editions[1].Pdf), StringComparison.Ordinal);
        var entry = await node.WithDatabaseAsync(db => db.AuditEntries.SingleAsync());
        Assert.Equal((AuditAction.CertificateSupersede, editions[0].Id, "Ana Quispe"), (entry.Action, entry.SubjectId, entry.StaffName));
        var mail = await node.WithDatabaseAsync(db => db.OutboxMails.SingleAsync());
        Assert.Equal($"certificate-superseded:{editions[0].Id}", mail.Cause);
        Assert.Contains("Faltaban los acentos", node.Services.GetRequiredService<Outbox>().Open(mail.Sealed!).Plain, StringComparison.Ordinal);

        var mine = (await browser.GetPageAsync(HeldWeek.Mine)).GetElementById("dia-1")!;
        Assert.Equal(CertificateCode.Parse(editions[1].Code).Display, mine.QuerySelector(".facts .code")!.TextContent);
        Assert.Contains("Maria Nahui", mine.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_name_changes_nothing_that_was_certified_although_the_policy_has_changed()
    {
        await using var node = await TestNode.StartAsync();
        var held = await HeldWeek.CreateAsync(node);
        var (browser, _) = await held.NewAttendeeAsync("Maria Nahui");
        using var _1 = browser;
        await SetPolicyAsync(node, held, "{attendee} asistió {minutes} minutos (código {code}, {address}), con Maria Nahuiri.", "Maria Nahui Rojas");
        using var issued = await HeldWeek.IssueAsync(browser);
        await SetPolicyAsync(node, held, "Otro texto para {attendee}.", "Luis Mamani");
        using var organiser = await held.NewOrganiserAsync();

        using var done = await HeldWeek.PressAsync(organiser, await AddressAsync(node), Supersede, new() { ["Name"] = "María Ñahui", ["NameReason"] = "Faltaban los acentos" });

        var next = await node.WithDatabaseAsync(db => db.Certificates.AsNoTracking().SingleAsync(c => c.Edition == 2));
        var code = CertificateCode.Parse(next.Code);
        var text = PolicyTests.TextOf(next.Pdf);
        Assert.Contains($"María Ñahui asistió {next.Minutes} minutos (código {code.Display}, ", text, StringComparison.Ordinal);
        Assert.Contains($"verificar/{code.Value}), con Maria Nahuiri.", text, StringComparison.Ordinal);
        Assert.Contains("Maria Nahui Rojas", text, StringComparison.Ordinal);
        Assert.All(["Otro texto", "Luis Mamani"], gone => Assert.DoesNotContain(gone, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_revoked_certificate_stays_with_date_and_reason_and_is_not_issued_again_by_a_press_or_a_run()
    {
        await using var node = await TestNode.StartAsync(settings: RunTests.Quick);
        var held = await HeldWeek.CreateAsync(node);
        var (browser, _) = await held.NewAttendeeAsync();
        using var _1 = browser;
        var page = await browser.GetPageAsync(HeldWeek.Mine);
        using var issued = await browser.SubmitAsync(page, "#dia-1 form", [], "button");
        using var organiser = await held.NewOrganiserAsync();

        using var done = await HeldWeek.PressAsync(organiser, await AddressAsync(node), Revoke, new() { ["RevokeReason"] = "Asistió otra persona en su lugar" });
        using var again = await browser.SubmitAsync(page, "#dia-1 form", [], "button");
        await held.AddPeopleAsync(1);
        await RunTests.StartAsync(held);
        await RunTests.FinishedAsync(node);

        var certificate = await node.WithDatabaseAsync(db => db.Certificates.SingleAsync(c => c.Status == CertificateStatus.Revoked));
        Assert.Equal("Asistió otra persona en su lugar", certificate.StatusReason);
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.Certificates.CountAsync(c => c.AttendeeId == certificate.AttendeeId)));
        var told = (await TestBrowser.ReadPageAsync(again)).GetElementById("dia-1")!;
        Assert.Contains("Asistió otra persona", told.TextContent, StringComparison.Ordinal);
        Assert.Null(told.QuerySelector("a[download]"));
        Assert.Contains(
            $"certificate-revoked:{certificate.Id}", await node.WithDatabaseAsync(db => db.OutboxMails.Select(m => m.Cause).ToListAsync()));
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.CertificateRevoke)));
    }

    [Theory]
    [InlineData(Supersede, "Name", "", "Escriba algo")]
    [InlineData(Supersede, "Name", "東京", "no puede mostrar")]
    [InlineData(Supersede, "Name", "Rosa Huamán", "ya tiene")]
    [InlineData(Supersede, "NameReason", "no", "demasiado corto")]
    [InlineData(Revoke, "RevokeReason", "", "Escriba algo")]
    public async Task Without_a_right_name_or_a_reason_nothing_changes(string form, string field, string typed, string said)
    {
        await using var node = await TestNode.StartAsync();
        var held = await HeldWeek.CreateAsync(node);
        var (browser, _) = await held.NewAttendeeAsync("Rosa Huamán");
        using var _1 = browser;
        using var issued = await HeldWeek.IssueAsync(browser);
        using var organiser = await held.NewOrganiserAsync();
        var good = new Dictionary<string, string?> { ["Name"] = "Rosa Huamán Quispe", ["NameReason"] = "Faltaba un apellido" };

        using var refused = await HeldWeek.PressAsync(organiser, await AddressAsync(node), form, new(good) { [field] = typed });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(said, (await TestBrowser.ReadPageAsync(refused)).GetElementById($"{field}-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            (1, CertificateStatus.Valid, 0, 0),
            await node.WithDatabaseAsync(async db => (await db.Certificates.CountAsync(), await db.Certificates.Select(c => c.Status).SingleAsync(), await db.OutboxMails.CountAsync(), await db.AuditEntries.CountAsync())));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task The_same_correction_twenty_times_at_once_is_one_edition_and_another_one_beside_it_is_refused(string provider, string kind)
    {
        await using var nodes = await NodePair.StartAsync(provider, kind);
        var held = await HeldWeek.CreateAsync(nodes.One);
        var (browser, _) = await held.NewAttendeeAsync("Maria Nahui");
        using var _1 = browser;
        using var issued = await HeldWeek.IssueAsync(browser);
        using var one = await held.NewOrganiserAsync();
        using var other = nodes.OnOther(one);
        var address = await AddressAsync(nodes.One);
        TestBrowser[] organisers = [one, other];
        var pages = await Task.WhenAll(organisers.Select(organiser => organiser.GetPageAsync(address)));

        var presses = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => organisers[number % 2].SubmitAsync(
            pages[number % 2], Supersede, new() { ["Name"] = "María Ñahui", ["NameReason"] = "Faltaban los acentos" })));
        var late = await Task.WhenAll(
            one.SubmitAsync(pages[0], Supersede, new() { ["Name"] = "María Ñahui Quispe", ["NameReason"] = "Faltaba un apellido" }),
            other.SubmitAsync(pages[1], Revoke, new() { ["RevokeReason"] = "Se pidió por error" }));

        Assert.All(presses, press => Assert.Equal(HttpStatusCode.OK, press.StatusCode));
        Assert.All(late, press => Assert.Equal(HttpStatusCode.Conflict, press.StatusCode));
        Assert.Equal(
            [(1, CertificateStatus.Superseded), (2, CertificateStatus.Valid)],
            await nodes.One.WithDatabaseAsync(async db => (await db.Certificates.OrderBy(c => c.Edition).ToListAsync()).Select(c => (c.Edition, c.Status))));
        Assert.Equal((1, 1), await nodes.One.WithDatabaseAsync(async db => (await db.OutboxMails.CountAsync(), await db.AuditEntries.CountAsync())));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Of_a_correction_and_a_revocation_at_once_one_stands(string provider, string kind)
    {
        await using var nodes = await NodePair.StartAsync(provider, kind);
        var held = await HeldWeek.CreateAsync(nodes.One);
        var (browser, _) = await held.NewAttendeeAsync("Maria Nahui");
        using var _1 = browser;
        using var issued = await HeldWeek.IssueAsync(browser);
        using var one = await held.NewOrganiserAsync();
        using var other = nodes.OnOther(one);
        var address = await AddressAsync(nodes.One);
        var (first, second) = (await one.GetPageAsync(address), await other.GetPageAsync(address));

        var presses = await Task.WhenAll(
            one.SubmitAsync(first, Supersede, new() { ["Name"] = "María Ñahui", ["NameReason"] = "Faltaban los acentos" }),
            other.SubmitAsync(second, Revoke, new() { ["RevokeReason"] = "Se pidió por error" }));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], presses.Select(press => press.StatusCode).Order());
        Assert.Equal((1, 1), await nodes.One.WithDatabaseAsync(async db => (await db.OutboxMails.CountAsync(), await db.AuditEntries.CountAsync())));
    }

    [Theory]
    [InlineData("nahui MARIA", 1)]
    [InlineData("ñahui", 0)]
    [InlineData("persona", 3)]
    [InlineData("", 4)]
    public async Task Certificates_are_found_by_part_of_a_name_whatever_its_accents_and_capitals(string search, int found)
    {
        await using var node = await TestNode.StartAsync(settings: RunTests.Quick);
        var held = await HeldWeek.CreateAsync(node);
        await held.AddPeopleAsync(3);
        var (browser, _) = await held.NewAttendeeAsync("María Nahui");
        browser.Dispose();
        await RunTests.StartAsync(held);
        await RunTests.FinishedAsync(node);
        using var organiser = await held.NewOrganiserAsync();

        var page = await organiser.GetPageAsync($"/equipo/certificados/emitidos?buscar={Uri.EscapeDataString(search)}");

        Assert.Equal(found, page.QuerySelectorAll("tbody tr").Length);
        var code = await node.WithDatabaseAsync(db => db.Certificates.Where(c => c.Name == "María Nahui").Select(c => c.Code).SingleAsync());
        var byCode = await organiser.GetPageAsync($"/equipo/certificados/emitidos?buscar={CertificateCode.Parse(code).Display.ToLowerInvariant()}");
        Assert.Equal("María Nahui", byCode.QuerySelector("tbody th")!.TextContent);
    }

    private static async Task<string> AddressAsync(TestNode node) =>
        $"/equipo/certificados/emitidos/{await node.WithDatabaseAsync(db => db.Certificates.Select(c => c.Id).SingleAsync())}";

    private static Task<int> SetPolicyAsync(TestNode node, HeldWeek held, string statement, string signatory) => node.WithDatabaseAsync(async db =>
    {
        var eventId = held.Week.Event.Id;
        await db.CertificatePolicies.Where(policy => policy.EventId == eventId).ExecuteDeleteAsync();
        db.CertificatePolicies.Add(new CertificatePolicy
        {
            EventId = eventId,
            DayStatement = statement,
            Signatories = [new Signatory { Id = Guid.CreateVersion7(), EventId = eventId, Position = 0, Name = signatory, Post = "Secretaría" }],
        });
        return await db.SaveChangesAsync();
    });
}
