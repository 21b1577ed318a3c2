using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Questions;

namespace OpenGovWeek.Data.Questions;

/// <summary>Reads a session's questions for whoever keeps them at hand, and afterwards only what changed.</summary>
public sealed class QuestionTexts(IDbContextFactory<OpenGovWeekDbContext> contexts)
{
    /// <summary>What changed after a revision.</summary>
    /// <param name="since">The revision that is held; 0 for everything.</param>
    /// <param name="epoch">The life of the database that it belongs to; null for everything.</param>
    /// <exception cref="RuleException">NotFound <c>unknown-session</c>.</exception>
    public async Task<QuestionTextsRead> ReadAsync(Guid sessionId, long since, string? epoch, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var head = await db.Sessions.Where(s => s.Id == sessionId)
            .Select(s => new { s.Revision, Epoch = db.Deployments.Where(d => d.Id == Deployment.OnlyId).Select(d => d.Epoch).First() })
            .SingleOrDefaultAsync(cancellation)
            ?? throw new RuleException("unknown-session", RuleKind.NotFound);
        var from = epoch == head.Epoch && since <= head.Revision ? since : 0;
        var changed = await db.Questions.Where(q => q.SessionId == sessionId && q.Revision > from)
            .Select(q => new HeldQuestion(q.Id, q.Text, q.Status, q.Pinned, q.Upvotes, q.AskedAt))
            .ToListAsync(cancellation);
        return new QuestionTextsRead(head.Epoch, from, head.Revision, changed);
    }
}

/// <summary>What was read of a session's questions.</summary>
/// <param name="From">The revision after which this is what changed; 0 when it is everything there is.</param>
/// <param name="To">The revision that was reached.</param>
public sealed record QuestionTextsRead(string Epoch, long From, long To, IReadOnlyList<HeldQuestion> Changed);

/// <summary>As much of a question as is kept at hand.</summary>
public sealed record HeldQuestion(Guid Id, string Text, QuestionStatus Status, bool Pinned, int Upvotes, DateTime AskedAt);
