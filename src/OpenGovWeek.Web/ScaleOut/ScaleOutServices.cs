using OpenGovWeek.Web.ScaleOut.InProcess;
using OpenGovWeek.Web.ScaleOut.Redis;

namespace OpenGovWeek.Web.ScaleOut;

/// <summary>Chooses what stands between the nodes.</summary>
public static class ScaleOutServices
{
    /// <summary>Name of the connection string that makes this one of several nodes.</summary>
    public const string RedisConnection = "Redis";

    /// <summary>Adds the hint bus and the presence counts: over Redis when there is a connection string of that name, else of this process alone.</summary>
    public static IServiceCollection AddScaleOut(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHostedService<CommitHints>();
        var redis = configuration.GetConnectionString(RedisConnection);
        if (string.IsNullOrWhiteSpace(redis))
        {
            services.AddSingleton<IHintBus, InProcessHintBus>();
            services.AddSingleton<IPresenceCounts, InProcessPresenceCounts>();
            return services;
        }

        services.AddSingleton<HintMetrics>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RedisChannels>(provider, redis));
        services.AddSingleton<IHintBus, RedisHintBus>();
        services.AddSingleton<IPresenceCounts, RedisPresenceCounts>();
        services.AddHostedService(provider =>
        {
            // Both name their channels before the connection starts to listen.
            provider.GetRequiredService<IHintBus>();
            provider.GetRequiredService<IPresenceCounts>();
            return provider.GetRequiredService<RedisChannels>();
        });
        return services;
    }
}
