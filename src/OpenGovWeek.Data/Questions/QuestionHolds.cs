using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Questions;

/// <summary>
/// Who has which question in hand. The row keeps its revision, so that only staff are told: their deltas carry every question
/// whose hold began or ended within <see cref="QuestionRules.HoldFor"/>.
/// </summary>
public sealed class QuestionHolds(SessionWriter sessions)
{
    /// <summary>Takes a question in hand for a while, or longer when one has it, or lets it go when one has it.</summary>
    /// <returns>Who has it now; null when nobody has.</returns>
    /// <exception cref="RuleException">Conflict <c>held</c> (detail: name of who has it); NotFound <c>unknown-question</c> or <c>unknown-session</c>.</exception>
    public Task<HoldView?> SetAsync(Guid sessionId, Guid questionId, bool on, Actor actor, CancellationToken cancellation) =>
        sessions.WriteAsync(sessionId, async write =>
        {
            var staff = actor.StaffId ?? throw new RuleException("forbidden", RuleKind.Forbidden);
            var question = await write.Db.Questions.AsNoTracking().SingleOrDefaultAsync(q => q.Id == questionId && q.SessionId == sessionId, cancellation)
                ?? throw new RuleException("unknown-question", RuleKind.NotFound);
            var isOfAnother = question.HeldById is { } holder && holder != staff && question.HeldUntil > write.Now;
            if (isOfAnother && on)
            {
                throw new RuleException("held", RuleKind.Conflict, null, question.HeldByName ?? "");
            }

            if (isOfAnother)
            {
                return new HoldView(question.HeldById!.Value, question.HeldByName ?? "", question.HeldUntil!.Value);
            }

            var held = on ? new HoldView(staff, actor.Name, write.Now + QuestionRules.HoldFor) : null;
            DateTime? until = held?.Until ?? (question.HeldById is null ? question.HeldUntil : write.Now);
            await write.Db.Questions.Where(q => q.Id == questionId).ExecuteUpdateAsync(
                set => set.SetProperty(q => q.HeldById, held == null ? null : (Guid?)held.Staff)
                    .SetProperty(q => q.HeldByName, held == null ? null : held.Name)
                    .SetProperty(q => q.HeldUntil, until),
                cancellation);
            return held;
        }, cancellation);
}
