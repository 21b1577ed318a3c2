using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Http;
using Xunit;

namespace OpenGovWeek.Web.Tests.Http;

/// <summary>Cookies that were opened a moment before are not opened again; nobody notices.</summary>
public sealed class OpenedTicketsTests
{
    [Fact]
    public async Task A_cookie_is_opened_once_however_often_it_comes()
    {
        CountingFormat? format = null;
        await using var node = await TestNode.StartAsync(services: services => services.AddOptions<CookieAuthenticationOptions>(People.AttendeeScheme)
            .Configure<IDataProtectionProvider>((options, keys) => options.TicketDataFormat = format = new CountingFormat(new TicketDataFormat(keys.CreateProtector("prueba")))));
        var week = await TestEvent.CreateAsync(node);
        var (person, _) = await week.NewAttendeeAsync("Justina Condori Ticona");
        var (stranger, _) = await week.NewAttendeeAsync("Rosa Quispe Mamani");
        using var browser = person;
        using var other = stranger;

        for (var visit = 0; visit < 3; visit++)
        {
            Assert.True(await IsKnownAsync(browser, week));
            Assert.False(await IsKnownAsync(other, week));
        }

        Assert.Equal(2, format!.Opened);
    }

    [Fact]
    public async Task What_a_request_does_with_its_ticket_stays_with_it()
    {
        await using var node = await TestNode.StartAsync();
        var format = FormatOf(node);
        var cookie = format.Protect(new AuthenticationTicket(People.ForAttendee(Guid.NewGuid(), Guid.NewGuid(), "Rosa"), People.AttendeeScheme));
        var first = format.Unprotect(cookie)!;
        var second = format.Unprotect(cookie)!;

        foreach (var ticket in (AuthenticationTicket[])[first, second])
        {
            ((ClaimsIdentity)ticket.Principal.Identity!).AddClaim(new Claim(ClaimTypes.Role, "Organiser"));
            ticket.Principal.AddIdentity(new ClaimsIdentity("otra"));
            ticket.Properties.ExpiresUtc = DateTimeOffset.MaxValue;
        }

        var third = format.Unprotect(cookie)!;
        Assert.Equal("Rosa", third.Principal.FindFirstValue(ClaimTypes.Name));
        Assert.Null(third.Principal.FindFirst(ClaimTypes.Role));
        Assert.Single(third.Principal.Identities);
        Assert.Null(third.Properties.ExpiresUtc);
    }

    [Fact]
    public async Task Only_the_very_same_cookie_of_the_same_scheme_is_known()
    {
        await using var node = await TestNode.StartAsync();
        var format = FormatOf(node);
        var cookie = format.Protect(new AuthenticationTicket(People.ForAttendee(Guid.NewGuid(), Guid.NewGuid(), "Rosa"), People.AttendeeScheme));
        Assert.NotNull(format.Unprotect(cookie));

        var middle = cookie.Length / 2;
        Assert.Null(format.Unprotect($"{cookie[..middle]}{(cookie[middle] == 'A' ? 'B' : 'A')}{cookie[(middle + 1)..]}"));
        Assert.Null(format.Unprotect(cookie, "otra cosa"));
        Assert.Null(FormatOf(node, IdentityConstants.ApplicationScheme).Unprotect(cookie));
        Assert.Null(format.Unprotect(null));
        Assert.Null(format.Unprotect("nada"));
    }

    [Fact]
    public async Task A_cookie_that_is_known_ends_when_it_ends()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (person, _) = await week.NewAttendeeAsync("Justina Condori Ticona");
        using var browser = person;
        Assert.Equal((true, true), (await IsKnownAsync(browser, week), await IsKnownAsync(browser, week)));

        // The tests' cookies are good for ten days.
        node.Clock.Advance(TimeSpan.FromDays(11));

        Assert.False(await IsKnownAsync(browser, week));
    }

    private static ISecureDataFormat<AuthenticationTicket> FormatOf(TestNode node, string scheme = People.AttendeeScheme) =>
        node.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme).TicketDataFormat;

    private static async Task<bool> IsKnownAsync(TestBrowser browser, TestEvent week) =>
        (await browser.Http.GetStringAsync($"/s/{week.Slug}")).Contains("Justina Condori Ticona", StringComparison.Ordinal);

    private sealed class CountingFormat(ISecureDataFormat<AuthenticationTicket> opens) : ISecureDataFormat<AuthenticationTicket>
    {
        private int opened;

        public int Opened => Volatile.Read(ref opened);

        public string Protect(AuthenticationTicket data) => opens.Protect(data);

        public string Protect(AuthenticationTicket data, string? purpose) => opens.Protect(data, purpose);

        public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

        public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
        {
            Interlocked.Increment(ref opened);
            return opens.Unprotect(protectedText, purpose);
        }
    }
}
