using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Nodes;
using Xunit;

namespace OpenGovWeek.Web.Tests.Certificates;

/// <summary>Issuing for all who qualify.</summary>
public sealed class RunTests
{
    private const string Start = "form[action*='Start']";

    /// <summary>Runs look for work often, keep it for a short while, and draw as fast as they can.</summary>
    internal static readonly Dictionary<string, string?> Quick = new()
    {
        ["CertificateRuns:Every"] = "00:00:00.100",
        ["CertificateRuns:Lease"] = "00:00:02",
        ["CertificateRuns:PerSecond"] = "1000",
        ["Limits:PersonBurst"] = "10000",
    };

    public static TheoryData<string, string> Pairs => NodePair.OneKind;

    [Fact]
    public async Task Those_who_qualify_and_are_confirmed_get_one_with_a_mail_and_the_others_nothing()
    {
        await using var node = await TestNode.StartAsync(settings: Quick);
        var held = await HeldWeek.CreateAsync(node);
        await held.AddPeopleAsync(6);
        var (few, _) = await held.NewAttendeeAsync(minutes: 5);
        var (unconfirmed, _) = await held.NewAttendeeAsync(isConfirmed: false);
        var (served, servedId) = await held.NewAttendeeAsync();
        using var issued = await HeldWeek.IssueAsync(served);
        using var organiser = await held.NewOrganiserAsync();
        var page = await organiser.GetPageAsync(HeldWeek.Runs);
        Assert.Equal(["8", "7", "1"], page.QuerySelectorAll("section[aria-labelledby=clase-1] dd").Select(dd => dd.TextContent));
        Assert.Contains("Emitir para 6 personas", page.QuerySelector($"section[aria-labelledby=clase-1] {Start}")!.TextContent, StringComparison.Ordinal);

        using var started = await organiser.SubmitAsync(page, $"section[aria-labelledby=clase-1] {Start}", []);
        await FinishedAsync(node);

        var run = await node.WithDatabaseAsync(db => db.CertificateRuns.AsNoTracking().SingleAsync());
        Assert.Equal((9, 9, 6, 0, "Ana Quispe"), (run.Total, run.Seen, run.Issued, run.Failed, run.StaffName));
        var all = await node.WithDatabaseAsync(db => db.Certificates.Where(c => c.Kind == "day:1").Select(c => new { c.Id, c.AttendeeId, c.Language }).ToListAsync());
        Assert.Equal(7, all.Select(c => c.AttendeeId).Distinct().Count());
        Assert.Equal(7, all.Count);
        var mails = await node.WithDatabaseAsync(db => db.OutboxMails.AsNoTracking().Where(m => m.Cause.StartsWith("certificate:")).ToListAsync());
        Assert.Equal(all.Where(c => c.AttendeeId != servedId).Select(c => $"certificate:{c.Id}").Order(), mails.Select(m => m.Cause).Order());
        Assert.Equal(["en", "es-PE"], all.Where(c => c.AttendeeId != servedId).Select(c => c.Language).Distinct().Order());
        Assert.Equal(
            [AuditAction.CertificateRun], await node.WithDatabaseAsync(db => db.AuditEntries.Where(a => a.SubjectId == run.Id).Select(a => a.Action).ToListAsync()));
        foreach (var person in (TestBrowser[])[few, unconfirmed, served])
        {
            person.Dispose();
        }
    }

