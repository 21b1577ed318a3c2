using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Staff;

namespace OpenGovWeek.Web.Tests.Staff;

/// <summary>Comes in by the staff's pages, as people do.</summary>
internal static class Team
{
    public const string Password = "quipu arena puente lluvia";

    public static StaffStore Store(TestNode node) => node.Services.GetRequiredService<StaffStore>();

    /// <summary>The code of a new first link, as it is typed.</summary>
    public static async Task<string?> OfferAsync(TestNode node) =>
        (await node.Services.GetRequiredService<FirstOrganiser>().OfferAsync(CancellationToken.None))?.Split('#')[1];

    public static Dictionary<string, string?> Form(string? code, string email = "ana@ejemplo.pe", string name = "Ana Soto") => new()
    {
        ["Code"] = code,
        ["Name"] = name,
        ["Email"] = email,
        ["Password"] = Password,
    };

    public static async Task<HttpResponseMessage> JoinAsync(TestBrowser browser, Dictionary<string, string?> fields) =>
        await browser.SubmitAsync(await browser.GetPageAsync("/equipo/alta"), "main form", fields);

    public static async Task<HttpResponseMessage> SignInAsync(TestBrowser browser, string email, string password, string path = "/equipo/entrar") =>
        await browser.SubmitAsync(await browser.GetPageAsync(path), "main form", new() { ["Email"] = email, ["Password"] = password });

    /// <summary>A browser of the first organiser.</summary>
    public static async Task<TestBrowser> FoundAsync(TestNode node)
    {
        var browser = node.NewBrowser();
        var response = await JoinAsync(browser, Form(await OfferAsync(node)));
        return response.RequestMessage!.RequestUri!.AbsolutePath == "/equipo"
            ? browser
            : throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    /// <summary>The address of an invitation that an organiser makes on the staff's home.</summary>
    public static async Task<string> InviteAsync(TestBrowser organiser, string role)
    {
        var home = await organiser.GetPageAsync("/equipo");
        var page = await TestBrowser.ReadPageAsync(await organiser.SubmitAsync(home, "form[action*='handler=Invite']", new() { ["Role"] = role }));
        return page.QuerySelector("#enlace")!.GetAttribute("value")!;
    }

    /// <summary>A browser of somebody who used an invitation.</summary>
    public static async Task<TestBrowser> JoinByLinkAsync(TestNode node, string address, string email, string name)
    {
        var browser = node.NewBrowser();
        await JoinAsync(browser, Form(new Uri(address).Fragment[1..], email, name));
        return browser;
    }

    public static string Path(HttpResponseMessage response) => response.RequestMessage!.RequestUri!.AbsolutePath;

    /// <summary>The page of security of who is signed in, opened by the password.</summary>
    public static async Task<IHtmlDocument> OpenSecurityAsync(TestBrowser browser, string password = Password) => await TestBrowser.ReadPageAsync(
        await browser.SubmitAsync(await browser.GetPageAsync("/equipo/seguridad"), "form[action*='handler=Prove']", new() { ["Current"] = password }));

    /// <summary>Presses a button of that page.</summary>
    public static async Task<IHtmlDocument> ChangeAsync(TestBrowser browser, IHtmlDocument page, string handler, Dictionary<string, string?>? fields = null, string? button = null) =>
        await TestBrowser.ReadPageAsync(await browser.SubmitAsync(page, $"form[action*='handler={handler}']", fields ?? [], button));

    /// <summary>The newest mail that nobody has sent yet, as it reads.</summary>
    public static async Task<MailText> ReadMailAsync(TestNode node)
    {
        var row = await node.WithDatabaseAsync(db => db.OutboxMails.AsNoTracking().Where(m => m.Sealed != null).OrderByDescending(m => m.CreatedAt).FirstAsync());
        return node.Services.GetRequiredService<Outbox>().Open(row.Sealed!);
    }
}
