using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Events;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>Serves the look of an event. An address with the hash of what is served is kept for good; one that is outdated gets what is current, and is not kept.</summary>
public static class LookEndpoints
{
    private const string ForGood = "public, max-age=31536000, immutable";

    public static void MapLooks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/e/{slug}/tema.{hash}.css", ReadThemeAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/e/{slug}/logo.{hash}", ReadLogoAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/temas/{accent:regex(^[0-9a-f]{{6}}$)}.css", ReadPreview).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadThemeAsync(string slug, string hash, EventStore store, HttpResponse response, CancellationToken cancellation)
    {
        if (await store.FindLookAsync(slug, cancellation) is not { Accent: { } accent })
        {
            return Results.NotFound();
        }

        var (css, current) = EventLook.Sheet(accent);
        return Kept(response, hash == current, Results.Text(css, "text/css; charset=utf-8"));
    }

    private static async Task<IResult> ReadLogoAsync(string slug, string hash, EventStore store, HttpResponse response, CancellationToken cancellation) =>
        await store.FindLogoAsync(slug, cancellation) is var (logo, current)
            ? Kept(response, hash == EventLook.AddressPart(current), Results.Bytes(logo.Bytes, logo.ContentType))
            : Results.NotFound();

    private static IResult ReadPreview(string accent, HttpResponse response) =>
        Kept(response, false, Results.Text(EventLook.PreviewSheet(Rgb.Parse($"#{accent}")), "text/css; charset=utf-8"));

    private static IResult Kept(HttpResponse response, bool forGood, IResult result)
    {
        response.Headers.CacheControl = forGood ? ForGood : "no-cache";
        return result;
    }
}
