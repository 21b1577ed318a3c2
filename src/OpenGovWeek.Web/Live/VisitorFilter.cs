using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace OpenGovWeek.Web.Live;

/// <summary>Gives each connection its visitor and cuts the connection that calls too often.</summary>
internal sealed class VisitorFilter(IOptions<LiveOptions> options, LiveMetrics metrics, TimeProvider clock) : IHubFilter
{
    public static Visitor VisitorOf(HubCallerContext context) => context.Features.GetRequiredFeature<Visitor>();

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        context.Context.Features.Set(new Visitor(options.Value, clock));
        return next(context);
    }

    public ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (VisitorOf(invocationContext.Context).MayCall())
        {
            return next(invocationContext);
        }

        metrics.Cut("calls");
        invocationContext.Context.Abort();
        throw new HubException("too-many-calls");
    }
}
