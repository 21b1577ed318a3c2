using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Staff;

public sealed class StaffAccessTests : IAsyncLifetime
{
    private TestNode node = null!;

    public async ValueTask InitializeAsync() => node = await TestNode.StartAsync();

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task Signing_in_leads_on_and_signing_out_ends_it()
    {
        await Team.FoundAsync(node);
        using var browser = node.NewBrowser();
        var asked = await browser.Http.GetAsync("/equipo");
        Assert.Equal("/equipo/entrar", Team.Path(asked));
        var response = await browser.SubmitAsync(
            await TestBrowser.ReadPageAsync(asked), "main form", new() { ["Email"] = " ANA@ejemplo.pe ", ["Password"] = Team.Password });
        Assert.Equal("/equipo", Team.Path(response));

        await browser.SubmitAsync(await TestBrowser.ReadPageAsync(response), "form[action='/equipo/salir']", []);
        Assert.Equal("/equipo/entrar", Team.Path(await browser.Http.GetAsync("/equipo")));
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_get_the_same_answer()
    {
        await Team.FoundAsync(node);
        using var browser = node.NewBrowser();
        List<string> answers = [];
        foreach (var (email, password) in new[] { ("ana@ejemplo.pe", "otra cosa distinta"), ("nadie@ejemplo.pe", Team.Password), ("no es un correo", ""), ("", "") })
        {
            var response = await Team.SignInAsync(browser, email, password);
            var page = await TestBrowser.ReadPageAsync(response);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(email, page.QuerySelector("#Email")!.GetAttribute("value") ?? "");
            answers.Add(page.QuerySelector("#errores")!.TextContent);
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Ten_wrong_passwords_close_the_door_for_five_minutes()
    {
        await Team.FoundAsync(node);
        using var browser = node.NewBrowser();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await Team.SignInAsync(browser, "ana@ejemplo.pe", "no es la contraseña");
        }

        Assert.Equal("/equipo/entrar", Team.Path(await Team.SignInAsync(browser, "ana@ejemplo.pe", Team.Password)));
        await node.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, u => (DateTimeOffset?)DateTimeOffset.UnixEpoch)));
        Assert.Equal("/equipo", Team.Path(await Team.SignInAsync(browser, "ana@ejemplo.pe", Team.Password)));
    }

    [Fact]
    public async Task Passwords_are_not_tried_by_the_hundred_and_the_page_stays_open()
    {
        using var browser = node.NewBrowser();
        List<HttpStatusCode> answers = [];
        for (var attempt = 0; attempt < 150; attempt++)
        {
            using var answer = await browser.Http.PostAsync("/equipo/entrar", new FormUrlEncodedContent([new("Email", "ana@ejemplo.pe")]));
            answers.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, answers.Take(30));
        using var page = await browser.Http.GetAsync("/equipo/entrar");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("//otro.example")]
    [InlineData("https://otro.example/")]
    [InlineData("/\\otro.example")]
    public async Task Signing_in_never_leads_to_another_site(string address)
    {
        await Team.FoundAsync(node);
        using var browser = node.NewBrowser();
        var response = await Team.SignInAsync(browser, "ana@ejemplo.pe", Team.Password, $"/equipo/entrar?volver={Uri.EscapeDataString(address)}");
        Assert.Equal(new Uri(node.Address, "/equipo"), response.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task Who_is_removed_can_do_nothing_more_within_seconds()
    {
        using var organiser = await Team.FoundAsync(node);
        using var moderator = await Team.JoinByLinkAsync(node, await Team.InviteAsync(organiser, StaffRoles.Moderator), "beto@ejemplo.pe", "Beto Ríos");
        var id = (await Team.Store(node).ListAsync(CancellationToken.None)).Single(m => m.Role == StaffRoles.Moderator).Id;
        List<Hint> hints = [];
        node.Services.GetRequiredService<Commits>().Committed += hints.Add;

        var page = await organiser.SubmitAsync(await organiser.GetPageAsync("/equipo"), "form[action*='handler=Remove']", []);

        Assert.Equal("/equipo", Team.Path(page));
        Assert.Contains(new Hint.AccessChanged(id), hints);
        node.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("/equipo/entrar", Team.Path(await moderator.Http.GetAsync("/equipo")));
        Assert.Equal("/equipo/entrar", Team.Path(await Team.SignInAsync(node.NewBrowser(), "beto@ejemplo.pe", Team.Password)));
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.StaffRemove && a.SubjectId == id && a.StaffName == "Ana Soto")));
    }

    [Fact]
    public async Task Nobody_removes_oneself_and_the_last_organiser_stays()
    {
        using var organiser = await Team.FoundAsync(node);
        var store = Team.Store(node);
        var ana = (await store.ListAsync(CancellationToken.None)).Single();
        using var beto = await Team.JoinByLinkAsync(node, await Team.InviteAsync(organiser, StaffRoles.Organiser), "beto@ejemplo.pe", "Beto Ríos");
        var other = (await store.ListAsync(CancellationToken.None)).Single(m => m.Id != ana.Id);

        var self = await TestBrowser.ReadPageAsync(await organiser.SubmitAsync(
            await organiser.GetPageAsync("/equipo"), "form[action*='handler=Remove']", new() { ["id"] = ana.Id.ToString() }));
        Assert.Contains("usted mismo", self.QuerySelector("#errores")!.TextContent, StringComparison.Ordinal);

        var outcomes = await Task.WhenAll(TryRemoveAsync(ana.Id, other), TryRemoveAsync(other.Id, ana));
        Assert.Equal([null, "staff-last-organiser"], outcomes.Order());
        Assert.Single(await store.ListAsync(CancellationToken.None));

        async Task<string?> TryRemoveAsync(Guid id, StaffListing by)
        {
            try
            {
                await store.RemoveAsync(id, new Actor(by.Id, by.DisplayName), CancellationToken.None);
                return null;
            }
            catch (RuleException rule)
            {
                return rule.Code;
            }
        }
    }

    [Fact]
    public async Task A_moderator_changes_nothing_of_the_team()
    {
        using var organiser = await Team.FoundAsync(node);
        using var moderator = await Team.JoinByLinkAsync(node, await Team.InviteAsync(organiser, StaffRoles.Moderator), "beto@ejemplo.pe", "Beto Ríos");
        var ana = (await Team.Store(node).ListAsync(CancellationToken.None)).Single(m => m.Role == StaffRoles.Organiser);
        var home = await moderator.GetPageAsync("/equipo");
        var token = home.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value")
            ?? (await moderator.GetPageAsync("/equipo/alta")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var handler in new[] { "Invite", "Remove", "Cancel" })
        {
            await moderator.Http.PostAsync($"/equipo?handler={handler}", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token,
                ["id"] = ana.Id.ToString(),
                ["Role"] = StaffRoles.Organiser,
            }));
        }

        Assert.Equal(2, (await Team.Store(node).ListAsync(CancellationToken.None)).Count);
        Assert.Empty(await Team.Store(node).OpenInvitationsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_home_shows_the_sessions_with_their_consoles_and_screens()
    {
        var made = await TestEvent.CreateAsync(node);
        using var organiser = await Team.FoundAsync(node);
        var home = await organiser.GetPageAsync("/equipo");
        Assert.Equal(2, home.QuerySelectorAll("article").Length);
        Assert.NotNull(home.QuerySelector($"a[href='/s/{made.Slug}/consola']"));
        Assert.NotNull(home.QuerySelector($"a[href='/s/{made.Slug}/pantalla']"));
        Assert.NotNull(home.QuerySelector($"a[href='/equipo/evento/{made.Event.Slug}']"));
        using var moderator = await made.NewStaffAsync();
        Assert.Null((await moderator.GetPageAsync("/equipo")).QuerySelector($"a[href='/equipo/evento/{made.Event.Slug}']"));
    }
}
