using System.Diagnostics.Metrics;

namespace OpenGovWeek.Web.Features.Mail;

/// <summary>What becomes of mails, counted; never whose they are.</summary>
public sealed class OutboxMetrics
{
    public const string Name = "OpenGovWeek.Mail";

    private readonly ObservableUpDownCounter<int> waiting;
    private readonly Counter<long> mails;
    private int lastCount;

    public OutboxMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        waiting = meter.CreateObservableUpDownCounter(
            "opengovweek.outbox.waiting", () => Volatile.Read(ref lastCount), "{mail}", "Mails of all nodes that wait to be sent, as counted some seconds ago.");
        mails = meter.CreateCounter<long>("opengovweek.outbox.mails", "{mail}", "Mails that this node tried to send, and what came of it.");
    }

    /// <summary>Somebody looks: counting asks the database, which is not done for nobody.</summary>
    public bool IsWatched => waiting.Enabled;

    public void Waiting(int count) => Volatile.Write(ref lastCount, count);

    /// <param name="outcome">A word of this application's own.</param>
    public void Tried(string outcome) => mails.Add(1, new KeyValuePair<string, object?>("opengovweek.outcome", outcome));
}
