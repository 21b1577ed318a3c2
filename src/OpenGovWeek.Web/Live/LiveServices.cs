using Microsoft.AspNetCore.SignalR;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Web.Features.Attendance;

namespace OpenGovWeek.Web.Live;

/// <summary>Registers and maps the live part. It needs the data layer and the scale-out.</summary>
public static class LiveServices
{
    private const int MostBytesPerMessage = 8 * 1024;

    /// <summary>Adds the hub, its fan-out, presence and the collecting of sightings.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<LiveReader>();
        services.AddSingleton<MineReader>();
        services.AddSingleton(provider => SourceOf(provider.GetRequiredService<LiveReader>()));
        return services.AddLiveCore(configuration);
    }

    /// <summary>Maps the hub and the addresses for reading.</summary>
    public static void MapLive(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSessionHub();
        endpoints.MapChanges();
    }

    internal static IServiceCollection AddLiveCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LiveOptions>().Bind(configuration.GetSection(LiveOptions.Section))
            .Validate(live => live.SendAtOnce > 0, "Live:SendAtOnce is the number of connections that a message is handed to at once: at least 1.").ValidateOnStart();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddSingleton<NodeStatus>();
        services.AddSingleton<LiveMetrics>();
        services.AddSingleton<AttendanceMetrics>();
        services.AddSingleton<SessionRevisions>();
        services.AddSingleton<DeltaCache>();
        services.AddSingleton<LiveDirectory>();
        services.AddSingleton<Presence>();
        services.AddSingleton<SessionChanges>();
        services.AddSingleton<SessionLifetimeManager>();
        services.AddSingleton<HubLifetimeManager<SessionHub>>(provider => provider.GetRequiredService<SessionLifetimeManager>());
        services.AddSingleton<Tallies>();
        services.AddSingleton<Broadcaster>();
        services.AddSingleton<AttendanceRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<AttendanceRecorder>());
        services.AddHostedService(provider => provider.GetRequiredService<Broadcaster>());
        services.AddHostedService<DrainService>();
        services.AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = MostBytesPerMessage;
                hub.EnableDetailedErrors = false;
                hub.AddFilter<VisitorFilter>();
            })
            .AddJsonProtocol(json => LiveJson.Configure(json.PayloadSerializerOptions));
        services.AddSingleton<VisitorFilter>();
        return services;
    }

    private static LiveSource SourceOf(LiveReader reader) => new()
    {
        ReadDeltaAsync = reader.ReadDeltaAsync,
        ReadTallyAsync = reader.ReadTallyAsync,
        ReadAnsweredAsync = reader.ReadAnsweredAsync,
        ReadWhoAnsweredAsync = reader.ReadWhoAnsweredAsync,
        ReadRevisionsAsync = reader.ReadRevisionsAsync,
        ReadStaffAsync = reader.ReadStaffAsync,
        ReadAgendaAsync = reader.ReadAgendaAsync,
        FindSessionsAsync = reader.FindSessionsAsync,
        FindEventAsync = reader.FindEventAsync,
    };
}
