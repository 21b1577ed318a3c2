using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.ScaleOut;

/// <summary>Carries hints to every node. A hint may be lost, come twice or come late: whoever needs the truth reads the database.</summary>
public interface IHintBus
{
    /// <summary>Tells this node's handlers at once and the other nodes when they can be reached. Returns at once, never throws.</summary>
    void Publish(Hint hint);

    /// <summary>Calls the handler for the hints of every node, each of this node's own exactly once, until the returned object is disposed.</summary>
    /// <param name="handler">Runs on the publisher's thread: it only takes note and returns.</param>
    IDisposable Subscribe(Action<Hint> handler);
}
