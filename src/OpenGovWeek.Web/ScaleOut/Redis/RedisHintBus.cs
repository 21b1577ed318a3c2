using OpenGovWeek.Core.Live;
using OpenGovWeek.Web.ScaleOut.InProcess;

namespace OpenGovWeek.Web.ScaleOut.Redis;

/// <summary>The hint bus of several nodes. This node's own hints are handled at once and do not depend on Redis.</summary>
public sealed class RedisHintBus : IHintBus
{
    private const string Channel = "opengovweek:hints";

    private readonly HintHandlers handlers;
    private readonly RedisChannels redis;
    private readonly HintMetrics metrics;

    public RedisHintBus(RedisChannels redis, HintMetrics metrics, ILogger<RedisHintBus> logger)
    {
        (this.redis, this.metrics) = (redis, metrics);
        handlers = new HintHandlers(logger);
        redis.Listen(Channel, Receive);
    }

    public void Publish(Hint hint)
    {
        handlers.Call(hint);
        redis.Send(Channel, HintText.Write(redis.Node, hint));
        metrics.Published();
    }

    public IDisposable Subscribe(Action<Hint> handler) => handlers.Add(handler);

    private void Receive(string text)
    {
        if (HintText.Read(text, redis.Node) is { } hint)
        {
            metrics.Received();
            handlers.Call(hint);
        }
    }
}
