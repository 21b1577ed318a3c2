using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Venues;

/// <summary>Venues: a rotating code on the screen by which people who watch together are seen on their own phones, and time that staff credit.</summary>
public static class VenuesFeature
{
    public static void AddVenues(this IServiceCollection services)
    {
        services.AddSingleton<VenuePass>();
        services.AddSingleton<CheckIn>();
        services.AddSingleton<VenueCodes>();
    }

    public static void MapVenues(this IEndpointRouteBuilder routes) => routes.MapGet("/api/sessions/{slug}/venue-codes", ReadAsync)
        .WithName("ReadVenueCodes")
        .WithTags("Venues")
        .WithSummary("The codes that a venue's screen shows in the next minutes, each with its QR code; the key is that of the screen's address.")
        .AllowAnonymous()
        .RequireRateLimiting(RateLimits.Strangers)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static Task<VenueCodesView> ReadAsync(string slug, string? key, HttpRequest request, VenueCodes codes, CancellationToken cancellation) =>
        codes.ReadAsync(slug, key, request, cancellation);
}
