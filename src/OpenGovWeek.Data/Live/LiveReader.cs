using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Text;
using OpenGovWeek.Data.Polls;

namespace OpenGovWeek.Data.Live;

/// <summary>
/// Reads sessions as the live protocol tells them: broadcast, catch-up and first snapshot are the same reading with another
/// revision to begin at. The revision is read before the rows: rows may be newer than it says, never older.
/// </summary>
public sealed class LiveReader
{
    /// <summary>With more changed rows than this a snapshot is smaller.</summary>
    public const int MostChanges = 200;

    /// <summary>Public questions in everyone's snapshot, the first by the order of the rules; and rejected ones in the staff's, the last.</summary>
    public const int SnapshotQuestions = 100;

    /// <summary>Pending questions in the staff's snapshot, the oldest, and public ones in it.</summary>
    public const int SnapshotPending = 500;

    private static readonly Expression<Func<Question, bool>> IsPublic = q =>
        q.Status == QuestionStatus.Published || q.Status == QuestionStatus.Answering
        || q.Status == QuestionStatus.AnsweredLive || q.Status == QuestionStatus.AnsweredInWriting;

    private static readonly Expression<Func<Question, bool>> IsOrWasPublic = q =>
        q.WasPublic || q.Status == QuestionStatus.Published || q.Status == QuestionStatus.Answering
        || q.Status == QuestionStatus.AnsweredLive || q.Status == QuestionStatus.AnsweredInWriting;

    private readonly IDbContextFactory<OpenGovWeekDbContext> contexts;
    private readonly TimeProvider clock;
    private readonly GroupReads<(Guid Session, Guid Attendee), IReadOnlyList<Guid>> answered;

    public LiveReader(IDbContextFactory<OpenGovWeekDbContext> contexts, TimeProvider clock) =>
        (this.contexts, this.clock, answered) = (contexts, clock, new(ReadAnsweredAsync));

    /// <summary>What changed in a session after a revision; a snapshot (from 0) for 0, for a revision that the session has not reached, and for too many changes.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-session</c>.</exception>
    public async Task<Delta> ReadDeltaAsync(LiveSession session, LiveAudience audience, long since, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var head = await ReadHeadAsync(db, session.Id, cancellation);
        if (since > 0 && since <= head.Session.Revision
            && await ReadChangesAsync(db, session, audience, since, head, cancellation) is { } changes)
        {
            return changes;
        }

        var questions = await ReadFirstQuestionsAsync(db, head.Session, audience, cancellation);
        var polls = await db.Polls.AsNoTracking().WithChoicesFor(audience)
            .Where(p => p.SessionId == session.Id && p.Status != PollStatus.Deleted)
            .OrderBy(p => p.CreatedAt)
            .ToListAsync(cancellation);
        return Compose(session, audience, 0, head, questions, polls);
    }

