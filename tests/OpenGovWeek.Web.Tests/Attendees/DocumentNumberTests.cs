using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendees;

/// <summary>The number of an identity document, which only some events ask for.</summary>
public sealed class DocumentNumberTests
{
    [Fact]
    public async Task It_is_asked_for_where_the_policy_says_so_kept_and_corrected()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, id) = await week.NewAttendeeAsync();
        using var _1 = browser;
        Assert.Null((await browser.GetPageAsync("/registro")).GetElementById("Document"));
        await AskAsync(node, week);

        using var wrong = await CorrectAsync(browser, "40-12");
        using var right = await CorrectAsync(browser, " ce-0012 34567 ");

        Assert.Contains("de 6 a 20", (await TestBrowser.ReadPageAsync(wrong)).GetElementById("Document-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("CE-001234567", await NumberAsync(node, id));
        using var removed = await CorrectAsync(browser, "");
        Assert.Null(await NumberAsync(node, id));
    }

    [Fact]
    public async Task A_correction_where_it_is_not_asked_for_leaves_what_was_given()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, id) = await week.NewAttendeeAsync();
        using var _1 = browser;
        await node.WithDatabaseAsync(db => db.Attendees.ExecuteUpdateAsync(set => set.SetProperty(a => a.DocumentNumber, "40123456")));

        using var saved = await CorrectAsync(browser, "99999999");

        Assert.Equal("40123456", await NumberAsync(node, id));
    }

    private static async Task<HttpResponseMessage> CorrectAsync(TestBrowser browser, string typed) =>
        await browser.SubmitAsync(await browser.GetPageAsync("/registro"), "form.form", new() { ["Document"] = typed });

    private static Task<string?> NumberAsync(TestNode node, Guid id) => node.WithDatabaseAsync(db => db.Attendees.Where(a => a.Id == id).Select(a => a.DocumentNumber).SingleAsync());

    private static Task<int> AskAsync(TestNode node, TestEvent week) => node.WithDatabaseAsync(db =>
    {
        db.CertificatePolicies.Add(new CertificatePolicy { EventId = week.Event.Id, AsksDocument = true, Version = 1 });
        return db.SaveChangesAsync();
    });
}
