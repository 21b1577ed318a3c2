using System.Collections.Immutable;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.ScaleOut.InProcess;

/// <summary>The handlers of one node.</summary>
internal sealed partial class HintHandlers(ILogger logger)
{
    private ImmutableArray<Action<Hint>> handlers = [];

    public IDisposable Add(Action<Hint> handler)
    {
        ImmutableInterlocked.Update(ref handlers, static (all, one) => all.Add(one), handler);
        return new Subscription(this, handler);
    }

    public void Call(Hint hint)
    {
        foreach (var handler in handlers)
        {
            try
            {
                handler(hint);
            }
#pragma warning disable CA1031 // A listener's fault may neither fail the command that published nor keep the hint from the others.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                HandlerFailed(logger, hint, fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener failed on {Hint}")]
    private static partial void HandlerFailed(ILogger logger, Hint hint, Exception fault);

    private sealed class Subscription(HintHandlers owner, Action<Hint> handler) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref owner.handlers, static (all, one) => all.Remove(one), handler);
    }
}
