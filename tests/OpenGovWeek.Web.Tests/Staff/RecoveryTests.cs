using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Staff;

public sealed partial class RecoveryTests : IAsyncLifetime
{
    private const string Fresh = "otra frase muy larga y nueva";

    private TestNode node = null!;

    public async ValueTask InitializeAsync() => node = await TestNode.StartAsync(settings: new() { ["PublicAddress"] = "https://semana.ejemplo.pe" });

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task The_mail_lets_one_choose_another_password_once_and_ends_all_sessions()
    {
        using var signedIn = await Team.FoundAsync(node);
        using var browser = node.NewBrowser();
        await AskAsync(browser, " ANA@ejemplo.pe ");
        var mail = await Team.ReadMailAsync(node);
        var token = TokenIn(mail.Plain);
        Assert.Contains($"\n    {token}\n", mail.Plain, StringComparison.Ordinal);

        Assert.NotNull((await RenewAsync(browser, token, Fresh)).QuerySelector("[data-kind=good]"));

        node.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("/equipo/entrar", Team.Path(await signedIn.Http.GetAsync("/equipo")));
        Assert.Equal("/equipo/entrar", Team.Path(await Team.SignInAsync(browser, "ana@ejemplo.pe", Team.Password)));
        Assert.Equal("/equipo", Team.Path(await Team.SignInAsync(browser, "ana@ejemplo.pe", Fresh)));
        Assert.Contains("ya se usó", (await RenewAsync(browser, token, "y otra frase distinta")).QuerySelector("#Code-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.StaffPasswordReset && a.StaffName == "Ana Soto")));
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer_and_leaves_a_row_that_says_nothing()
    {
        await Team.FoundAsync(node);
        using var browser = node.NewBrowser();
        var known = await AskAsync(browser, "ana@ejemplo.pe");
        var unknown = await AskAsync(browser, "nadie@ejemplo.pe");

        Assert.Equal(known, unknown);
        var rows = await node.WithDatabaseAsync(db => db.OutboxMails.AsNoTracking().OrderBy(m => m.CreatedAt).ToListAsync());
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.StartsWith("staff-recovery:", row.Cause, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain("ejemplo", row.Cause, StringComparison.Ordinal));
        Assert.Equal(("ana@ejemplo.pe", false, null), (rows[0].To, rows[0].Sealed is null, rows[0].GivenUpAt));
        Assert.Equal(("", null, true), (rows[1].To, rows[1].Sealed, rows[1].GivenUpAt is not null));
    }

    [Fact]
    public async Task Who_presses_again_gets_no_second_mail_until_some_minutes_later()
    {
        await Team.FoundAsync(node);
        using var browser = node.NewBrowser();
        // To the beginning of a window, so that all of them lie in one.
        node.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(node.Clock.Now.Ticks % TimeSpan.FromMinutes(5).Ticks));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var other = node.NewBrowser();
            await AskAsync(other, "ana@ejemplo.pe");
        }));
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.OutboxMails.CountAsync()));

        node.Clock.Advance(TimeSpan.FromMinutes(5));
        await AskAsync(browser, "ana@ejemplo.pe");
        Assert.Equal(2, await node.WithDatabaseAsync(db => db.OutboxMails.CountAsync()));
    }

    [Fact]
    public async Task Of_many_who_use_a_token_at_once_one_succeeds()
    {
        await Team.FoundAsync(node);
        using var browser = node.NewBrowser();
        await AskAsync(browser, "ana@ejemplo.pe");
        var token = TokenIn((await Team.ReadMailAsync(node)).Plain);

        var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(async number =>
        {
            using var other = node.NewBrowser();
            return await RenewAsync(other, token, $"{Fresh} {number}");
        }));

        Assert.Single(pages, page => page.QuerySelector("[data-kind=good]") is not null);
        Assert.Equal(11, pages.Count(page => page.QuerySelector("#Code-error") is not null));
    }

    [Fact]
    public async Task A_token_serves_for_half_an_hour_and_only_while_nothing_else_changed()
    {
        using var signedIn = await Team.FoundAsync(node);
        using var browser = node.NewBrowser();
        await AskAsync(browser, "ana@ejemplo.pe");
        var first = TokenIn((await Team.ReadMailAsync(node)).Plain);
        Assert.NotNull((await RenewAsync(browser, first, "corta")).QuerySelector("#Password-error"));
        Assert.NotNull((await RenewAsync(browser, first[..^1], Fresh)).QuerySelector("#Code-error"));
        node.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.NotNull((await RenewAsync(browser, first, Fresh)).QuerySelector("#Code-error"));

        await AskAsync(browser, "ana@ejemplo.pe");
        var second = TokenIn((await Team.ReadMailAsync(node)).Plain);
        Assert.NotEqual(first, second);
        await Team.ChangeAsync(signedIn, await Team.OpenSecurityAsync(signedIn), "Password", new() { ["Password"] = Fresh });
        Assert.NotNull((await RenewAsync(browser, second, "y otra frase distinta")).QuerySelector("#Code-error"));
    }

    [Fact]
    public async Task Who_was_locked_out_gets_in_with_the_new_password()
    {
        await Team.FoundAsync(node);
        using var browser = node.NewBrowser();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await Team.SignInAsync(browser, "ana@ejemplo.pe", "no es la contraseña");
        }

        await AskAsync(browser, "ana@ejemplo.pe");
        // As a mail program may have broken it.
        var token = TokenIn((await Team.ReadMailAsync(node)).Plain);
        await RenewAsync(browser, $" {token[..60]}\n {token[60..]} ", Fresh);

        Assert.Equal("/equipo", Team.Path(await Team.SignInAsync(browser, "ana@ejemplo.pe", Fresh)));
    }

    [Fact]
    public async Task What_is_no_address_is_said()
    {
        using var browser = node.NewBrowser();
        var page = await TestBrowser.ReadPageAsync(await browser.SubmitAsync(await browser.GetPageAsync("/equipo/recuperar"), "main form", new() { ["Email"] = "ana" }));
        Assert.NotNull(page.QuerySelector("#Email-error"));
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.OutboxMails.CountAsync()));
    }

    private static async Task<string> AskAsync(TestBrowser browser, string email)
    {
        var page = await TestBrowser.ReadPageAsync(
            await browser.SubmitAsync(await browser.GetPageAsync("/equipo/recuperar"), "main form", new() { ["Email"] = email }));
        return page.QuerySelector("main")!.InnerHtml;
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> RenewAsync(TestBrowser browser, string token, string password) => await TestBrowser.ReadPageAsync(
        await browser.SubmitAsync(await browser.GetPageAsync("/equipo/recuperar/nueva"), "main form", new() { ["Code"] = token, ["Password"] = password }));

    private static string TokenIn(string plain) => Link().Match(plain).Groups[1].Value;

    [GeneratedRegex(@"https://semana\.ejemplo\.pe/equipo/recuperar/nueva#(\S+)")]
    private static partial Regex Link();
}
