using Microsoft.AspNetCore.SignalR;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// Hands messages to many connections, one message after the other and so many connections at a time: what these were handed is on its way before the
/// next have their turn. Handed to all at once, each of ten thousand writes would hold buffers of its own until the last has been handed over.
/// </summary>
/// <param name="atOnce">Connections of one turn.</param>
internal sealed class Turns(int atOnce, LiveMetrics metrics) : IThreadPoolWorkItem
{
    private readonly Lock gate = new();
    private readonly Queue<Bulk> waiting = new();

    /// <summary>
    /// Hands it to those who fit into one turn before it returns, to more of them soon. It never overtakes one of the same method: for its group it may be the newer one.
    /// </summary>
    /// <param name="keepAs">As <see cref="Listener.Send"/> has it.</param>
    public void Send(ArraySegment<Listener> members, string method, SerializedHubMessage message, string? keepAs)
    {
        bool isBehind;
        lock (gate)
        {
            isBehind = waiting.Any(bulk => bulk.Method == method);
        }

        if (members.Count <= atOnce && !isBehind)
        {
            Hand(members, method, message, keepAs);
            return;
        }

        lock (gate)
        {
            waiting.Enqueue(new Bulk(members, method, message, keepAs));
            if (waiting.Count > 1)
            {
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        Bulk bulk;
        lock (gate)
        {
            bulk = waiting.Peek();
        }

        var turn = bulk.Members[..Math.Min(atOnce, bulk.Members.Count)];
        Hand(turn, bulk.Method, bulk.Message, bulk.KeepAs);
        lock (gate)
        {
            bulk.Members = bulk.Members[turn.Count..];
            if (bulk.Members.Count == 0)
            {
                waiting.Dequeue();
            }

            if (waiting.Count == 0)
            {
                return;
            }
        }

        // At the end of the pool's queue: behind the writes that were begun just now.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Hand(ArraySegment<Listener> members, string method, SerializedHubMessage message, string? keepAs)
    {
        var leftOut = 0;
        foreach (var member in members)
        {
            leftOut += member.Send(message, keepAs) ? 0 : 1;
        }

        metrics.Sent(method, members.Count - leftOut, leftOut);
    }

    private sealed class Bulk(ArraySegment<Listener> members, string method, SerializedHubMessage message, string? keepAs)
    {
        public ArraySegment<Listener> Members { get; set; } = members;

        public string Method { get; } = method;

        public SerializedHubMessage Message { get; } = message;

        public string? KeepAs { get; } = keepAs;
    }
}
