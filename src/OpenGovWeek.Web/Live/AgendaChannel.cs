using System.Text.Json;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>Follows the agenda of one event for this node's connections; it is sent whole when it changed.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing to dispose, and somebody may still wait for it.
internal sealed class AgendaChannel(LiveEvent @event, LiveSource source, SessionLifetimeManager connections)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string group = LiveGroups.Agenda(@event.Id);
    private byte[]? last;

    public LiveEvent Event { get; } = @event;

    public bool HasListeners => connections.Any(group);

    /// <summary>Reads the agenda and sends it to all when it is another than before.</summary>
    public async Task<AgendaView> CheckAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var agenda = await source.ReadAgendaAsync(Event, cancellation);
            var present = JsonSerializer.SerializeToUtf8Bytes(agenda, LiveJson.Options);
            if (last is not null && !present.AsSpan().SequenceEqual(last))
            {
                connections.Send(group, LiveNames.Agenda, agenda);
            }

            last = present;
            return agenda;
        }
        finally
        {
            turn.Release();
        }
    }
}
