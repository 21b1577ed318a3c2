using System.Diagnostics.Metrics;

namespace OpenGovWeek.Web.ScaleOut;

/// <summary>What crosses Redis between this node and the others, counted.</summary>
public sealed class HintMetrics
{
    public const string Name = "OpenGovWeek.ScaleOut";

    private readonly Meter meter;
    private readonly Counter<long> published;
    private readonly Counter<long> received;
    private readonly Counter<long> lost;

    public HintMetrics(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        published = meter.CreateCounter<long>("opengovweek.hints.published", "{hint}", "Hints for the other nodes.");
        received = meter.CreateCounter<long>("opengovweek.hints.received", "{hint}", "Hints of other nodes.");
        lost = meter.CreateCounter<long>("opengovweek.redis.texts.lost", "{text}", "Hints and counts for the other nodes that Redis did not take; they follow through the database.");
    }

    /// <param name="isConnected">Whether Redis is there at this moment; called when somebody looks.</param>
    public void WatchRedis(Func<bool> isConnected) => meter.CreateObservableGauge(
        "opengovweek.redis.connected", () => isConnected() ? 1 : 0, "1", "1 while Redis is there, else 0.");

    public void Published() => published.Add(1);

    public void Received() => received.Add(1);

    public void Lost() => lost.Add(1);
}
