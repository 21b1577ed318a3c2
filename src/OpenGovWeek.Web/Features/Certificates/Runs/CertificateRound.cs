using Microsoft.Extensions.Options;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Web.Composition;

namespace OpenGovWeek.Web.Features.Certificates.Runs;

/// <summary>What a node does with a run that it has in hand: it draws outside of any transaction, records step by step, and keeps to its pace.</summary>
public sealed partial class CertificateRound(
    RunSteps steps,
    QualifyingReader qualifying,
    PolicyStore policies,
    CertificateMaker maker,
    CertificateLetter letter,
    IOptions<RunOptions> options,
    TimeProvider clock,
    ILogger<CertificateRound> logger)
{
    // As many as are measured by one query.
    private const int BatchSize = 100;

    /// <summary>Goes on until the last attendee, or until the run is stopped or in another's hands.</summary>
    public async Task RunAsync(CertificateRun run, CancellationToken cancellation)
    {
        while (await steps.NextAsync(run, BatchSize, cancellation) is { Attendees.Count: > 0 } batch)
        {
            if (!await WalkAsync(run, batch, cancellation))
            {
                return;
            }
        }

        await steps.FinishAsync(run, cancellation);
    }

    private async Task<bool> WalkAsync(CertificateRun run, RunBatch batch, CancellationToken cancellation)
    {
        var measure = await qualifying.MeasureAsync(run.EventId, cancellation);
        var policy = await policies.ReadAsync(run.EventId, cancellation);
        var asked = batch.Attendees.Where(a => a.ConfirmedAt is not null && !batch.Served.Contains(a.Id)).Select(a => a.Id).ToList();
        var standings = await qualifying.OfAsync(measure, asked, cancellation);
        var seen = 0;
        foreach (var attendee in batch.Attendees)
        {
            seen++;
            if (!standings.TryGetValue(attendee.Id, out var standing) || !standing.Reached(run.Kind))
            {
                continue;
            }

            var began = clock.GetTimestamp();
            var order = CertificateOrder.For(run.Kind, attendee, measure.Event, policy, standing);
            if (!await StepAsync(run, await DrawAsync(run, attendee, order, measure, policy, cancellation) with { Seen = seen }, cancellation))
            {
                return false;
            }

            seen = 0;
            await KeepPaceAsync(began, cancellation);
        }

        return seen == 0 || await StepAsync(run, new RunStep(run.Id, run.Lease, run.Cursor, batch.Attendees[^1].Id, seen), cancellation);
    }

    private async Task<RunStep> DrawAsync(
        CertificateRun run, Attendee attendee, CertificateOrder order, EventMeasure measure, CertificatePolicy policy, CancellationToken cancellation)
    {
        using var language = SpokenLanguage.Use(attendee.Language);
        var step = new RunStep(run.Id, run.Lease, run.Cursor, attendee.Id, Seen: 1);
        try
        {
            var site = new Uri(run.Site);
            var certificate = await maker.MakeAsync(order, measure.Event, policy, site, cancellation);
            var mail = run.SendsMail
                ? new NewMail($"certificate:{certificate.Id}", attendee.Email, letter.Issued(certificate, measure.Event, site))
                : null;
            return step with { Certificate = certificate, Mail = mail };
        }
        catch (RuleException rule)
        {
            return step with { Failure = new RunFailure(attendee.Id, attendee.Name, rule.Code, [.. rule.Detail.Select(detail => $"{detail}")]) };
        }
#pragma warning disable CA1031 // One certificate that the engine cannot draw must not keep all others from being issued.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            NotDrawn(logger, attendee.Id, fault);
            return step with { Failure = new RunFailure(attendee.Id, attendee.Name, "certificate-engine", []) };
        }
    }

    private async Task<bool> StepAsync(CertificateRun run, RunStep step, CancellationToken cancellation)
    {
        var outcome = await steps.RecordAsync(step, options.Value.Lease, cancellation);
        if (outcome == StepOutcome.ServedMeanwhile)
        {
            outcome = await steps.RecordAsync(step with { Certificate = null, Mail = null }, options.Value.Lease, cancellation);
        }

        run.Cursor = step.To;
        return outcome == StepOutcome.Recorded;
    }

    private async Task KeepPaceAsync(long began, CancellationToken cancellation)
    {
        var rest = TimeSpan.FromSeconds(1 / options.Value.PerSecond) - clock.GetElapsedTime(began);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, clock, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The certificate of attendee {Attendee} could not be drawn")]
    private static partial void NotDrawn(ILogger logger, Guid attendee, Exception fault);
}