    /// <summary>Epoch and revisions of these sessions in one query.</summary>
    public async Task<RevisionsRead> ReadRevisionsAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Sessions
            .Where(s => sessionIds.Contains(s.Id))
            .Select(s => new { s.Id, s.Revision, Epoch = db.Deployments.Where(d => d.Id == Deployment.OnlyId).Select(d => d.Epoch).First() })
            .ToListAsync(cancellation);
        return new RevisionsRead(rows.Select(r => r.Epoch).FirstOrDefault(), rows.ToDictionary(r => r.Id, r => r.Revision));
    }

    /// <summary>The live part of an event's agenda, by day and planned start.</summary>
    public async Task<AgendaView> ReadAgendaAsync(LiveEvent @event, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var sessions = await (
            from session in db.Sessions
            where session.EventId == @event.Id
            join day in db.EventDays on session.EventDayId equals day.Id
            orderby day.Number, session.PlannedStart, session.Slug
            select new AgendaSession(
                session.Slug, session.Title, session.Status, session.PlannedStart, session.PlannedEnd, session.IllustrativeTimes))
            .ToListAsync(cancellation);
        return new AgendaView(@event.Slug, sessions);
    }

    /// <summary>The sessions of these slugs, by slug, in one query; without those that there are not.</summary>
    public async Task<IReadOnlyDictionary<string, LiveSession>> FindSessionsAsync(IReadOnlyCollection<string> slugs, CancellationToken cancellation)
    {
        var valid = slugs.Where(Slug.IsValid).ToList();
        if (valid.Count == 0)
        {
            return new Dictionary<string, LiveSession>();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Sessions.Where(s => valid.Contains(s.Slug))
            .Select(s => new LiveSession(s.Id, s.EventId, s.Slug))
            .ToDictionaryAsync(s => s.Slug, StringComparer.Ordinal, cancellation);
    }

    /// <summary>The event of a slug; null when there is none.</summary>
    public async Task<LiveEvent?> FindEventAsync(string slug, CancellationToken cancellation)
    {
        if (!Slug.IsValid(slug))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Events.Where(e => e.Slug == slug).Select(e => new LiveEvent(e.Id, e.Slug)).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Those of these sign-ins that still count: the person holds a role, and nothing of how the person gets in was changed since.</summary>
    public async Task<IReadOnlySet<StaffSignedIn>> ReadStaffAsync(IReadOnlyCollection<StaffSignedIn> people, CancellationToken cancellation)
    {
        var ids = people.Select(person => person.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await (from held in db.UserRoles
                      join member in db.Users on held.UserId equals member.Id
                      where ids.Contains(held.UserId)
                      select new StaffSignedIn(member.Id, member.SecurityStamp)).ToHashSetAsync(cancellation);
    }

    /// <summary>The tally of a poll for those who have answered it, and its session.</summary>
    /// <returns>Null when there is no such poll; without a tally while nobody sees one that is for them alone.</returns>
    public async Task<TallyRead?> ReadTallyAsync(Guid pollId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var poll = await db.Polls.AsNoTracking().WithChoicesFor(LiveAudience.Public).SingleOrDefaultAsync(p => p.Id == pollId, cancellation);
        return poll is null ? null : new TallyRead(poll.SessionId, PollVisibility.ShowsToThoseWhoAnswered(poll) ? LiveViews.TallyOf(poll) : null);
    }

    /// <summary>The polls of a session whose tally an attendee sees because of a ballot of one's own.</summary>
    public async Task<IReadOnlyList<Guid>> ReadAnsweredAsync(Guid sessionId, Guid attendeeId, CancellationToken cancellation) =>
        await answered.ReadAsync((sessionId, attendeeId), cancellation) ?? [];

    /// <summary>Who sees the tally of which poll of a session because of a ballot of one's own.</summary>
    public async Task<IReadOnlyList<(Guid PollId, Guid AttendeeId)>> ReadWhoAnsweredAsync(Guid sessionId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from poll in PollsOfThoseWhoAnswered(db)
            where poll.SessionId == sessionId
            join ballot in db.Ballots on poll.Id equals ballot.PollId
            select new { poll.Id, ballot.AttendeeId }).ToListAsync(cancellation);
        return [.. found.Select(one => (one.Id, one.AttendeeId))];
    }

    private async Task<IReadOnlyDictionary<(Guid Session, Guid Attendee), IReadOnlyList<Guid>>> ReadAnsweredAsync(
        IReadOnlyCollection<(Guid Session, Guid Attendee)> asked)
    {
        var sessions = asked.Select(one => one.Session).Distinct().ToList();
        var attendees = asked.Select(one => one.Attendee).Distinct().ToList();
        await using var db = await contexts.CreateDbContextAsync();
        var found = await (
            from poll in PollsOfThoseWhoAnswered(db)
            where sessions.Contains(poll.SessionId)
            join ballot in db.Ballots on poll.Id equals ballot.PollId
            where attendees.Contains(ballot.AttendeeId)
            select new { poll.SessionId, ballot.AttendeeId, poll.Id }).ToListAsync();
        return found.GroupBy(one => (one.SessionId, one.AttendeeId), one => one.Id)
            .ToDictionary(one => one.Key, IReadOnlyList<Guid> (one) => [.. one]);
    }

    private static IQueryable<Poll> PollsOfThoseWhoAnswered(OpenGovWeekDbContext db) =>
        db.Polls.Where(poll => poll.Policy == ResultsPolicy.AfterBallot && poll.Status == PollStatus.Open);

    private static async Task<Head> ReadHeadAsync(OpenGovWeekDbContext db, Guid sessionId, CancellationToken cancellation) =>
        await (
            from session in db.Sessions.AsNoTracking()
            where session.Id == sessionId
            join day in db.EventDays on session.EventDayId equals day.Id
            select new Head(
                session,
                day.Number,
                db.LiveWindows.Where(w => w.SessionId == session.Id)
                    .OrderBy(w => w.OpenedAt).Select(w => (DateTime?)w.OpenedAt).FirstOrDefault(),
                db.Deployments.Where(d => d.Id == Deployment.OnlyId).Select(d => d.Epoch).First())).SingleOrDefaultAsync(cancellation)
        ?? throw new RuleException("unknown-session", RuleKind.NotFound);

    // Null when a snapshot is smaller.
    private async Task<Delta?> ReadChangesAsync(
        OpenGovWeekDbContext db, LiveSession session, LiveAudience audience, long since, Head head, CancellationToken cancellation)
    {
        var questions = db.Questions.AsNoTracking().Where(q => q.SessionId == session.Id && q.Revision > since);
        var changed = await (audience == LiveAudience.Staff ? questions : questions.Where(IsOrWasPublic))
            .OrderBy(q => q.Revision).Take(MostChanges + 1).ToListAsync(cancellation);
        if (changed.Count > MostChanges)
        {
            return null;
        }

        if (audience == LiveAudience.Staff)
        {
            changed.AddRange(await ReadHeldAsync(db, session.Id, since, cancellation));
        }

        var polls = await db.Polls.AsNoTracking().WithChoicesFor(audience)
            .Where(p => p.SessionId == session.Id && (audience == LiveAudience.Staff ? p.Revision > since : p.PublicRevision > since))
            .OrderBy(p => p.CreatedAt)
            .ToListAsync(cancellation);
        return changed.Count + polls.Count > MostChanges ? null : Compose(session, audience, since, head, changed, polls);
    }

    // Taking a question in hand and letting it go leaves its revision as it was, so that nothing of it is told to the public. A client that missed
    // the end of a hold knows by itself when it would have ended, and by then it is no longer told here.
    private async Task<List<Question>> ReadHeldAsync(OpenGovWeekDbContext db, Guid sessionId, long since, CancellationToken cancellation)
    {
        var longAgo = clock.UtcNow() - QuestionRules.HoldFor;
        return await db.Questions.AsNoTracking()
            .Where(q => q.SessionId == sessionId && q.HeldUntil > longAgo && q.Revision <= since)
            .OrderBy(q => q.Id)
            .Take(MostChanges)
            .ToListAsync(cancellation);
    }

    private static async Task<List<Question>> ReadFirstQuestionsAsync(
        OpenGovWeekDbContext db, Session session, LiveAudience audience, CancellationToken cancellation)
    {
        var questions = db.Questions.AsNoTracking().Where(q => q.SessionId == session.Id);
        var first = await questions.Where(IsPublic)
            .OrderByDescending(q => q.Pinned).ThenByDescending(q => q.Upvotes).ThenBy(q => q.AskedAt).ThenBy(q => q.Id)
            .Take(audience == LiveAudience.Staff ? SnapshotPending : SnapshotQuestions)
            .ToListAsync(cancellation);
        if (session.OnAirQuestionId is { } onAir && first.TrueForAll(q => q.Id != onAir))
        {
            first.AddRange(await questions.Where(IsPublic).Where(q => q.Id == onAir).ToListAsync(cancellation));
        }

        if (audience == LiveAudience.Staff)
        {
            first.AddRange(await questions.Where(q => q.Status == QuestionStatus.Pending)
                .OrderBy(q => q.AskedAt).ThenBy(q => q.Id)
                .Take(SnapshotPending)
                .ToListAsync(cancellation));
            first.AddRange(await questions.Where(q => q.Status == QuestionStatus.Rejected)
                .OrderByDescending(q => q.Revision)
                .Take(SnapshotQuestions)
                .ToListAsync(cancellation));
        }

        return first;
    }

    private Delta Compose(
        LiveSession session, LiveAudience audience, long since, Head head, List<Question> questions, List<Poll> polls)
    {
        bool Sees(Question question) => audience == LiveAudience.Staff || QuestionRules.IsPublic(question.Status);
        bool SeesPoll(Poll poll) => PollVisibility.IsVisible(poll, audience);
        var isSnapshot = since == 0;
        var now = clock.UtcNow();
        return new Delta(
            session.Slug,
            head.Epoch,
            since,
            head.Session.Revision,
            now,
            isSnapshot || head.Session.ViewRevision > since ? LiveViews.Of(head.Session, head.Day, head.LiveSince, now) : null,
            OrNull(questions.Where(Sees).Select(q => LiveViews.Of(q, audience))),
            // Ids of what was never public are nobody's business.
            isSnapshot ? null : OrNull(questions.Where(q => !Sees(q) && q.WasPublic).Select(q => q.Id)),
            OrNull(polls.Where(SeesPoll).Select(p => LiveViews.Of(p, audience))),
            isSnapshot ? null : OrNull(polls.Where(p => !SeesPoll(p) && (p.WasPublic || audience == LiveAudience.Staff)).Select(p => p.Id)));
    }

    private static List<T>? OrNull<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } some ? some : null;

    private sealed record Head(Session Session, int Day, DateTime? LiveSince, string Epoch);
}
