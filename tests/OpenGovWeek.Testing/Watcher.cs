using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR.Client;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Testing;

/// <summary>A real client of the hub that keeps all that it was told.</summary>
public sealed class Watcher : IAsyncDisposable
{
    private Watcher(HubConnection connection)
    {
        Connection = connection;
        connection.On<Delta>(LiveNames.Delta, Deltas.Enqueue);
        connection.On<Beacon>(LiveNames.Beacon, Beacons.Enqueue);
        connection.On<AgendaView>(LiveNames.Agenda, Agendas.Enqueue);
        connection.On<PollTally>(LiveNames.Tally, Tallies.Enqueue);
        connection.On(LiveNames.Nudge, () => Calls.Enqueue(LiveNames.Nudge));
        connection.On(LiveNames.Access, () => Calls.Enqueue(LiveNames.Access));
        connection.On<long>(LiveNames.Goodbye, within => Calls.Enqueue($"{LiveNames.Goodbye} {within}"));
    }

    public HubConnection Connection { get; }

    public ConcurrentQueue<Delta> Deltas { get; } = new();

    public ConcurrentQueue<Beacon> Beacons { get; } = new();

    public ConcurrentQueue<AgendaView> Agendas { get; } = new();

    public ConcurrentQueue<PollTally> Tallies { get; } = new();

    public ConcurrentQueue<string> Calls { get; } = new();

    public static async Task<Watcher> ConnectAsync(TestBrowser browser)
    {
        var watcher = new Watcher(browser.NewHubConnection());
        await watcher.Connection.StartAsync();
        return watcher;
    }

    /// <summary>Connects, enters, and waits until the node tells where the session stands, so that nothing later is missed.</summary>
    public static async Task<Watcher> EnterAsync(TestBrowser browser, string slug, string place = "room", Guid? tab = null)
    {
        var watcher = await ConnectAsync(browser);
        await watcher.Connection.InvokeAsync("Enter", slug, place, tab ?? Guid.NewGuid());
        if (place != "agenda")
        {
            // While much changes, deltas are the beacons.
            await Eventually.TrueAsync(() => !watcher.Beacons.IsEmpty || !watcher.Deltas.IsEmpty, "the first beacon or delta");
        }

        return watcher;
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
