using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using OpenGovWeek.Web.Composition;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Shared;

/// <summary>Remembers the language that someone chose.</summary>
public static class LanguageEndpoint
{
    public static void MapLanguage(this IEndpointRouteBuilder routes) =>
        routes.MapLayoutForm("/idioma", (HttpContext context, [FromForm] string? idioma, [FromForm] string? volver) =>
        {
            if (idioma is not null && Languages.Offered.Contains(idioma))
            {
                context.Response.Cookies.Append(
                    Languages.Cookie,
                    CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(idioma)),
                    new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true, Secure = context.Request.IsHttps });
            }

            return Results.LocalRedirect(LocalUrl.OrHome(volver));
        }).AllowAnonymous();

    /// <summary>
    /// Maps a form of the layout, which stands on every page, also on those kept open while cookies changed: it is
    /// held to its origin and needs no token, so it never expires.
    /// </summary>
    public static RouteHandlerBuilder MapLayoutForm(this IEndpointRouteBuilder routes, string pattern, Delegate handler)
    {
        var group = routes.MapGroup("").RequireSameOrigin();
        return group.MapPost(pattern, handler).DisableAntiforgery().ExcludeFromDescription();
    }
}
