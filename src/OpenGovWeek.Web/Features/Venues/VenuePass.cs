using Microsoft.AspNetCore.DataProtection;
using OpenGovWeek.Data;
using OpenGovWeek.Web.Composition;

namespace OpenGovWeek.Web.Features.Venues;

/// <summary>
/// What a browser holds that came with a code which counted: the code leaves the screen while its reader is still registering. Bound to the browser by a cookie,
/// good for a quarter of an hour.
/// </summary>
public sealed class VenuePass(IDataProtectionProvider protection, CookieNames names, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly IDataProtector protector = protection.CreateProtector("OpenGovWeek.VenuePass");

    private CookieBuilder Cookie
    {
        get
        {
            var cookie = new CookieBuilder();
            names.Apply(cookie, "sala");
            return cookie;
        }
    }

    /// <summary>Gives the browser a pass for a venue during a session.</summary>
    public void Give(HttpContext context, Guid venueId, Guid sessionId)
    {
        var cookie = Cookie;
        var until = clock.UtcNow() + Lifetime;
        context.Response.Cookies.Append(
            cookie.Name!, protector.Protect($"{venueId:N} {sessionId:N} {until.Ticks}"), cookie.Build(context, new DateTimeOffset(until)));
    }

    /// <summary>The venue of the browser's pass for a session; null when it holds none that is still good.</summary>
    public Guid? Read(HttpContext context, Guid sessionId)
    {
        try
        {
            return context.Request.Cookies[Cookie.Name!] is { } held
                && protector.Unprotect(held).Split(' ') is [var venue, var session, var until]
                && session == sessionId.ToString("N")
                && new DateTime(long.Parse(until, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc) > clock.UtcNow()
                    ? Guid.ParseExact(venue, "N")
                    : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Of another installation, or tampered with.
            return null;
        }
    }

    /// <summary>Takes the pass back once it was used.</summary>
    public void Take(HttpContext context) => context.Response.Cookies.Delete(Cookie.Name!, Cookie.Build(context));
}
