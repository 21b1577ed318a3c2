using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Mail;

namespace OpenGovWeek.Data.Mail;

/// <summary>A mail that this node has in hand until <see cref="OutboxMail.LeasedUntil"/>.</summary>
/// <param name="Lease">Which taking in hand it is.</param>
/// <param name="Sealed">What it says; see <see cref="Outbox.Open"/>.</param>
/// <param name="Attempts">This one included.</param>
/// <param name="Until">UTC.</param>
public sealed record LeasedMail(Guid Id, Guid Lease, string To, byte[] Sealed, DateTime CreatedAt, int Attempts, DateTime Until);

/// <summary>
/// Takes due mails in hand, each on one node at a time, and writes down what became of them. Who lost a mail to another node, because it was slow,
/// writes nothing: every change asks for the lease.
/// </summary>
public sealed class OutboxQueue(IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, TimeProvider clock)
{
    private const int LongestError = 500;

    private static readonly Expression<Func<OutboxMail, bool>> Open = mail => mail.SentAt == null && mail.GivenUpAt == null;

    /// <summary>Takes mails in hand that are due and still of use and that no node has, the oldest first. Counts as an attempt of each, so that one that brings a node down is not tried for ever.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="length">For how long.</param>
    public async Task<IReadOnlyList<LeasedMail>> LeaseAsync(int most, TimeSpan length, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        Expression<Func<OutboxMail, bool>> free = mail =>
            mail.DueAt <= now && (mail.LeasedUntil == null || mail.LeasedUntil <= now) && (mail.ExpiresAt == null || mail.ExpiresAt > now);
        List<Guid> due;
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
        {
            // Most of the time there is nothing, and nobody has to wait for a turn to learn that.
            due = await db.OutboxMails.Where(Open).Where(free).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Select(m => m.Id).Take(most).ToListAsync(cancellation);
        }

        if (due.Count == 0)
        {
            return [];
        }

        var lease = Guid.NewGuid();
        var until = now + length;
        return await gate.RunAsync(async (db, token) =>
        {
            // Of two nodes that read the same ids, the second finds them leased once it has their locks.
            await db.OutboxMails.Where(Open).Where(free).Where(m => due.Contains(m.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.Lease, lease).SetProperty(m => m.LeasedUntil, until).SetProperty(m => m.Attempts, m => m.Attempts + 1), token);
            return await db.OutboxMails.Where(m => due.Contains(m.Id) && m.Lease == lease).OrderBy(m => m.DueAt).ThenBy(m => m.Id)
                .Select(m => new LeasedMail(m.Id, lease, m.To, m.Sealed!, m.CreatedAt, m.Attempts, until)).ToListAsync(token);
        }, cancellation);
    }

    /// <summary>How many mails wait, due or not, those that a node has in hand included.</summary>
    public async Task<int> CountWaitingAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.OutboxMails.CountAsync(Open, cancellation);
    }

    /// <summary>It was sent; what it said is wiped.</summary>
    public Task SentAsync(LeasedMail mail, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        return gate.RunAsync((db, token) => Held(db, mail).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.SentAt, now).SetProperty(m => m.Sealed, (byte[]?)null).SetProperty(m => m.LeasedUntil, (DateTime?)null)
                .SetProperty(m => m.LastError, (string?)null), token), cancellation);
    }

    /// <summary>It could not be sent, and is tried again later.</summary>
    /// <param name="error">What the mail server said, without the address.</param>
    public Task RetryAsync(LeasedMail mail, TimeSpan after, string error, CancellationToken cancellation)
    {
        var due = clock.UtcNow() + after;
        var said = Short(error);
        return gate.RunAsync((db, token) => Held(db, mail).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.DueAt, due).SetProperty(m => m.LeasedUntil, (DateTime?)null).SetProperty(m => m.LastError, said), token), cancellation);
    }

    /// <summary>It will not be sent; what it said is wiped.</summary>
    /// <param name="error">Why, without the address.</param>
    public Task GiveUpAsync(LeasedMail mail, string error, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        var said = Short(error);
        return gate.RunAsync((db, token) => Held(db, mail).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.GivenUpAt, now).SetProperty(m => m.Sealed, (byte[]?)null).SetProperty(m => m.LeasedUntil, (DateTime?)null)
                .SetProperty(m => m.LastError, said), token), cancellation);
    }

    /// <summary>Gives mails back that were not tried after all.</summary>
    /// <param name="after">Not before so long.</param>
    public Task ReleaseAsync(IEnumerable<LeasedMail> mails, TimeSpan after, CancellationToken cancellation)
    {
        var due = clock.UtcNow() + after;
        var leases = mails.ToLookup(mail => mail.Lease, mail => mail.Id);
        return gate.RunAsync(async (db, token) =>
        {
            foreach (var lease in leases)
            {
                var ids = lease.ToList();
                await db.OutboxMails.Where(Open).Where(m => ids.Contains(m.Id) && m.Lease == lease.Key).ExecuteUpdateAsync(
                    set => set.SetProperty(m => m.DueAt, due).SetProperty(m => m.LeasedUntil, (DateTime?)null).SetProperty(m => m.Attempts, m => m.Attempts - 1), token);
            }

            return true;
        }, cancellation);
    }

    /// <summary>Gives up what is of no use any more, and forgets what was sent or given up long ago.</summary>
    /// <param name="keep">For how long the row stays.</param>
    /// <returns>How many were given up.</returns>
    public async Task<int> TidyAsync(TimeSpan keep, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        var old = now - keep;
        Expression<Func<OutboxMail, bool>> useless = mail => mail.ExpiresAt != null && mail.ExpiresAt <= now && (mail.LeasedUntil == null || mail.LeasedUntil <= now);
        Expression<Func<OutboxMail, bool>> forgotten = mail => (mail.SentAt != null && mail.SentAt < old) || (mail.GivenUpAt != null && mail.GivenUpAt < old);
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
        {
            if (!await db.OutboxMails.Where(Open).AnyAsync(useless, cancellation) && !await db.OutboxMails.AnyAsync(forgotten, cancellation))
            {
                return 0;
            }
        }

        return await gate.RunAsync(async (db, token) =>
        {
            var late = await db.OutboxMails.Where(Open).Where(useless).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.GivenUpAt, now).SetProperty(m => m.Sealed, (byte[]?)null).SetProperty(m => m.LeasedUntil, (DateTime?)null), token);
            await db.OutboxMails.Where(forgotten).ExecuteDeleteAsync(token);
            return late;
        }, cancellation);
    }

    private static IQueryable<OutboxMail> Held(OpenGovWeekDbContext db, LeasedMail mail) =>
        db.OutboxMails.Where(Open).Where(m => m.Id == mail.Id && m.Lease == mail.Lease);

    private static string Short(string error) => error.Length <= LongestError ? error : error[..LongestError];
}
