using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace OpenGovWeek.Web.Http;

/// <summary>
/// Remembers what the cookies of the last minutes say: a page, its connection and each ballot bring the same one, and opening it was a fifth of what a ballot cost.
/// Everything else about a cookie, its end included, is looked at for each request as before.
/// </summary>
public sealed class OpenedTickets : IPostConfigureOptions<CookieAuthenticationOptions>, IDisposable
{
    // A few megabytes.
    private const int Most = 4_096;

    // A key that somebody revokes is believed for as much longer.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly MemoryCache tickets = new(new MemoryCacheOptions { SizeLimit = Most });

    public void PostConfigure(string? name, CookieAuthenticationOptions options)
    {
        if (options.TicketDataFormat is { } format)
        {
            options.TicketDataFormat = new Format(name, format, tickets);
        }
    }

    public void Dispose() => tickets.Dispose();

    private sealed class Format(string? scheme, ISecureDataFormat<AuthenticationTicket> opens, MemoryCache tickets) : ISecureDataFormat<AuthenticationTicket>
    {
        public string Protect(AuthenticationTicket data) => opens.Protect(data);

        public string Protect(AuthenticationTicket data, string? purpose) => opens.Protect(data, purpose);

        public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

        // Each request gets a copy of its own, which it may change.
        public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
        {
            var key = (scheme, protectedText, purpose);
            if (tickets.TryGetValue(key, out AuthenticationTicket? known))
            {
                return known!.Clone();
            }

            var opened = opens.Unprotect(protectedText, purpose);
            if (opened is not null)
            {
                tickets.Set(key, opened.Clone(), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
            }

            return opened;
        }
    }
}
