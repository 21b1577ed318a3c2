using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Data.Mail;

namespace OpenGovWeek.Data.Attendees;

/// <summary>Keeps requests to confirm an address or to sign in with it, each with its mail in one transaction.</summary>
public sealed class SignInStore(IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, Outbox outbox, TimeProvider clock)
{
    /// <summary>Stores a request and its mail, unless the address got enough of them lately: then nothing, and nobody can tell.</summary>
    public Task AskAsync(NewSignIn asked, CancellationToken cancellation) => gate.RunAsync(async (db, token) =>
    {
        await AddAsync(db, asked, token);
        return await db.SaveChangesAsync(token);
    }, cancellation);

    /// <summary>The same in a transaction that has begun; saving is left to the caller.</summary>
    public async Task AddAsync(OpenGovWeekDbContext db, NewSignIn asked, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        var since = now - SignInRules.MailsWithin;
        var lately = await db.SignInRequests.CountAsync(r => r.NormalizedEmail == asked.Email.Normalized && r.CreatedAt > since, cancellation);
        var isKnown = await db.Attendees.AnyAsync(
            a => a.EventId == asked.EventId && a.NormalizedEmail == asked.Email.Normalized && a.JoinedIntoId == null, cancellation);
        if (lately >= SignInRules.MostMails)
        {
            return;
        }

        var request = new SignInRequest
        {
            Id = asked.Id,
            EventId = asked.EventId,
            AttendeeId = asked.AttendeeId,
            NormalizedEmail = asked.Email.Normalized,
            BrowserHash = asked.BrowserHash,
            TokenHash = SignInRules.HashOf(asked.Secrets.Token),
            CodeHash = SignInRules.HashOf(asked.Id, asked.Secrets.Code),
            CreatedAt = now,
            ExpiresAt = now + SignInRules.Lifetime,
        };
        db.SignInRequests.Add(request);
        var text = isKnown || asked.AttendeeId is not null ? asked.Known : asked.Unknown;
        outbox.Add(db, new NewMail($"sign-in:{request.Id}", asked.Email.Address, text, request.ExpiresAt));
    }

    /// <summary>The browser has asked for a code of this event that can still be typed.</summary>
    public async Task<bool> WaitsForCodeAsync(Guid eventId, string browserHash, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await OfBrowserAsync(db.SignInRequests.AsNoTracking(), eventId, browserHash, cancellation)).Count > 0;
    }

    /// <summary>The request that a code belongs to. Whatever was typed counts against every request of the browser that it could have been for.</summary>
    /// <exception cref="RuleException"><c>code-wrong</c>: of none, or too old, used, or typed wrong too often.</exception>
    public async Task<Guid> FindByCodeAsync(Guid eventId, string browserHash, string code, CancellationToken cancellation)
    {
        var found = await gate.RunAsync(async (db, token) =>
        {
            var tried = new List<SignInRequest>();
            foreach (var request in await OfBrowserAsync(db.SignInRequests, eventId, browserHash, token))
            {
                // Counted before it is compared: of many that are typed at once no more than the most are looked at.
                var counted = await db.SignInRequests
                    .Where(r => r.Id == request.Id && r.UsedAt == null && r.Failures < SignInRules.MostTries)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.Failures, r => r.Failures + 1).SetProperty(r => r.Version, r => r.Version + 1), token);
                if (counted == 1)
                {
                    tried.Add(request);
                }
            }

            return tried.Find(request => SignInRules.AreSame(request.CodeHash, SignInRules.HashOf(request.Id, code)))?.Id;
        }, cancellation);
        return found ?? throw new RuleException("code-wrong", field: "code");
    }

    /// <summary>The request that a link belongs to.</summary>
    /// <exception cref="RuleException"><c>link-elsewhere</c> in a browser that did not ask for it; Conflict <c>link-used</c>: unknown, too old or used.</exception>
    public async Task<Guid> FindByTokenAsync(string token, string? browserHash, CancellationToken cancellation)
    {
        var hash = SignInRules.HashOf(token);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var request = await db.SignInRequests.AsNoTracking().SingleOrDefaultAsync(r => r.TokenHash == hash, cancellation);
        if (request is null || !SignInRules.IsOpen(request, clock.UtcNow()))
        {
            throw new RuleException("link-used", RuleKind.Conflict);
        }

        return browserHash is not null && SignInRules.AreSame(request.BrowserHash, browserHash)
            ? request.Id
            : throw new RuleException("link-elsewhere");
    }

    private async Task<List<SignInRequest>> OfBrowserAsync(
        IQueryable<SignInRequest> requests, Guid eventId, string browserHash, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        var recent = await requests.Where(r => r.BrowserHash == browserHash && r.EventId == eventId && r.UsedAt == null && r.ExpiresAt > now)
            .OrderByDescending(r => r.CreatedAt)
            .ToListAsync(cancellation);
        return recent.FindAll(request => SignInRules.TakesCode(request, now));
    }
}

/// <summary>Somebody asks to prove an address.</summary>
/// <param name="AttendeeId">The provisional attendee of the browser who gets the address; null when it only signs in.</param>
/// <param name="BrowserHash">Hash of the browser's secret.</param>
/// <param name="Known">The mail to an address that somebody registered with.</param>
/// <param name="Unknown">The mail to any other.</param>
public sealed record NewSignIn(
    Guid Id, Guid EventId, Guid? AttendeeId, EmailAddress Email, string BrowserHash, SignInSecrets Secrets, MailText Known, MailText Unknown);
