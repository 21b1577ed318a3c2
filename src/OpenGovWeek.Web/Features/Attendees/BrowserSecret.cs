using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Web.Composition;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>What tells a browser that asked for a link or a code from every other one: a random secret in a cookie, of which only the hash is stored.</summary>
public sealed class BrowserSecret(CookieNames names)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private CookieBuilder Cookie
    {
        get
        {
            var cookie = new CookieBuilder();
            names.Apply(cookie, "navegador");
            cookie.MaxAge = Lifetime;
            return cookie;
        }
    }

    /// <summary>Hash of the browser's secret; null while it has none.</summary>
    public string? HashOf(HttpContext context) =>
        context.Request.Cookies[Cookie.Name!] is { Length: > 0 } secret ? SignInRules.HashOf(secret) : null;

    /// <summary>Hash of the browser's secret, which it is given when it has none.</summary>
    public string Ensure(HttpContext context)
    {
        if (HashOf(context) is { } known)
        {
            return known;
        }

        var cookie = Cookie;
        var secret = SignInSecrets.NewToken();
        context.Response.Cookies.Append(cookie.Name!, secret, cookie.Build(context));
        return SignInRules.HashOf(secret);
    }
}
