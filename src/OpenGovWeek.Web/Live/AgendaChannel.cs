using System.Text.Json;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>Follows the agenda of one event for this node's connections; it is sent whole when it changed.</summary>
internal sealed class AgendaChannel
{
    private readonly LiveSource source;
    private readonly SessionLifetimeManager connections;
    private readonly string group;
    private readonly GroupReads<Guid, AgendaView> readings;
    private byte[]? last;

    public AgendaChannel(LiveEvent @event, LiveSource source, SessionLifetimeManager connections)
    {
        (Event, this.source, this.connections) = (@event, source, connections);
        group = LiveGroups.Agenda(@event.Id);
        readings = new(async _ => new Dictionary<Guid, AgendaView> { [Event.Id] = await ReadAsync() });
    }

    public LiveEvent Event { get; }

    public bool HasListeners => connections.Any(group);

    /// <summary>Reads the agenda, once for all who come at the same moment, and sends it to those who listen when it is another than before.</summary>
    public async Task<AgendaView> CheckAsync(CancellationToken cancellation) =>
        await readings.ReadAsync(Event.Id, cancellation) ?? throw new InvalidOperationException("A reading always has the agenda.");

    private async Task<AgendaView> ReadAsync()
    {
        var agenda = await source.ReadAgendaAsync(Event, CancellationToken.None);
        var present = JsonSerializer.SerializeToUtf8Bytes(agenda, LiveJson.Options);
        if (last is not null && !present.AsSpan().SequenceEqual(last))
        {
            connections.Send(group, LiveNames.Agenda, agenda);
        }

        last = present;
        return agenda;
    }
}
