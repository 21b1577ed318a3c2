using Microsoft.AspNetCore.SignalR;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// One connection as messages reach it. At most one write is pending; of what comes meanwhile the newest of each kind waits, and a
/// beacon is left out. A delta that a newer one replaced shows as a gap, which the client closes over HTTP.
/// </summary>
internal sealed class Listener(HubConnectionContext connection, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Dictionary<string, SerializedHubMessage>? kept;
    private bool busy;
    private bool revoked;
    private long busySince;

    public HubConnectionContext Connection { get; } = connection;

    /// <summary>The groups that it is in; guarded by <see cref="GroupTable"/>.</summary>
    public List<Membership> Memberships { get; } = new(2);

    /// <summary>Its person is no longer staff; what it said of itself when it connected does not count any more.</summary>
    public bool IsRevoked
    {
        get => Volatile.Read(ref revoked);
        set => Volatile.Write(ref revoked, value);
    }

    /// <summary>Starts the write, or lets it wait or leaves it out while another is pending. Never waits, never throws.</summary>
    /// <param name="keepAs">Name under which the newest message waits for its turn; null when it may be lost.</param>
    /// <returns>False when a message was left out: this one, or the one whose place it took.</returns>
    public bool Send(SerializedHubMessage message, string? keepAs)
    {
        lock (gate)
        {
            if (busy)
            {
                if (keepAs is null)
                {
                    return false;
                }

                var waited = (kept ??= []).ContainsKey(keepAs);
                kept[keepAs] = message;
                return !waited;
            }

            busy = true;
            busySince = clock.GetTimestamp();
        }

        var write = Connection.WriteAsync(message);
        if (write.IsCompletedSuccessfully)
        {
            // A value task may be looked at once only, also when there is nothing left to learn from it.
            write.GetAwaiter().GetResult();
            if (Next() is { } next)
            {
                _ = FinishAsync(ValueTask.CompletedTask, next);
            }
        }
        else
        {
            _ = FinishAsync(write, null);
        }

        return true;
    }

    /// <summary>For how long its one write has been pending; zero when none is.</summary>
    public TimeSpan Pending()
    {
        lock (gate)
        {
            return busy ? clock.GetElapsedTime(busySince) : TimeSpan.Zero;
        }
    }

    private async Task FinishAsync(ValueTask pending, SerializedHubMessage? next)
    {
        try
        {
            await pending;
            for (var waiting = next ?? Next(); waiting is not null; waiting = Next())
            {
                await Connection.WriteAsync(waiting);
            }
        }
#pragma warning disable CA1031 // Whatever a socket does, the connection is lost and nothing else; the client comes back and catches up.
        catch (Exception)
#pragma warning restore CA1031
        {
            Connection.Abort();
        }
    }

    // The next message that waited, or none and the connection is free again.
    private SerializedHubMessage? Next()
    {
        lock (gate)
        {
            if (kept is { Count: > 0 })
            {
                var (name, message) = kept.First();
                kept.Remove(name);
                busySince = clock.GetTimestamp();
                return message;
            }

            busy = false;
            return null;
        }
    }
}
