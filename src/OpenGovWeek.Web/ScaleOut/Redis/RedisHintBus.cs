using OpenGovWeek.Core.Live;
using OpenGovWeek.Web.ScaleOut.InProcess;

namespace OpenGovWeek.Web.ScaleOut.Redis;

/// <summary>The hint bus of several nodes. This node's own hints are handled at once and do not depend on Redis.</summary>
public sealed class RedisHintBus : IHintBus
{
    private const string Channel = "opengovweek:hints";

    private readonly HintHandlers handlers;
    private readonly RedisChannels redis;

    public RedisHintBus(RedisChannels redis, ILogger<RedisHintBus> logger)
    {
        this.redis = redis;
        handlers = new HintHandlers(logger);
        redis.Listen(Channel, Receive);
    }

    public void Publish(Hint hint)
    {
        handlers.Call(hint);
        redis.Send(Channel, HintText.Write(redis.Node, hint));
    }

    public IDisposable Subscribe(Action<Hint> handler) => handlers.Add(handler);

    private void Receive(string text)
    {
        if (HintText.Read(text, redis.Node) is { } hint)
        {
            handlers.Call(hint);
        }
    }
}
