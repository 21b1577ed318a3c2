using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Questions;

/// <summary>Merges questions that ask the same, and takes that back.</summary>
public sealed class QuestionMerging(Moderation moderation, IDbContextFactory<OpenGovWeekDbContext> contexts)
{
    /// <summary>Merges a question into another one, which then counts everyone who supports either.</summary>
    /// <param name="version">The token of the question as the moderator saw it.</param>
    /// <param name="intoVersion">The token of the target as the moderator saw it.</param>
    /// <exception cref="RuleException">
    /// NotFound <c>unknown-question</c>; Conflict <c>changed-meanwhile</c> or <c>merge-target</c>; <c>merge-same</c>.
    /// </exception>
    public Task<Done> MergeAsync(
        Guid sessionId, Guid questionId, Guid intoId, int version, int intoVersion, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, questionId, actor, async write =>
        {
            var session = write.Session.Session;
            var question = await QuestionModeration.GetAsync(write, questionId, version, cancellation);
            var into = await TargetAsync(write, intoId, intoVersion, cancellation);
            var before = QuestionTrace.Of(session, question, into);
            QuestionRules.Merge(session, question, into, write.Now);
            await CarryAsync(write, question, into, cancellation);
            question.Version++;
            into.Version++;
            write.Tell(question.AttendeeId);
            if (before.Along!.State != QuestionState.Of(into))
            {
                write.Tell(into.AttendeeId);
            }

            return write.Record(
                AuditAction.QuestionMerge, questionId, before, QuestionTrace.Of(session, question, into), write.Now + QuestionRules.UndoWithin);
        }, cancellation);

    /// <summary>How many attendees the target would count.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-question</c>.</exception>
    public async Task<int> CountAsync(Guid sessionId, Guid questionId, Guid intoId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.Questions.AsNoTracking()
            .Where(q => q.SessionId == sessionId && (q.Id == questionId || q.Id == intoId))
            .ToListAsync(cancellation);
        if (found.Find(q => q.Id == questionId) is not { } question || found.Find(q => q.Id == intoId) is not { } into)
        {
            throw new RuleException("unknown-question", RuleKind.NotFound);
        }

        var upvotes = await db.Upvotes.AsNoTracking().Where(u => u.QuestionId == questionId || u.QuestionId == intoId).ToListAsync(cancellation);
        var supporters = upvotes.Where(u => u.QuestionId == intoId).Select(u => u.AttendeeId).ToHashSet();
        return supporters.Count + MergedUpvotes.Carried(question, upvotes.Where(u => u.QuestionId == questionId), into, supporters).Count();
    }

    /// <summary>
    /// Takes a merge back: exactly the upvotes that came with it go. The target may have changed since, as long as it still stands for itself
    /// and, when it took the merged one's place on air, nobody has acted on it.
    /// </summary>
    internal static async Task UndoAsync(ModerationWrite write, AuditEntry entry, CancellationToken cancellation)
    {
        var session = write.Session.Session;
        var (before, after) = (AuditJson.Read<QuestionTrace>(entry.Before), AuditJson.Read<QuestionTrace>(entry.After));
        var (targetBefore, targetAfter) = (before.Along!, after.Along!);
        var question = await QuestionModeration.GetAsync(write, entry.SubjectId, after.Version, cancellation);
        var into = await write.Db.Questions.SingleAsync(q => q.Id == targetAfter.Id, cancellation);
        var tookThePlace = targetBefore.State != targetAfter.State;
        if (into.Status is QuestionStatus.Merged or QuestionStatus.Withdrawn || (tookThePlace && into.Version != targetAfter.Version))
        {
            throw ModerationWrite.Changed();
        }

        var onAir = OnAirTrace.Of(session);
        if (before.State.Status == QuestionStatus.Answering && await write.Db.Questions.AnyAsync(
            q => q.SessionId == session.Id && q.Status == QuestionStatus.Answering && q.Id != question.Id && (q.Id != into.Id || !tookThePlace),
            cancellation))
        {
            throw ModerationWrite.Changed();
        }

        await ReleaseAsync(write, question, into, cancellation);
        if (tookThePlace)
        {
            QuestionRules.Restore(session, into, targetBefore.State);
            write.Tell(into.AttendeeId);
        }

        QuestionRules.Restore(session, question, before.State);
        question.Version++;
        into.Version++;
        write.Tell(question.AttendeeId);
        (onAir == after.OnAir ? before.OnAir : onAir).ApplyTo(session);
    }

    private static async Task<Question> TargetAsync(ModerationWrite write, Guid intoId, int intoVersion, CancellationToken cancellation)
    {
        try
        {
            return await QuestionModeration.GetAsync(write, intoId, intoVersion, cancellation);
        }
        catch (RuleException rule) when (rule.Code == Moderation.ChangedMeanwhile)
        {
            // The name that the conflict tells is of who changed the target.
            var name = await write.Db.AuditEntries.Where(a => a.SubjectId == intoId).OrderByDescending(a => a.At)
                .Select(a => a.StaffName).FirstOrDefaultAsync(cancellation);
            throw string.IsNullOrEmpty(name) ? rule : new RuleException(rule.Code, rule.Kind, "into", name);
        }
    }

    private static async Task CarryAsync(ModerationWrite write, Question question, Question into, CancellationToken cancellation)
    {
        var supporters = await write.Db.Upvotes.AsNoTracking().Where(u => u.QuestionId == question.Id).ToListAsync(cancellation);
        var supportersOfTarget = await write.Db.Upvotes.AsNoTracking().Where(u => u.QuestionId == into.Id).ToListAsync(cancellation);
        var carried = MergedUpvotes.Carried(question, supporters, into, supportersOfTarget.Select(u => u.AttendeeId).ToHashSet()).ToList();
        write.Db.Upvotes.AddRange(carried);
        Count(into, [.. supportersOfTarget, .. carried]);
        carried.ForEach(upvote => write.Tell(upvote.AttendeeId));
    }

    private static async Task ReleaseAsync(ModerationWrite write, Question question, Question into, CancellationToken cancellation)
    {
        var upvotes = await write.Db.Upvotes.Where(u => u.QuestionId == into.Id).ToListAsync(cancellation);
        var others = await write.Db.Questions.AsNoTracking()
            .Where(q => q.MergedIntoId == into.Id && q.Id != question.Id)
            .Select(q => new { q.Id, q.AttendeeId, Supporters = write.Db.Upvotes.Where(u => u.QuestionId == q.Id).Select(u => u.AttendeeId).ToList() })
            .ToListAsync(cancellation);
        var released = MergedUpvotes.Released(
            upvotes.Where(u => u.FromQuestionId == question.Id),
            [.. others.Select(o => (o.Id, (IReadOnlySet<Guid>)o.Supporters.Append(o.AttendeeId).ToHashSet()))]);
        write.Db.Upvotes.RemoveRange(released);
        Count(into, [.. upvotes.Except(released)]);
        foreach (var upvote in released)
        {
            write.Tell(upvote.AttendeeId);
        }
    }

    private static void Count(Question question, IReadOnlyCollection<Upvote> upvotes)
    {
        question.Upvotes = upvotes.Count;
        question.Heat = QuestionHeat.Of(upvotes.Select(u => u.At).Order());
    }
}