    [Fact]
    public async Task The_letter_names_the_certificate_and_leads_to_it_in_the_readers_language()
    {
        await using var node = await TestNode.StartAsync(settings: Quick);
        var held = await HeldWeek.CreateAsync(node);
        await held.AddPeopleAsync(2);
        await StartAsync(held);
        await FinishedAsync(node);

        var outbox = node.Services.GetRequiredService<Outbox>();
        var texts = (await node.WithDatabaseAsync(db => db.OutboxMails.AsNoTracking().Where(m => m.Sealed != null).OrderBy(m => m.To).ToListAsync()))
            .ConvertAll(mail => outbox.Open(mail.Sealed!));

        Assert.Equal(["Su certificado de «Semana de Gobierno Abierto»", "Your certificate of “Semana de Gobierno Abierto”"], texts.Select(text => text.Subject));
        Assert.All(texts, text => Assert.Contains($"{node.Address}mis-certificados", text.Plain, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.Contains("</a>", text.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_mail_nobody_is_written_to()
    {
        await using var node = await TestNode.StartAsync(settings: Quick);
        var held = await HeldWeek.CreateAsync(node);
        await held.AddPeopleAsync(3);

        await StartAsync(held, new() { ["mail"] = null });
        await FinishedAsync(node);

        Assert.Equal((3, 0), await node.WithDatabaseAsync(async db => (await db.Certificates.CountAsync(), await db.OutboxMails.CountAsync())));
    }

    [Fact]
    public async Task A_run_is_started_once_however_often_the_form_is_sent_and_no_second_of_its_kind_beside_it()
    {
        await using var node = await TestNode.StartAsync(settings: new(Quick) { ["CertificateRuns:PerSecond"] = "5" });
        var held = await HeldWeek.CreateAsync(node);
        await held.AddPeopleAsync(30);
        using var organiser = await held.NewOrganiserAsync();
        var (one, other) = (await organiser.GetPageAsync(HeldWeek.Runs), await organiser.GetPageAsync(HeldWeek.Runs));

        var presses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => organiser.SubmitAsync(one, Start, [])));
        using var second = await organiser.SubmitAsync(other, Start, []);

        Assert.All(presses, press => Assert.Equal(HttpStatusCode.OK, press.StatusCode));
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("Ya hay una emisión", (await TestBrowser.ReadPageAsync(second)).GetElementById("errores")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.CertificateRuns.CountAsync()));
    }

    [Fact]
    public async Task A_run_is_watched_stopped_and_resumed_and_ends_with_everybody_served_once()
    {
        await using var node = await TestNode.StartAsync(settings: new(Quick) { ["CertificateRuns:PerSecond"] = "20" });
        var held = await HeldWeek.CreateAsync(node);
        await held.AddPeopleAsync(30);
        using var organiser = await held.NewOrganiserAsync();
        await StartAsync(held);
        await Eventually.TrueAsync(async () => await CountAsync(node) >= 3, "some are issued");

        using var stopped = await HeldWeek.PressAsync(organiser, HeldWeek.Runs, "form[action*='Stop']");
        var after = await CountAsync(node);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        Assert.Equal(after, await CountAsync(node));
        Assert.InRange(after, 3, 29);
        var view = Assert.Single(await RunsAsync(organiser, held));
        Assert.Equal(("Stopped", after * 100 / 30), (view.GetProperty("status").GetString(), view.GetProperty("percent").GetInt32()));

        using var resumed = await HeldWeek.PressAsync(organiser, HeldWeek.Runs, "form[action*='Resume']");
        await FinishedAsync(node);

        await AssertCompleteAsync(node, 30);
        Assert.Equal(
            [AuditAction.CertificateRun, AuditAction.CertificateRunStop, AuditAction.CertificateRun],
            await node.WithDatabaseAsync(db => db.AuditEntries.OrderBy(a => a.At).Select(a => a.Action).ToListAsync()));
    }

    [Fact]
    public async Task Who_cannot_be_printed_is_counted_with_the_reason_and_the_others_go_on()
    {
        await using var node = await TestNode.StartAsync(settings: Quick);
        var held = await HeldWeek.CreateAsync(node);
        await held.AddPeopleAsync(2);
        var (strange, _) = await held.NewAttendeeAsync("東京 Pérez");
        strange.Dispose();
        await held.AddPeopleAsync(0);
        using var organiser = await held.NewOrganiserAsync();

        await StartAsync(held);
        await FinishedAsync(node);

        var run = await node.WithDatabaseAsync(db => db.CertificateRuns.AsNoTracking().SingleAsync());
        Assert.Equal((3, 2, 1), (run.Seen, run.Issued, run.Failed));
        var told = (await organiser.GetPageAsync(HeldWeek.Runs)).QuerySelector("#emisiones details")!.TextContent;
        Assert.Contains("東京 Pérez", told, StringComparison.Ordinal);
        Assert.Contains("no puede escribir estos caracteres", told, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Two_nodes_and_people_who_press_meanwhile_make_no_second_certificate(string provider, string kind)
    {
        await using var nodes = await NodePair.StartAsync(provider, kind, new(Quick) { ["CertificateRuns:PerSecond"] = "40" });
        var held = await HeldWeek.CreateAsync(nodes.One);
        await held.AddPeopleAsync(15);
        var people = new List<TestBrowser>();
        for (var number = 0; number < 10; number++)
        {
            people.Add((await held.NewAttendeeAsync()).Browser);
        }

        var pages = await Task.WhenAll(people.Select(person => person.GetPageAsync(HeldWeek.Mine)));
        await StartAsync(held);
        foreach (var (person, page) in people.Zip(pages).Reverse())
        {
            using var press = await person.SubmitAsync(page, "#dia-1 form", [], "button");
            Assert.Equal(HttpStatusCode.OK, press.StatusCode);
        }

        await FinishedAsync(nodes.One);

        var run = await nodes.One.WithDatabaseAsync(db => db.CertificateRuns.AsNoTracking().SingleAsync());
        var (issued, mails) = await nodes.One.WithDatabaseAsync(async db => (await db.Certificates.ToListAsync(), await db.OutboxMails.CountAsync()));
        Assert.Equal((25, 25), (issued.Count, issued.Select(c => c.AttendeeId).Distinct().Count()));
        Assert.Equal((25, mails), (run.Seen, run.Issued));
        Assert.InRange(run.Issued, 15, 25);
        people.ForEach(person => person.Dispose());
    }

    /// <summary>Starts a run of the first day by the page's form.</summary>
    internal static async Task StartAsync(HeldWeek held, Dictionary<string, string?>? fields = null)
    {
        using var organiser = await held.NewOrganiserAsync();
        using var started = await HeldWeek.PressAsync(organiser, HeldWeek.Runs, $"section[aria-labelledby=clase-1] {Start}", fields);
        Assert.Equal(HttpStatusCode.OK, started.StatusCode);
    }

    internal static Task FinishedAsync(TestNode node) => Eventually.TrueAsync(
        () => node.WithDatabaseAsync(db => db.CertificateRuns.AllAsync(r => r.Status == CertificateRunStatus.Finished)), "the run is finished");

    internal static Task<int> CountAsync(TestNode node) => node.WithDatabaseAsync(db => db.Certificates.CountAsync());

    /// <summary>Everybody has one certificate and one mail, and the counters say so.</summary>
    internal static async Task AssertCompleteAsync(TestNode node, int people)
    {
        var run = await node.WithDatabaseAsync(db => db.CertificateRuns.AsNoTracking().SingleAsync());
        Assert.Equal((people, people, 0), (run.Seen, run.Issued, run.Failed));
        var issued = await node.WithDatabaseAsync(db => db.Certificates.Select(c => new { c.Id, c.AttendeeId }).ToListAsync());
        Assert.Equal((people, people), (issued.Count, issued.Select(c => c.AttendeeId).Distinct().Count()));
        var causes = await node.WithDatabaseAsync(db => db.OutboxMails.Select(m => m.Cause).ToListAsync());
        Assert.Equal(issued.Select(c => $"certificate:{c.Id}").Order(), causes.Order());
    }

    private static async Task<List<JsonElement>> RunsAsync(TestBrowser organiser, HeldWeek held) =>
        await TestBrowser.ReadAsync<List<JsonElement>>(await organiser.Http.GetAsync($"/api/events/{held.Week.Event.Slug}/certificate-runs"));
}
