using Microsoft.Extensions.Primitives;
using OpenGovWeek.Core;

namespace OpenGovWeek.Web.Http;

/// <summary>
/// Refuses writes that another site makes a browser send: cookies would come along. A request that carries neither
/// <c>Sec-Fetch-Site</c> nor <c>Origin</c> is not from a browser of our time, and has no cookies that it did not bring itself.
/// </summary>
public static class SameOrigin
{
    /// <summary>Whether the request comes from one of our own pages, or from no page at all.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && !StringValues.IsNullOrEmpty(site))
        {
            return site == "same-origin";
        }

        var origin = request.Headers.Origin;
        return StringValues.IsNullOrEmpty(origin)
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Endpoint filter for the API's writes.</summary>
    public static RouteGroupBuilder RequireSameOrigin(this RouteGroupBuilder builder) =>
        builder.AddEndpointFilter(async (context, next) => IsOwn(context.HttpContext.Request)
            ? await next(context)
            : throw new RuleException("foreign-origin", RuleKind.Forbidden));
}
