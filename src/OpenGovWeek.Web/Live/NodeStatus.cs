namespace OpenGovWeek.Web.Live;

/// <summary>Whether this node takes new people.</summary>
public sealed class NodeStatus
{
    private volatile bool draining;

    /// <summary>The node is about to stop: not ready, no new connections.</summary>
    public bool Draining => draining;

    public void Drain() => draining = true;
}
