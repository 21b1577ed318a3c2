using System.Text.Json.Nodes;
using OpenGovWeek.Certificates.Badges;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates.Badges;

/// <summary>Badges, and what verifies them: keys, issuer, achievements and the list of those that do not stand any more.</summary>
public static class BadgeEndpoints
{
    /// <summary>The media type of a credential as a token (W3C, Securing Verifiable Credentials using JOSE and COSE).</summary>
    public const string TokenType = "application/vc+jwt";

    public static void MapBadges(this IEndpointRouteBuilder routes)
    {
        var badges = routes.MapGroup("/api").RequireRateLimiting(RateLimits.Strangers).WithTags("Badges").AllowAnonymous().AddEndpointFilter(ForEverySite);
        badges.MapGet("/certificates/{code}/badge", BadgeAsync)
            .Produces<string>(StatusCodes.Status200OK, TokenType)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone)
            .WithSummary("The certificate as an Open Badges 3.0 credential, a signed JSON Web Token; its holder's bears the hash of the e-mail address.");
        badges.MapGet("/badges/keys/{id:guid}", KeyAsync)
            .Produces<JsonObject>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A public key of badges as a JSON Web Key.");
        badges.MapGet("/badges/{event:guid}/issuer", IssuerAsync)
            .Produces<BadgeProfile>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Who issues the badges of an event.");
        badges.MapGet("/badges/{event:guid}/achievements/{kind}", AchievementAsync)
            .Produces<BadgeAchievement>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What a badge is given for: a day of the event (day:1) or the whole of it (event).");
        badges.MapGet("/badges/{event:guid}/status", StatusAsync)
            .Produces<BadgeRevocations>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The badges of an event that were revoked or superseded (1EdTech Revocation List).");
        routes.MapGet("/.well-known/jwks.json", KeysAsync)
            .RequireRateLimiting(RateLimits.Strangers)
            .AllowAnonymous()
            .AddEndpointFilter(ForEverySite)
            .ExcludeFromDescription();
    }

    private static async Task<IResult> BadgeAsync(string code, HttpContext context, IssueBadge issue, PublicAddress site, CancellationToken cancellation)
    {
        var token = await issue.RunAsync(code, context.User.AttendeeId(), site.Of(context.Request), cancellation);
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"insignia-{CertificateCode.Parse(code).Display}.jwt\"";
        return Results.Text(token, TokenType);
    }

    private static async Task<IResult> KeysAsync(HttpRequest request, BadgeKeys keys, PublicAddress site, CancellationToken cancellation) =>
        Results.Ok(new { Keys = await keys.PublicAsync(site.Of(request), cancellation) });

    private static async Task<IResult> KeyAsync(Guid id, HttpRequest request, BadgeKeys keys, PublicAddress site, CancellationToken cancellation)
    {
        var address = BadgeAddresses.Key(site.Of(request), id);
        return (await keys.PublicAsync(site.Of(request), cancellation)).FirstOrDefault(key => key["kid"]!.GetValue<string>() == address) is { } found
            ? Results.Ok(found)
            : Results.NotFound();
    }

    private static async Task<IResult> IssuerAsync(Guid @event, HttpRequest request, VerificationStore certificates, PublicAddress site, CancellationToken cancellation) =>
        await certificates.FindInstitutionAsync(@event, cancellation) is { } institution
            ? Results.Ok(BadgeComposer.Profile(institution, new BadgeAddresses(site.Of(request), @event)) with { Context = BadgeContexts.Credential })
            : Results.NotFound();

    private static async Task<IResult> AchievementAsync(Guid @event, string kind, HttpRequest request, IssueBadge badges, PublicAddress site, CancellationToken cancellation) =>
        await badges.FindAchievementAsync(@event, kind, site.Of(request), cancellation) is { } achievement ? Results.Ok(achievement) : Results.NotFound();

    private static async Task<IResult> StatusAsync(Guid @event, HttpRequest request, VerificationStore certificates, PublicAddress site, CancellationToken cancellation)
    {
        if (await certificates.FindInstitutionAsync(@event, cancellation) is null)
        {
            return Results.NotFound();
        }

        var addresses = new BadgeAddresses(site.Of(request), @event);
        return Results.Ok(new BadgeRevocations(addresses.Status, addresses.Issuer,
            [.. (await certificates.WithdrawnAsync(@event, cancellation))
                .Select(gone => new RevokedBadge(BadgeComposer.IdOf(gone.Id), Revoked: true, Verification.VerdictOf(gone.Status)))]));
    }

    // Wallets and validators are pages of other sites; nothing here depends on who asks but the holder's own badge, whose cookie no other site sends.
    private static ValueTask<object?> ForEverySite(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
        return next(context);
    }
}
