using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Web.ScaleOut;
using OpenGovWeek.Web.ScaleOut.Redis;

namespace OpenGovWeek.Web.Tests.Nodes;

/// <summary>A node's hint bus of which a share of the hints never reaches whoever listens, its own ones among them.</summary>
/// <param name="percent">How many of a hundred.</param>
internal sealed class LosingHints(IHintBus inner, int percent) : IHintBus
{
    private static int lost;

    private int heard;

    /// <summary>Hints that were lost so far, in all tests of this process.</summary>
    public static int Lost => Volatile.Read(ref lost);

    /// <summary>Lets every bus of a node that stands between nodes lose so many.</summary>
    public static Action<IServiceCollection> Of(int percent) => services =>
    {
        if (services.Any(service => service.ServiceType == typeof(RedisChannels)))
        {
            services.AddSingleton<RedisHintBus>();
            services.Replace(ServiceDescriptor.Singleton<IHintBus>(provider => new LosingHints(provider.GetRequiredService<RedisHintBus>(), percent)));
        }
    };

    public void Publish(Hint hint) => inner.Publish(hint);

    public IDisposable Subscribe(Action<Hint> handler) => inner.Subscribe(hint =>
    {
        // Every hundredth, twentieth or fifth, so that some are lost in any run.
        if (Interlocked.Increment(ref heard) % (100 / percent) == 50 / percent)
        {
            Interlocked.Increment(ref lost);
        }
        else
        {
            handler(hint);
        }
    });
}
