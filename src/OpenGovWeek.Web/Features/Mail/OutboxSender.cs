using System.Security.Cryptography;
using OpenGovWeek.Core.Mail;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Mail;

namespace OpenGovWeek.Web.Features.Mail;

/// <summary>
/// Sends what the outbox holds: at once after a commit of this node, and by looking every few seconds for what other nodes left behind. Of several nodes
/// one has a mail in hand; one that dies with it loses it to another when the lease ends.
/// <para>
/// A mail is marked as sent after the server took it over, so none is lost. Between the two no transaction reaches over to the server: a node that dies
/// right there leaves a mail that is sent again. That is the only way to a second one, and both have the same Message-ID, by which mailboxes recognise it.
/// </para>
/// </summary>
/// <param name="transport">Null where no mail server is set: mails wait for one until they are of no use.</param>
internal sealed partial class OutboxSender(
    OutboxQueue queue, Outbox outbox, OutboxSignal signal, OutboxMetrics metrics, TimeProvider clock, ILogger<OutboxSender> logger, IMailTransport? transport = null) : BackgroundService
{
    /// <summary>For how long a node has mails in hand: longer than they take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    /// <summary>How long one mail may take; shorter than a node has to stop in.</summary>
    public static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(20);

    private const int Batch = 10;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Keep = TimeSpan.FromDays(7);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await queue.TidyAsync(Keep, stoppingToken) is > 0 and var late)
                {
                    TooLate(logger, late);
                }

                while (transport is not null && await SendDueAsync(transport, stoppingToken))
                {
                }

                if (metrics.IsWatched)
                {
                    metrics.Waiting(await queue.CountWaitingAsync(stoppingToken));
                }

                await signal.WaitAsync(Look, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever the database does, the mails are there and are looked for again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Faulted(logger, fault);
                await Task.Delay(Look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Sends one lot.</summary>
    /// <returns>True when there may be more that is due.</returns>
    private async Task<bool> SendDueAsync(IMailTransport through, CancellationToken stopping)
    {
        var waiting = new Queue<LeasedMail>(await queue.LeaseAsync(Batch, Lease, stopping));
        var isFull = waiting.Count == Batch;
        try
        {
            while (waiting.TryDequeue(out var mail))
            {
                // With too little time left, another node might begin with it before this one has ended.
                if (stopping.IsCancellationRequested || clock.UtcNow() + LongestSend >= mail.Until)
                {
                    await queue.ReleaseAsync([mail, .. waiting], TimeSpan.Zero, CancellationToken.None);
                    return false;
                }

                if (await SendAsync(through, mail) is { } pause)
                {
                    await queue.ReleaseAsync(waiting, pause, CancellationToken.None);
                    return false;
                }
            }

            return isFull;
        }
        finally
        {
            await through.RestAsync();
        }
    }

    /// <summary>Sends one mail and notes what became of it. A stop does not interrupt it: nobody would know whether it was taken.</summary>
    /// <returns>How long to leave the server alone; null when it is there.</returns>
    private async Task<TimeSpan?> SendAsync(IMailTransport through, LeasedMail mail)
    {
        switch (await TryAsync(through, mail))
        {
            case MailOutcome.Accepted:
                metrics.Tried("accepted");
                await NoteSentAsync(mail);
                return null;
            case MailOutcome.Refused refused:
                metrics.Tried("refused");
                await GiveUpAsync(mail, refused.Reason);
                return null;
            case MailOutcome.Failed failed:
                metrics.Tried("failed");
                if (MailRetry.After(mail.Attempts, Random.Shared.NextDouble()) is not { } wait)
                {
                    await GiveUpAsync(mail, failed.Reason);
                    return null;
                }

                NotNow(logger, mail.Id, mail.Attempts, wait.TotalSeconds, failed.Reason);
                await queue.RetryAsync(mail, wait, failed.Reason, CancellationToken.None);
                return failed.IsServerAway ? wait : null;
            case var other:
                throw new InvalidOperationException($"Nothing is known of {other.GetType().Name}.");
        }
    }

    private async Task<MailOutcome> TryAsync(IMailTransport through, LeasedMail mail)
    {
        try
        {
            using var patience = new CancellationTokenSource(LongestSend, clock);
            return await through.SendAsync(new OutgoingMail(mail.Id, mail.To, mail.CreatedAt, outbox.Open(mail.Sealed)), patience.Token);
        }
        catch (CryptographicException)
        {
            return new MailOutcome.Refused("The keys that sealed it are gone.");
        }
        catch (OperationCanceledException)
        {
            return new MailOutcome.Failed("The server took too long.", IsServerAway: true);
        }
#pragma warning disable CA1031 // One mail that cannot be written or handed over may not keep the others.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new MailOutcome.Failed(fault.GetType().Name, IsServerAway: false);
        }
    }

    // The server has it: while no other node may take it in hand, nothing but the note is tried again.
    private async Task NoteSentAsync(LeasedMail mail)
    {
        while (true)
        {
            try
            {
                await queue.SentAsync(mail, CancellationToken.None);
                return;
            }
#pragma warning disable CA1031 // A database that is away for a moment.
            catch (Exception fault) when (clock.UtcNow() < mail.Until)
#pragma warning restore CA1031
            {
                NotNoted(logger, mail.Id, fault);
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
            }
        }
    }

    private Task GiveUpAsync(LeasedMail mail, string reason)
    {
        GivenUp(logger, mail.Id, mail.Attempts, reason);
        return queue.GiveUpAsync(mail, reason, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} could not be sent (attempt {Attempt}) and is tried again in {Seconds:0} s: {Reason}")]
    private static partial void NotNow(ILogger logger, Guid mail, int attempt, double seconds, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Mail} is given up after {Attempts} attempts: {Reason}")]
    private static partial void GivenUp(ILogger logger, Guid mail, int attempts, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} mails were not sent before they were of no use")]
    private static partial void TooLate(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Mail} was sent, which could not be noted; it is tried again")]
    private static partial void NotNoted(ILogger logger, Guid mail, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked on; it is tried again")]
    private static partial void Faulted(ILogger logger, Exception fault);
}
