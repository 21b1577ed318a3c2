using System.Buffers;
using System.IO.Pipelines;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// What a connection sends, watched below the hub's protocol: when it was last heard, and how much it sends. The framework times
/// a connection out only after its first ping, and bounds neither pings nor calls of methods that do not exist.
/// </summary>
internal sealed class MeteredReader(PipeReader inner, LiveOptions options, LiveMetrics metrics, TimeProvider clock, Action cut) : PipeReader
{
    private readonly TokenBucket bytes = new(options.ByteBurst, options.BytesPerSecond, clock);
    private ReadOnlySequence<byte> last;
    private long heardAt = clock.GetTimestamp();

    /// <summary>Timestamp of the last byte.</summary>
    public long HeardAt => Volatile.Read(ref heardAt);

    /// <summary>Ends the connection below the hub, whose own way of ending waits for a last message to be read.</summary>
    public void Cut() => cut();

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        var amount = last.Slice(0, consumed).Length;
        last = default;
        inner.AdvanceTo(consumed, examined);
        if (amount > 0 && !bytes.Take(amount))
        {
            metrics.Cut("bytes");
            cut();
        }
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        Note(await inner.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        if (!inner.TryRead(out result))
        {
            return false;
        }

        Note(result);
        return true;
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private ReadResult Note(ReadResult result)
    {
        last = result.Buffer;
        if (!last.IsEmpty)
        {
            Volatile.Write(ref heardAt, clock.GetTimestamp());
        }

        return result;
    }
}
