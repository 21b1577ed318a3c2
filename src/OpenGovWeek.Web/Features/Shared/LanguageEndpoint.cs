using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using OpenGovWeek.Web.Composition;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Shared;

/// <summary>Remembers the language that someone chose.</summary>
public static class LanguageEndpoint
{
    public static void MapLanguage(this IEndpointRouteBuilder routes) =>
        routes.MapLayoutForms().MapPost("/idioma", (HttpContext context, [FromForm] string? idioma, [FromForm] string? volver) =>
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
    /// The forms of the layout, which stand on every page, also on those kept open while cookies changed: they are
    /// held to their origin and need no token, so they never expire.
    /// </summary>
    public static RouteGroupBuilder MapLayoutForms(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("").RequireSameOrigin().DisableAntiforgery().ExcludeFromDescription();
}
