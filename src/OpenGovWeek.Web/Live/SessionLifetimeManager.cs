using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// The connections of this node and how messages reach them: a message is serialized once, nobody's write is waited for, a slow
/// connection is left out and cut, and no one else notices. The same with one node and with many, because messages never cross nodes.
/// </summary>
public sealed partial class SessionLifetimeManager : DefaultHubLifetimeManager<SessionHub>
{
    private readonly ConcurrentDictionary<string, Listener> listeners = new();
    private readonly GroupTable groups = new();
    private readonly Turns turns;
    private readonly IOptions<LiveOptions> options;
    private readonly LiveMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger logger;

    public SessionLifetimeManager(
        IOptions<LiveOptions> options,
        LiveMetrics metrics,
        TimeProvider clock,
        ILogger<DefaultHubLifetimeManager<SessionHub>> baseLogger,
        ILogger<SessionLifetimeManager> logger)
        : base(baseLogger)
    {
        (this.options, this.metrics, this.clock, this.logger) = (options, metrics, clock, logger);
        turns = new Turns(options.Value.SendAtOnce, metrics);
        metrics.WatchConnections(() => listeners.Count);
    }

    /// <summary>Connections of this node.</summary>
    public int Count => listeners.Count;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        listeners[connection.ConnectionId] = new Listener(connection, clock);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (listeners.TryRemove(connection.ConnectionId, out var listener))
        {
            groups.Leave(listener, _ => true);
        }

        return base.OnDisconnectedAsync(connection);
    }

    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        if (listeners.TryGetValue(connectionId, out var listener))
        {
            groups.Join(listener, groupName);
            if (listener.IsRevoked && LiveGroups.IsStaff(groupName))
            {
                groups.Leave(listener, LiveGroups.IsStaff);
                throw new HubException("forbidden");
            }

            if (!listeners.ContainsKey(connectionId))
            {
                // It was disconnected between the two lines above and nobody else would take it out again.
                groups.Leave(listener, _ => true);
            }
        }

        return Task.CompletedTask;
    }

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        if (listeners.TryGetValue(connectionId, out var listener))
        {
            groups.Leave(listener, name => name == groupName);
        }

        return Task.CompletedTask;
    }

    public override Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        Send(groups.Members(groupName), methodName, args, null);
        return Task.CompletedTask;
    }

    public override Task SendGroupsAsync(
        IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        Send([.. groupNames.SelectMany(groups.Members).Distinct()], methodName, args, null);
        return Task.CompletedTask;
    }

    public override Task SendGroupExceptAsync(
        string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default)
    {
        Send(groups.Members(groupName), methodName, args, excludedConnectionIds);
        return Task.CompletedTask;
    }

    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        Send([.. listeners.Values], methodName, args, null);
        return Task.CompletedTask;
    }

    /// <summary>Somebody on this node is in the group.</summary>
    public bool Any(string group) => groups.Any(group);

    /// <summary>Sends to the group. Returns at once, never throws.</summary>
    public void Send(string group, string method, params object?[] args) => Send(groups.Members(group), method, args, null);

    /// <summary>Takes all who are in one group into another as well.</summary>
    /// <returns>Whether somebody is new there.</returns>
    public bool Join(string members, string group)
    {
        var isNew = false;
        foreach (var listener in groups.Members(members))
        {
            isNew |= groups.Join(listener, group);
            if (!listeners.ContainsKey(listener.Connection.ConnectionId))
            {
                // It was disconnected meanwhile and nobody else would take it out again.
                groups.Leave(listener, _ => true);
            }
        }

        return isNew;
    }

    /// <summary>The staff who listen in a group, each as signed in when the connection began.</summary>
    public IEnumerable<StaffSignedIn> StaffIn(string group) => groups.Members(group).Select(listener => listener.Connection.User.StaffSignedIn()).OfType<StaffSignedIn>();

    /// <summary>Takes a person's connections out of the groups that only staff may be in, and lets them into none again.</summary>
    public void Revoke(Guid personId)
    {
        foreach (var listener in groups.Members(LiveGroups.Person(personId)))
        {
            listener.IsRevoked = true;
            groups.Leave(listener, LiveGroups.IsStaff);
        }
    }

    /// <summary>Cuts the connections that do not read and those that never say anything.</summary>
    public void CutTheLost()
    {
        foreach (var listener in listeners.Values)
        {
            var reader = listener.Connection.Features.GetRequiredFeature<MeteredReader>();
            if (listener.Pending() >= options.Value.WriteTimeout)
            {
                DoesNotRead(logger, listener.Connection.ConnectionId);
                metrics.Cut("does-not-read");
                reader.Cut();
            }
            else if (clock.GetElapsedTime(reader.HeardAt) >= options.Value.SilenceTimeout)
            {
                IsMute(logger, listener.Connection.ConnectionId);
                metrics.Cut("mute");
                reader.Cut();
            }
        }
    }

    private void Send(Listener[] members, string method, object?[] args, IReadOnlyList<string>? except)
    {
        if (members.Length == 0)
        {
            return;
        }

        // The next beacon makes up for a lost one; nothing makes up for the others at once.
        var keepAs = method == LiveNames.Beacon ? null : method;
        var listening = except is null ? members : [.. members.Where(member => !except.Contains(member.Connection.ConnectionId))];
        turns.Send(listening, method, new SerializedHubMessage(new InvocationMessage(method, args)), keepAs);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection} does not read and was cut")]
    private static partial void DoesNotRead(ILogger logger, string connection);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection} never says anything and was cut")]
    private static partial void IsMute(ILogger logger, string connection);
}
