using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenGovWeek.Core;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Data.Telemetry;

namespace OpenGovWeek.Data;

/// <summary>
/// The way of every write: one transaction inside the provider's execution strategy. On an embedded database writes wait for
/// their turn here, without a thread, because the driver's own wait would block one.
/// </summary>
public sealed partial class WriteGate(
    IDbContextFactory<OpenGovWeekDbContext> contexts, IDatabaseProvider provider, OutboxSignal outbox, WriteMetrics metrics, TimeProvider clock, ILogger<WriteGate> logger)
    : IDisposable
{
    // Everything that is written on a full disk fails, and the log may lie on the same one.
    private static readonly TimeSpan BetweenWords = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim? turn = provider.IsEmbedded ? new SemaphoreSlim(1, 1) : null;
    private readonly Lock gate = new();
    private long? saidAt;

    /// <summary>Runs the work in a transaction with a fresh context and commits; an exception rolls everything back.</summary>
    /// <param name="work">May run again, with a fresh context, after a transient fault. It has to save its changes itself.</param>
    /// <exception cref="RuleException">Unavailable <c>storage-full</c>: there is no room left to write into; nothing was changed.</exception>
    public async Task<T> RunAsync<T>(Func<OpenGovWeekDbContext, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        await using var once = new KeptContext();
        return await RunAsync(once, work, cancellation);
    }

    /// <summary>The same, with a context that is kept for the next time; no two at once.</summary>
    public async Task<T> RunAsync<T>(KeptContext kept, Func<OpenGovWeekDbContext, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        if (turn is not null)
        {
            await WaitAsync(turn, cancellation);
        }

        OpenGovWeekDbContext? first = null;
        try
        {
            first = await kept.TakeAsync() ?? await contexts.CreateDbContextAsync(cancellation);
            var attempts = 0;
            var done = await first.Database.CreateExecutionStrategy().ExecuteAsync(async token =>
            {
                await using var another = attempts++ == 0 ? null : await contexts.CreateDbContextAsync(token);
                var db = another ?? first!;
                if (db.Database.GetDbConnection().State != ConnectionState.Open)
                {
                    // Open for as long as the context lives, rather than for the transaction.
                    await db.Database.OpenConnectionAsync(token);
                }

                await using var transaction = await db.Database.BeginTransactionAsync(token);
                var result = await work(db, token);
                await transaction.CommitAsync(token);
                if (db.HasMail)
                {
                    outbox.Raise();
                }

                return result;
            }, cancellation);
            if (attempts == 1)
            {
                kept.Put(first);
                first = null;
            }

            return done;
        }
        catch (Exception full) when (provider.IsOutOfSpace(full))
        {
            throw Refusal(full);
        }
        finally
        {
            if (first is not null)
            {
                await first.DisposeAsync();
            }

            turn?.Release();
        }
    }

    /// <summary>Waits for the turn of a write that brings its own context and is a single save, such as those of Identity.</summary>
    /// <exception cref="RuleException">Unavailable <c>storage-full</c>, as above.</exception>
    public async Task<T> TakeTurnAsync<T>(Func<Task<T>> save, CancellationToken cancellation)
    {
        if (turn is not null)
        {
            await WaitAsync(turn, cancellation);
        }

        try
        {
            return await save();
        }
        catch (Exception full) when (provider.IsOutOfSpace(full))
        {
            throw Refusal(full);
        }
        finally
        {
            turn?.Release();
        }
    }

    public void Dispose() => turn?.Dispose();

    private async Task WaitAsync(SemaphoreSlim turns, CancellationToken cancellation)
    {
        var begun = metrics.Begin();
        await turns.WaitAsync(cancellation);
        metrics.Waited(begun);
    }

    private RuleException Refusal(Exception full)
    {
        lock (gate)
        {
            if (saidAt is not { } said || clock.GetElapsedTime(said) >= BetweenWords)
            {
                saidAt = clock.GetTimestamp();
                OutOfSpace(logger, full);
            }
        }

        return new RuleException("storage-full", RuleKind.Unavailable);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database has no room left: nothing is written until there is some")]
    private static partial void OutOfSpace(ILogger logger, Exception fault);
}
