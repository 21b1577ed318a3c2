using System.Text.Json;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>What the browser is asked about passkeys, for the modules of the sign-in and of the page of security; the answers come back with forms.</summary>
public static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/staff/passkeys").RequireSameOrigin().RequireRateLimiting(RateLimits.Strangers).WithTags("Staff").ProducesWriteProblems();
        group.MapPost("/challenge", AskAsync)
            .WithName("AskPasskey")
            .WithSummary("What a browser is asked in order to sign in with a passkey: PublicKeyCredentialRequestOptions of Web Authentication.")
            .Produces<JsonElement>()
            .AllowAnonymous();
        group.MapPost("/options", AskNewAsync)
            .WithName("AskNewPasskey")
            .WithSummary("What a browser is asked in order to make a passkey: PublicKeyCredentialCreationOptions of Web Authentication.")
            .Produces<JsonElement>()
            .RequireAuthorization(Policies.Moderator);
    }

    private static async Task<IResult> AskAsync(Passkeys passkeys) => Json(await passkeys.AskAsync());

    private static async Task<IResult> AskNewAsync(HttpContext context, OwnAccount account, Passkeys passkeys) =>
        Json(await passkeys.AskNewAsync(await account.ReadAsync(context.User)));

    private static IResult Json(string options) => Results.Content(options, "application/json");
}
