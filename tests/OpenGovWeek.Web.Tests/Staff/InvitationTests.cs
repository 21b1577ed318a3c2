using System.Net;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Staff;

public sealed class InvitationTests : IAsyncLifetime
{
    private TestNode node = null!;

    public async ValueTask InitializeAsync() => node = await TestNode.StartAsync();

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task The_first_link_makes_one_organiser_however_many_use_it_at_once()
    {
        var code = await Team.OfferAsync(node);
        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            using var browser = node.NewBrowser();
            var response = await Team.JoinAsync(browser, Team.Form(code, $"ana{number}@ejemplo.pe"));
            return (Path: Team.Path(response), Page: await TestBrowser.ReadPageAsync(response));
        }));

        Assert.Single(pages, p => p.Path == "/equipo");
        Assert.All(pages.Where(p => p.Path != "/equipo"), p => Assert.Contains("ya se usó", p.Page.QuerySelector("#Code-error")!.TextContent, StringComparison.Ordinal));
        var member = Assert.Single(await Team.Store(node).ListAsync(CancellationToken.None));
        Assert.Equal((StaffRoles.Organiser, "Ana Soto"), (member.Role, member.DisplayName));
        Assert.Null(await Team.OfferAsync(node));
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.StaffCreate && a.StaffId == member.Id)));
    }

    [Fact]
    public async Task Only_the_newest_first_link_works_and_it_can_be_typed()
    {
        var older = await Team.OfferAsync(node);
        var newer = await Team.OfferAsync(node);
        using var browser = node.NewBrowser();

        var refused = await TestBrowser.ReadPageAsync(await Team.JoinAsync(browser, Team.Form(older)));
        Assert.Contains("no existe", refused.QuerySelector("#Code-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("Ana Soto", "ana@ejemplo.pe"), (refused.QuerySelector("#Name")!.GetAttribute("value"), refused.QuerySelector("#Email")!.GetAttribute("value")));
        Assert.Null(refused.QuerySelector("#Password")!.GetAttribute("value"));

        var typed = newer!.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();
        Assert.Equal("/equipo", Team.Path(await Team.JoinAsync(browser, Team.Form(typed))));
    }

    [Fact]
    public async Task A_link_is_good_for_a_day_and_only_its_hash_is_stored()
    {
        var code = await Team.OfferAsync(node);
        var stored = await node.WithDatabaseAsync(db => db.StaffInvitations.SingleAsync());
        Assert.Equal(64, stored.TokenHash.Length);
        Assert.DoesNotContain(code!.Replace("-", "", StringComparison.Ordinal), stored.TokenHash, StringComparison.OrdinalIgnoreCase);
        node.Clock.Advance(TimeSpan.FromHours(24));
        using var browser = node.NewBrowser();
        var page = await TestBrowser.ReadPageAsync(await Team.JoinAsync(browser, Team.Form(code)));
        Assert.Contains("venció", page.QuerySelector("#Code-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_form_is_said_and_the_link_is_not_used_up()
    {
        var code = await Team.OfferAsync(node);
        using var browser = node.NewBrowser();
        foreach (var (field, value) in new[]
        {
            ("Code", "no es un código"), ("Code", ""), ("Name", ""), ("Name", "Ana\u202E"), ("Name", new string('a', 61)), ("Email", "ana"),
            ("Password", "corta"), ("Password", "ana@ejemplo.pe"), ("Password", "Contraseña123"), ("Password", "aaaaaaaaaaaaaa"), ("Password", new string('x', 257)),
        })
        {
            var fields = Team.Form(code);
            fields[field] = value;
            var page = await TestBrowser.ReadPageAsync(await Team.JoinAsync(browser, fields));
            Assert.Equal([$"#{field}"], page.QuerySelectorAll("#errores a").Select(a => a.GetAttribute("href")!));
            Assert.NotNull(page.QuerySelector($"#{field}-error"));
        }

        Assert.Equal("/equipo", Team.Path(await Team.JoinAsync(browser, Team.Form(code))));
    }

    [Fact]
    public async Task An_organiser_invites_a_moderator_once_and_sees_the_link_once()
    {
        using var organiser = await Team.FoundAsync(node);
        var address = await Team.InviteAsync(organiser, StaffRoles.Moderator);
        Assert.StartsWith(new Uri(node.Address, "/equipo/alta#").ToString(), address, StringComparison.Ordinal);
        Assert.Null((await organiser.GetPageAsync("/equipo")).QuerySelector("#enlace"));

        using var moderator = await Team.JoinByLinkAsync(node, address, "beto@ejemplo.pe", "Beto Ríos");
        var home = await moderator.GetPageAsync("/equipo");
        Assert.Contains("Beto Ríos", home.QuerySelector(".eyebrow")!.TextContent, StringComparison.Ordinal);
        Assert.Null(home.QuerySelector("#equipo"));

        using var second = node.NewBrowser();
        var refused = await TestBrowser.ReadPageAsync(await Team.JoinAsync(second, Team.Form(new Uri(address).Fragment[1..], "otro@ejemplo.pe")));
        Assert.NotNull(refused.QuerySelector("#Code-error"));
    }

    [Fact]
    public async Task An_address_serves_one_member_and_the_link_stays_usable()
    {
        using var organiser = await Team.FoundAsync(node);
        var address = await Team.InviteAsync(organiser, StaffRoles.Moderator);
        using var browser = node.NewBrowser();
        var taken = await TestBrowser.ReadPageAsync(await Team.JoinAsync(browser, Team.Form(new Uri(address).Fragment[1..], "ANA@ejemplo.pe")));
        Assert.NotNull(taken.QuerySelector("#Email-error"));
        Assert.Equal("/equipo", Team.Path(await Team.JoinAsync(browser, Team.Form(new Uri(address).Fragment[1..], "o'ñato@ejemplo.pe"))));
        Assert.Equal("/equipo", Team.Path(await Team.SignInAsync(node.NewBrowser(), "O'Ñato@ejemplo.pe", Team.Password)));
    }

    [Fact]
    public async Task An_organiser_takes_an_invitation_back()
    {
        using var organiser = await Team.FoundAsync(node);
        var address = await Team.InviteAsync(organiser, StaffRoles.Organiser);
        await organiser.SubmitAsync(await organiser.GetPageAsync("/equipo"), "form[action*='handler=Cancel']", []);
        using var browser = node.NewBrowser();
        var page = await TestBrowser.ReadPageAsync(await Team.JoinAsync(browser, Team.Form(new Uri(address).Fragment[1..], "otro@ejemplo.pe")));
        Assert.NotNull(page.QuerySelector("#Code-error"));
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.StaffInviteCancel)));
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_refused()
    {
        using var organiser = await Team.FoundAsync(node);
        var home = await organiser.GetPageAsync("/equipo");
        var response = await organiser.SubmitAsync(home, "form[action*='handler=Invite']", new() { ["Role"] = "Admin" });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull((await TestBrowser.ReadPageAsync(response)).QuerySelector("#Role-error"));
        Assert.Empty(await Team.Store(node).OpenInvitationsAsync(CancellationToken.None));
    }
}
