using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Attendees;

/// <summary>Moves what joined attendees did to the one who stands for all, in a transaction that holds the locks of all sessions of their event. Saving is left to the caller.</summary>
internal sealed class Joined(OpenGovWeekDbContext db, Guid canonical, IReadOnlyList<Guid> others, IReadOnlyDictionary<Guid, SessionWrite> writes)
{
    private readonly List<Guid> everybody = [canonical, .. others];

    /// <summary>What somebody is told who still acts as an attendee that was joined.</summary>
    public static RuleException Refusal() => new("attendee-joined", RuleKind.Forbidden);

    /// <returns>What the nodes are to be told after the commit.</returns>
    public async Task<IReadOnlyList<Hint>> MoveAsync(CancellationToken cancellation)
    {
        await db.AttendanceIntervals.Where(i => others.Contains(i.AttendeeId))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.AttendeeId, canonical), cancellation);
        await db.AttendanceRequests.Where(r => others.Contains(r.AttendeeId))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.AttendeeId, canonical), cancellation);
        await db.AttendanceCredits.Where(c => c.AttendeeId != null && others.Contains(c.AttendeeId.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.AttendeeId, canonical), cancellation);
        await MoveVisitsAsync(cancellation);
        await MoveUpvotesAsync(cancellation);
        await MoveQuestionsAsync(cancellation);
        var ballots = await new JoinedBallots(db, canonical, others).MoveAsync(writes, cancellation);
        return [new Hint.AttendeeNews(canonical), .. ballots];
    }

    private async Task MoveVisitsAsync(CancellationToken cancellation)
    {
        var visits = await db.VenueVisits.Where(v => everybody.Contains(v.AttendeeId)).ToListAsync(cancellation);
        foreach (var same in visits.GroupBy(v => (v.VenueId, v.SessionId)).Select(group => group.ToList()).Where(IsToMove))
        {
            var united = Joining.United(same, canonical);
            Replace(same, v => v.AttendeeId, united, kept => (kept.FirstSeenAt, kept.LastSeenAt) = (united.FirstSeenAt, united.LastSeenAt));
        }

        bool IsToMove(List<Core.Venues.VenueVisit> same) => same.Exists(v => v.AttendeeId != canonical);
    }

    private async Task MoveUpvotesAsync(CancellationToken cancellation)
    {
        var upvotes = await db.Upvotes.Where(u => everybody.Contains(u.AttendeeId)).ToListAsync(cancellation);
        // One's own support of what is now one's own question goes as well, so that all of them are looked at.
        var ids = upvotes.Select(u => u.QuestionId).Distinct().ToList();
        var questions = await db.Questions.Where(q => ids.Contains(q.Id)).ToDictionaryAsync(q => q.Id, cancellation);
        foreach (var same in upvotes.GroupBy(u => u.QuestionId).Select(group => group.ToList()))
        {
            var question = questions[same[0].QuestionId];
            var kept = Joining.Kept(question, same, canonical, everybody.Contains);
            if (kept is null)
            {
                db.Upvotes.RemoveRange(same);
            }
            else
            {
                Replace(same, u => u.AttendeeId, kept, own => own.FromQuestionId = kept.FromQuestionId);
            }

            var gone = same.Count - (kept is null ? 0 : 1);
            if (gone > 0)
            {
                question.Upvotes -= gone;
                var changed = db.ChangeTracker.Entries<Upvote>().Where(e => e.Entity.QuestionId == question.Id)
                    .ToDictionary(e => e.Entity.AttendeeId, e => e.State == EntityState.Deleted ? null : (Upvote?)e.Entity);
                question.Heat = await UpvoteGroup.HeatAsync(db, question.Id, changed, cancellation);
            }
        }
    }

    private async Task MoveQuestionsAsync(CancellationToken cancellation)
    {
        var asked = await db.Questions.AsNoTracking().Where(q => everybody.Contains(q.AttendeeId))
            .Select(q => new { q.Id, q.ClientId, q.AttendeeId })
            .ToListAsync(cancellation);
        // Clients choose these ids: nobody should be able to stand in the way of joining with them.
        foreach (var clash in asked.GroupBy(q => q.ClientId).SelectMany(same => same.OrderBy(q => q.AttendeeId == canonical ? 0 : 1).Skip(1)))
        {
            await db.Questions.Where(q => q.Id == clash.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(q => q.ClientId, Guid.CreateVersion7()), cancellation);
        }

        await db.Questions.Where(q => others.Contains(q.AttendeeId))
            .ExecuteUpdateAsync(set => set.SetProperty(q => q.AttendeeId, canonical), cancellation);
    }

    // An attendee is part of the key: a row is not moved, but replaced; the canonical one's own stays and takes over what counts.
    private void Replace<T>(List<T> same, Func<T, Guid> attendeeOf, T united, Action<T> takeOver)
        where T : class
    {
        db.RemoveRange(same.Where(row => attendeeOf(row) != canonical));
        if (same.Find(row => attendeeOf(row) == canonical) is { } own)
        {
            takeOver(own);
        }
        else
        {
            db.Add(united);
        }
    }
}
