using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.ScaleOut.InProcess;

/// <summary>The hint bus of a single node.</summary>
public sealed class InProcessHintBus(ILogger<InProcessHintBus> logger) : IHintBus
{
    private readonly HintHandlers handlers = new(logger);

    public void Publish(Hint hint) => handlers.Call(hint);

    public IDisposable Subscribe(Action<Hint> handler) => handlers.Add(handler);
}
