using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Staff;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Staff;

public sealed class SecondFactorTests : IAsyncLifetime
{
    private TestNode node = null!;
    private TestBrowser ana = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        ana = await Team.FoundAsync(node);
    }

    public async ValueTask DisposeAsync()
    {
        ana.Dispose();
        await node.DisposeAsync();
    }

    [Fact]
    public async Task The_page_changes_nothing_before_the_password_was_given_and_not_long_after()
    {
        var closed = await ana.GetPageAsync("/equipo/seguridad");
        Assert.Equal(["/equipo/seguridad?handler=Prove"], closed.QuerySelectorAll("main form").Select(form => form.GetAttribute("action")!));
        Assert.NotNull((await Team.OpenSecurityAsync(ana, "no es la contraseña")).QuerySelector("#Current-error"));

        var open = await Team.OpenSecurityAsync(ana);
        var forged = await Team.ChangeAsync(ana, open, "Begin", new() { ["Proof"] = "nada" });
        Assert.NotNull(forged.QuerySelector("#Current-error"));
        node.Clock.Advance(TimeSpan.FromMinutes(15));
        var late = await Team.ChangeAsync(ana, open, "Password", new() { ["Password"] = "otra frase muy larga y nueva" });
        Assert.Contains("otra vez", late.QuerySelector("#Current-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/equipo", Team.Path(await Team.SignInAsync(node.NewBrowser(), "ana@ejemplo.pe", Team.Password)));
    }

    [Fact]
    public async Task From_then_on_a_code_of_the_phone_is_asked_for_and_each_serves_once()
    {
        var (key, _, used) = await EnableAsync();
        using var browser = node.NewBrowser();

        var step = await Team.SignInAsync(browser, "ana@ejemplo.pe", Team.Password, "/equipo/entrar?volver=%2Fequipo%2Fseguridad");
        Assert.Equal("/equipo/segundo-paso", Team.Path(step));
        Assert.Equal("/equipo/entrar", Team.Path(await browser.Http.GetAsync("/equipo")));
        var page = await TestBrowser.ReadPageAsync(step);
        Assert.NotNull((await SendAsync(browser, page, used)).QuerySelector("#Code-error"));
        node.Clock.Advance(TimeSpan.FromSeconds(60));
        var next = key.CodeOf(AuthenticatorKey.StepAt(node.Clock.Now));
        using var entered = await browser.SubmitAsync(page, "main form", new() { ["Code"] = $"{next[..3]} {next[3..]}" });
        Assert.Equal("/equipo/seguridad", Team.Path(entered));

        using var thief = node.NewBrowser();
        var again = await TestBrowser.ReadPageAsync(await Team.SignInAsync(thief, "ana@ejemplo.pe", Team.Password));
        Assert.NotNull((await SendAsync(thief, again, next)).QuerySelector("#Code-error"));
    }

    [Fact]
    public async Task Of_two_who_come_with_one_code_at_once_one_gets_in()
    {
        var (key, _, _) = await EnableAsync();
        node.Clock.Advance(TimeSpan.FromSeconds(60));
        var code = key.CodeOf(AuthenticatorKey.StepAt(node.Clock.Now));

        var paths = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var browser = node.NewBrowser();
            var page = await TestBrowser.ReadPageAsync(await Team.SignInAsync(browser, "ana@ejemplo.pe", Team.Password));
            return Team.Path(await browser.SubmitAsync(page, "main form", new() { ["Code"] = code }));
        }));

        Assert.Single(paths, "/equipo");
    }

    [Fact]
    public async Task Recovery_codes_get_in_once_each_and_only_their_hashes_are_kept()
    {
        var (_, codes, _) = await EnableAsync();
        Assert.Equal(RecoveryCode.Many, codes.Count);
        var stored = await node.WithDatabaseAsync(db => db.UserTokens.Select(t => t.Value!).ToListAsync());
        Assert.DoesNotContain(stored, value => codes.Any(code => value.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase) || value.Contains(code, StringComparison.Ordinal)));

        using var browser = node.NewBrowser();
        var page = await TestBrowser.ReadPageAsync(await Team.SignInAsync(browser, "ana@ejemplo.pe", Team.Password));
        Assert.Equal("/equipo", Team.Path(await browser.SubmitAsync(page, "main form", new() { ["Code"] = codes[3].ToLowerInvariant() })));
        using var other = node.NewBrowser();
        var second = await TestBrowser.ReadPageAsync(await Team.SignInAsync(other, "ana@ejemplo.pe", Team.Password));
        Assert.NotNull((await SendAsync(other, second, codes[3])).QuerySelector("#Code-error"));

        var open = await Team.OpenSecurityAsync(browser);
        Assert.Contains("7", open.QuerySelector("[aria-labelledby=segundo] p")!.TextContent, StringComparison.Ordinal);
        var renewed = await Team.ChangeAsync(browser, open, "Codes", button: "button:not([formaction])");
        var fresh = CodesIn(renewed);
        Assert.Empty(fresh.Intersect(codes));
        Assert.NotNull((await SendAsync(other, second, codes[0])).QuerySelector("#Code-error"));
        Assert.Empty(CodesIn(await browser.GetPageAsync("/equipo/seguridad")));
        var used = await node.WithDatabaseAsync(db => db.AuditEntries.SingleAsync(a => a.Action == AuditAction.StaffRecoveryCode));
        Assert.Equal(("Ana Soto", used.StaffId), (used.StaffName, used.SubjectId));
    }

    [Fact]
    public async Task A_wrong_code_turns_nothing_on_and_the_owner_turns_it_off_again()
    {
        var begun = await Team.ChangeAsync(ana, await Team.OpenSecurityAsync(ana), "Begin");
        var wrong = await Team.ChangeAsync(ana, begun, "Enable", new() { ["Code"] = "000000" });
        Assert.NotNull(wrong.QuerySelector("#Code-error"));
        Assert.Equal(KeyIn(begun).Text, KeyIn(wrong).Text);
        Assert.Equal("/equipo", Team.Path(await Team.SignInAsync(node.NewBrowser(), "ana@ejemplo.pe", Team.Password)));

        using var elsewhere = node.NewBrowser();
        await Team.SignInAsync(elsewhere, "ana@ejemplo.pe", Team.Password);
        var on = await Team.ChangeAsync(ana, wrong, "Enable", new() { ["Code"] = Now(KeyIn(wrong)) });
        node.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("/equipo/entrar", Team.Path(await elsewhere.Http.GetAsync("/equipo")));
        Assert.Equal("/equipo", Team.Path(await ana.Http.GetAsync("/equipo")));

        var off = await Team.ChangeAsync(ana, on, "Codes", button: "button[formaction]");
        Assert.NotNull(off.QuerySelector("[data-kind=good]"));
        Assert.Equal("/equipo", Team.Path(await Team.SignInAsync(node.NewBrowser(), "ana@ejemplo.pe", Team.Password)));
        Assert.Empty(await node.WithDatabaseAsync(db => db.UserTokens.ToListAsync()));
        Assert.Equal(2, await node.WithDatabaseAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.StaffSecondFactor)));
    }

    [Fact]
    public async Task Ten_wrong_codes_close_the_door()
    {
        var (key, _, _) = await EnableAsync();
        using var browser = node.NewBrowser();
        var page = await TestBrowser.ReadPageAsync(await Team.SignInAsync(browser, "ana@ejemplo.pe", Team.Password));
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await SendAsync(browser, page, "000000");
        }

        node.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.NotNull((await SendAsync(browser, page, Now(key))).QuerySelector("#Code-error, a[href='/equipo/entrar']"));
        Assert.Equal("/equipo/entrar", Team.Path(await browser.Http.GetAsync("/equipo")));
    }

    [Fact]
    public async Task Without_a_password_before_there_is_nothing_to_send_a_code_for()
    {
        using var browser = node.NewBrowser();
        var page = await browser.GetPageAsync("/equipo/segundo-paso");
        Assert.Null(page.QuerySelector("main form"));
        Assert.NotNull(page.QuerySelector("main a[href='/equipo/entrar']"));
    }

    private async Task<(AuthenticatorKey Key, IReadOnlyList<string> Recovery, string Used)> EnableAsync()
    {
        var begun = await Team.ChangeAsync(ana, await Team.OpenSecurityAsync(ana), "Begin");
        var key = KeyIn(begun);
        var code = Now(key);
        var done = await Team.ChangeAsync(ana, begun, "Enable", new() { ["Code"] = code });
        return (key, CodesIn(done), code);
    }

    private string Now(AuthenticatorKey key) => key.CodeOf(AuthenticatorKey.StepAt(node.Clock.Now));

    private static async Task<IHtmlDocument> SendAsync(TestBrowser browser, IHtmlDocument page, string code) =>
        await TestBrowser.ReadPageAsync(await browser.SubmitAsync(page, "main form", new() { ["Code"] = code }));

    private static AuthenticatorKey KeyIn(IHtmlDocument page) =>
        AuthenticatorKey.TryParse(page.QuerySelector("[aria-labelledby=segundo] dd.code")!.TextContent.Replace(" ", "", StringComparison.Ordinal), out var key)
            ? key
            : throw new InvalidOperationException("The page shows no key.");

    private static List<string> CodesIn(IHtmlDocument page) => [.. page.QuerySelectorAll(".code-list li").Select(item => item.TextContent)];
}
