using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OpenGovWeek.Data.Telemetry;

/// <summary>How this node's writers fare: numbers alone, without a word of who wrote or what. Nothing is measured while nobody listens.</summary>
public sealed class WriteMetrics
{
    /// <summary>Name of the meter, and of the source of traces.</summary>
    public const string Name = "OpenGovWeek.Data";

    internal static readonly ActivitySource Traces = new(Name);

    private readonly Meter meter;
    private readonly TimeProvider clock;
    private readonly Histogram<int> actions;
    private readonly Histogram<double> commits;
    private readonly Histogram<double> waits;
    private readonly Counter<long> refused;

    public WriteMetrics(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        meter = meters.Create(Name);
        actions = meter.CreateHistogram("opengovweek.writer.commit.actions", "{action}", "Ballots and upvotes of one commit.", advice: new InstrumentAdvice<int>
        {
            HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
        });
        commits = meter.CreateHistogram("opengovweek.writer.commit.duration", "s", "How long a commit of ballots and upvotes took, with what it read.", advice: Times);
        waits = meter.CreateHistogram("opengovweek.write_gate.wait.duration", "s", "How long a write waited for its turn; only the embedded database has turns.", advice: Times);
        refused = meter.CreateCounter<long>("opengovweek.writer.refused", "{action}", "Ballots and upvotes that were refused because too many waited.");
    }

    private static InstrumentAdvice<double> Times { get; } = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    /// <param name="waiting">How many ballots and upvotes wait at this moment; called when somebody looks.</param>
    internal void WatchQueue(Func<int> waiting) => meter.CreateObservableUpDownCounter(
        "opengovweek.writer.queue.actions", waiting, "{action}", "Ballots and upvotes that wait for the writer.");

    /// <summary>The moment at which something begins, for the methods below.</summary>
    internal long Begin() => clock.GetTimestamp();

    internal void Committed(int count, long begun)
    {
        actions.Record(count);
        commits.Record(clock.GetElapsedTime(begun).TotalSeconds);
    }

    internal void Refused() => refused.Add(1);

    internal void Waited(long begun) => waits.Record(clock.GetElapsedTime(begun).TotalSeconds);
}
