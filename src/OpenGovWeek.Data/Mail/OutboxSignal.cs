using System.Threading.Channels;

namespace OpenGovWeek.Data.Mail;

/// <summary>Wakes this node's sender after the commit of a mail. It may be missed, and other nodes hear nothing: the sender looks by itself every few seconds.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Returns at once.</summary>
    public void Raise() => wakes.Writer.TryWrite(true);

    /// <summary>Waits for the next signal, or as long as this.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await wakes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }
}
