using System.Diagnostics.Metrics;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// How the live part of this node fares: numbers and words of the protocol alone, of nobody and of no session. What is counted per connection is added up
/// by whoever sends and told once per message, so that an audience of ten thousand costs what one of ten does.
/// </summary>
public sealed class LiveMetrics
{
    public const string Name = "OpenGovWeek.Live";

    private const string Message = "opengovweek.message";
    private const string Reading = "opengovweek.reading";

    private readonly Meter meter;
    private readonly TimeProvider clock;
    private readonly Counter<long> messages;
    private readonly Counter<long> gaps;
    private readonly Counter<long> cuts;
    private readonly Counter<long> catchUps;
    private readonly Counter<long> reads;
    private readonly Counter<long> missed;
    private readonly Histogram<double> lag;

    public LiveMetrics(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        meter = meters.Create(Name);
        messages = meter.CreateCounter<long>("opengovweek.live.messages", "{message}", "Messages handed to connections.");
        gaps = meter.CreateCounter<long>("opengovweek.live.gaps", "{message}", "Messages left out because a connection was still busy; a client that misses a delta catches up.");
        cuts = meter.CreateCounter<long>("opengovweek.live.connections.cut", "{connection}", "Connections that were cut, and why.");
        catchUps = meter.CreateCounter<long>("opengovweek.live.catch_ups", "{request}", "Requests for what changed: clients that enter, close a gap or poll.");
        reads = meter.CreateCounter<long>("opengovweek.live.database_reads", "{read}", "Deltas and snapshots that were read from the database.");
        missed = meter.CreateCounter<long>("opengovweek.live.hints.missed", "{session}", "Sessions that the sweep found further than any hint had told.");
        lag = meter.CreateHistogram("opengovweek.live.delivery.lag", "s", "From a commit of this node, or another node's hint of one, until its delta was handed to the connections.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10],
        });
    }

    /// <param name="connections">How many there are at this moment; called when somebody looks.</param>
    public void WatchConnections(Func<int> connections) => meter.CreateObservableUpDownCounter(
        "opengovweek.live.connections", connections, "{connection}", "Connections to the hub.");

    /// <summary>A message was handed to so many connections, and left out for others.</summary>
    /// <param name="name">One of <see cref="LiveNames"/>.</param>
    public void Sent(string name, int handed, int leftOut)
    {
        messages.Add(handed, new KeyValuePair<string, object?>(Message, name));
        if (leftOut > 0)
        {
            gaps.Add(leftOut, new KeyValuePair<string, object?>(Message, name));
        }
    }

    /// <param name="reason">A word of this application's own.</param>
    public void Cut(string reason) => cuts.Add(1, new KeyValuePair<string, object?>("opengovweek.reason", reason));

    /// <summary>A client was told what changed since its revision.</summary>
    public void CaughtUp(Delta delta) => catchUps.Add(1, new KeyValuePair<string, object?>(Reading, delta.IsEmpty ? "nothing" : NameOf(delta)));

    public void Read(Delta delta) => reads.Add(1, new KeyValuePair<string, object?>(Reading, NameOf(delta)));

    public void MissedHint() => missed.Add(1);

    /// <param name="heardAt">Timestamp at which this node heard of the first change in the delta.</param>
    public void Delivered(long heardAt) => lag.Record(clock.GetElapsedTime(heardAt).TotalSeconds);

    private static string NameOf(Delta delta) => delta.From == 0 ? "snapshot" : "changes";
}
