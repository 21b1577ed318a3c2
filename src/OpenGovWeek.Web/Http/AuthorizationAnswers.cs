using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace OpenGovWeek.Web.Http;

/// <summary>Sends who has to be an attendee to the registration, where staff are sent to their sign-in.</summary>
public sealed class AuthorizationAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var asked = context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? [];
        if (authorizeResult.Succeeded || context.User.AttendeeId() is not null || asked.All(data => data.Policy != Policies.Attendee))
        {
            return usual.HandleAsync(next, context, policy, authorizeResult);
        }

        if (context.IsApi())
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            context.Response.Redirect($"/registro?volver={Uri.EscapeDataString(LocalUrl.OfPage(context.Request))}");
        }

        return Task.CompletedTask;
    }
}
