using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Data.Telemetry;

namespace OpenGovWeek.Data;

/// <summary>
/// The way of every write: one transaction inside the provider's execution strategy. On an embedded database writes wait for
/// their turn here, without a thread, because the driver's own wait would block one.
/// </summary>
public sealed class WriteGate(IDbContextFactory<OpenGovWeekDbContext> contexts, IDatabaseProvider provider, OutboxSignal outbox, WriteMetrics metrics) : IDisposable
{
    private readonly SemaphoreSlim? turn = provider.IsEmbedded ? new SemaphoreSlim(1, 1) : null;

    /// <summary>Runs the work in a transaction with a fresh context and commits; an exception rolls everything back.</summary>
    /// <param name="work">May run again, with a fresh context, after a transient fault. It has to save its changes itself.</param>
    public async Task<T> RunAsync<T>(Func<OpenGovWeekDbContext, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        if (turn is not null)
        {
            await WaitAsync(turn, cancellation);
        }

        try
        {
            await using var outer = await contexts.CreateDbContextAsync(cancellation);
            return await outer.Database.CreateExecutionStrategy().ExecuteAsync(async token =>
            {
                await using var db = await contexts.CreateDbContextAsync(token);
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                var result = await work(db, token);
                await transaction.CommitAsync(token);
                if (db.HasMail)
                {
                    outbox.Raise();
                }

                return result;
            }, cancellation);
        }
        finally
        {
            turn?.Release();
        }
    }

    /// <summary>Waits for the turn of a write that brings its own context and is a single save, such as those of Identity.</summary>
    public async Task<T> TakeTurnAsync<T>(Func<Task<T>> save, CancellationToken cancellation)
    {
        if (turn is null)
        {
            return await save();
        }

        await WaitAsync(turn, cancellation);
        try
        {
            return await save();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn?.Dispose();

    private async Task WaitAsync(SemaphoreSlim turns, CancellationToken cancellation)
    {
        var begun = metrics.Begin();
        await turns.WaitAsync(cancellation);
        metrics.Waited(begun);
    }
}
