using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Web.Tests.Telemetry;

/// <summary>Listens to the application's own numbers of one node, though others run in this process.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> all = new();

    public Measured(TestNode node)
        : this(node.Services.GetRequiredService<IMeterFactory>())
    {
    }

    public Measured(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name.StartsWith("opengovweek.", StringComparison.Ordinal))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
    }

    /// <summary>What was measured under a name so far.</summary>
    /// <param name="tag">Only what carries this value in a tag; null for all.</param>
    public IReadOnlyList<double> Of(string name, string? tag = null) =>
        [.. all.Where(one => one.Name == name && (tag is null || one.Tags.Split(' ').Contains(tag))).Select(one => one.Value)];

    /// <summary>What an instrument says that is asked when somebody looks.</summary>
    public double Now(string name)
    {
        listener.RecordObservableInstruments();
        return Of(name)[^1];
    }

    public void Dispose() => listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        all.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
}
