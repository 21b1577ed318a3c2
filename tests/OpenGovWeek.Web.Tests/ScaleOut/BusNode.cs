using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.ScaleOut;

namespace OpenGovWeek.Web.Tests.ScaleOut;

/// <summary>The scale-out services of one node, as the application registers them.</summary>
internal sealed class BusNode : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private BusNode(ServiceProvider services)
    {
        this.services = services;
        Hints.Subscribe(Received.Enqueue);
    }

    public IHintBus Hints => services.GetRequiredService<IHintBus>();

    public IPresenceCounts Presence => services.GetRequiredService<IPresenceCounts>();

    public IMeterFactory Meters => services.GetRequiredService<IMeterFactory>();

    public Commits Commits => services.GetRequiredService<Commits>();

    /// <summary>All hints that a handler of this node got.</summary>
    public ConcurrentQueue<Hint> Received { get; } = new();

    /// <param name="redis">Null for a single node.</param>
    public static async Task<BusNode> StartAsync(string? redis, FakeTimeProvider? clock = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Redis"] = redis })
            .Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton<Commits>()
            .AddScaleOut(configuration)
            .BuildServiceProvider();
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return new BusNode(services);
    }

    /// <summary>Two nodes that hear one another.</summary>
    public static async Task<(BusNode First, BusNode Second)> StartTwoAsync(string redis, FakeTimeProvider? clock = null)
    {
        var (first, second) = (await StartAsync(redis, clock), await StartAsync(redis, clock));
        await HearOneAnotherAsync(first, second);
        return (first, second);
    }

    public static async Task HearOneAnotherAsync(BusNode first, BusNode second)
    {
        await HearsAsync(second, first);
        await HearsAsync(first, second);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await services.DisposeAsync();
    }

    private static async Task HearsAsync(BusNode listener, BusNode speaker)
    {
        // Hints may be lost while a subscription is on its way, so they are repeated as commits would repeat them.
        var mark = new Hint.AttendeeNews(Guid.NewGuid());
        await Eventually.TrueAsync(
            () =>
            {
                speaker.Hints.Publish(mark);
                return listener.Received.Contains(mark);
            },
            "a node hears another");
    }
}
