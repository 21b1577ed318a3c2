using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace OpenGovWeek.Web.Live;

/// <summary>Gives each connection its visitor and cuts the connection that calls too often.</summary>
internal sealed class VisitorFilter(IOptions<LiveOptions> options, LiveMetrics metrics, TimeProvider clock) : IHubFilter
{
    private static readonly object Key = new();

    public static Visitor VisitorOf(HubCallerContext context) => (Visitor)context.Items[Key]!;

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        context.Context.Items[Key] = new Visitor(options.Value, clock);
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
