using System.Threading.Channels;
using StackExchange.Redis;

namespace OpenGovWeek.Web.ScaleOut.Redis;

/// <summary>
/// The node's connection to Redis, which only carries short texts between the nodes. Whatever happens to Redis, no caller waits:
/// texts go through a bounded queue that drops the oldest, and connecting, subscribing and coming back happen in the background.
/// </summary>
public sealed partial class RedisChannels(string configuration, HintMetrics metrics, TimeProvider clock, ILogger<RedisChannels> logger)
    : BackgroundService, IAsyncDisposable
{
    /// <summary>Texts that may wait for Redis; of more the oldest are lost.</summary>
    public const int Capacity = 16_384;

    // A commit of hundreds of ballots has a hint for each attendee: one message takes them all, at some 15 KB at most.
    private const int MostTextsAtOnce = 200;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<(string Channel, string Text)> outgoing = Channel.CreateBounded<(string, string)>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        _ => metrics.Lost());
    private readonly List<(string Channel, Action<string> Handler)> incoming = [];
    private ConnectionMultiplexer? connection;

    /// <summary>This run of the application among the nodes.</summary>
    public string Node { get; } = NodeId.New();

    /// <summary>Subscribed to all channels and connected at this moment; for the readiness report, nothing depends on it.</summary>
    public bool IsConnected => connection is { IsConnected: true };

    /// <summary>Sends when Redis can be reached; the oldest texts are lost when it cannot for long. What waits at the same moment goes in one message.</summary>
    /// <param name="text">Without a line break.</param>
    public void Send(string channel, string text) => outgoing.Writer.TryWrite((channel, text));

    /// <summary>Names a channel to listen to; only before the service starts.</summary>
    /// <param name="handler">Gets the texts of all nodes, this one included, one after another.</param>
    public void Listen(string channel, Action<string> handler) => incoming.Add((channel, handler));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        metrics.WatchRedis(() => IsConnected);
        var redis = await ConnectAsync(stoppingToken);
        foreach (var (channel, handler) in incoming)
        {
            await SubscribeAsync(redis, channel, handler, stoppingToken);
        }

        var publisher = redis.GetSubscriber();
        var waiting = new List<(string Channel, string Text)>(MostTextsAtOnce);
        while (await outgoing.Reader.WaitToReadAsync(stoppingToken))
        {
            while (waiting.Count < MostTextsAtOnce && outgoing.Reader.TryRead(out var text))
            {
                waiting.Add(text);
            }

            foreach (var texts in waiting.GroupBy(one => one.Channel, one => one.Text))
            {
                await PublishAsync(publisher, texts.Key, string.Join('\n', texts));
            }

            waiting.Clear();
        }
    }

    private async Task PublishAsync(ISubscriber publisher, string channel, string message)
    {
        try
        {
            await publisher.PublishAsync(RedisChannel.Literal(channel), message, CommandFlags.FireAndForget);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            metrics.Lost();
            Lost(logger, fault.Message);
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(CancellationToken stopping)
    {
        var options = ConfigurationOptions.Parse(configuration);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.Default;
        options.ClientName ??= "opengovweek-" + Node;
        while (true)
        {
            try
            {
                return connection = await ConnectionMultiplexer.ConnectAsync(options);
            }
            catch (Exception fault) when (fault is RedisException or TimeoutException)
            {
                Away(logger, fault.Message);
                await Task.Delay(RetryAfter, clock, stopping);
            }
        }
    }

    private async Task SubscribeAsync(ConnectionMultiplexer redis, string channel, Action<string> handler, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                // The library renews a subscription after every reconnect, but only one that was accepted once.
                var queue = await redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal(channel));
                queue.OnMessage(message => Array.ForEach(message.Message.ToString().Split('\n'), handler));
                return;
            }
            catch (Exception fault) when (fault is RedisException or TimeoutException)
            {
                Away(logger, fault.Message);
                await Task.Delay(RetryAfter, clock, stopping);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (connection is { } open)
        {
            await open.DisposeAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is away; this node follows the others through the database: {Reason}")]
    private static partial void Away(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A text for the other nodes was lost: {Reason}")]
    private static partial void Lost(ILogger logger, string reason);
}
