using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Data.Questions;

/// <summary>Reads what a session's snapshot leaves out, page by page. What changes meanwhile comes with the deltas.</summary>
public sealed class QuestionPages(IDbContextFactory<OpenGovWeekDbContext> contexts)
{
    /// <summary>Questions of a page for everyone.</summary>
    public const int PublicSize = 100;

    /// <summary>Questions of a page for staff.</summary>
    public const int StaffSize = 500;

    /// <summary>Public questions in everyone's order, beginning after those of the snapshot.</summary>
    /// <param name="after">What the page before said is next; null for the first.</param>
    /// <exception cref="RuleException"><c>cursor-unknown</c>.</exception>
    public async Task<QuestionPage> ReadPublicAsync(Guid sessionId, string? after, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var all = db.Questions.AsNoTracking().Where(q => q.SessionId == sessionId
            && (q.Status == QuestionStatus.Published || q.Status == QuestionStatus.Answering
                || q.Status == QuestionStatus.AnsweredLive || q.Status == QuestionStatus.AnsweredInWriting));
        if (after is not null)
        {
            var (pinned, upvotes, askedAt, id) = PublicCursor(after);
            all = all.Where(q => (pinned && !q.Pinned)
                || (q.Pinned == pinned && (q.Upvotes < upvotes
                    || (q.Upvotes == upvotes && (q.AskedAt > askedAt || (q.AskedAt == askedAt && q.Id.CompareTo(id) > 0))))));
        }

        var ordered = all.OrderByDescending(q => q.Pinned).ThenByDescending(q => q.Upvotes).ThenBy(q => q.AskedAt).ThenBy(q => q.Id);
        var found = await ordered.Skip(after is null ? LiveReader.SnapshotQuestions : 0).Take(PublicSize + 1).ToListAsync(cancellation);
        return Page(found, PublicSize, LiveAudience.Public, last => string.Create(
            CultureInfo.InvariantCulture, $"{(last.Pinned ? 1 : 0)}.{last.Upvotes}.{last.AskedAt.Ticks}.{last.Id:N}"));
    }

    /// <summary>Questions of every status by id, the snapshot's among them.</summary>
    /// <param name="after">What the page before said is next; null for the first.</param>
    /// <exception cref="RuleException"><c>cursor-unknown</c>.</exception>
    public async Task<QuestionPage> ReadStaffAsync(Guid sessionId, string? after, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var all = db.Questions.AsNoTracking().Where(q => q.SessionId == sessionId);
        if (after is not null)
        {
            var id = Guid.TryParseExact(after, "N", out var read) ? read : throw Unknown();
            all = all.Where(q => q.Id.CompareTo(id) > 0);
        }

        var found = await all.OrderBy(q => q.Id).Take(StaffSize + 1).ToListAsync(cancellation);
        return Page(found, StaffSize, LiveAudience.Staff, last => last.Id.ToString("N"));
    }

    private static QuestionPage Page(List<Question> found, int size, LiveAudience audience, Func<Question, string> cursor) => new(
        [.. found.Take(size).Select(q => LiveViews.Of(q, audience))],
        found.Count > size ? cursor(found[size - 1]) : null);

    private static (bool Pinned, int Upvotes, DateTime AskedAt, Guid Id) PublicCursor(string after) =>
        after.Split('.') is [var pinned, var upvotes, var ticks, var id]
        && pinned is "0" or "1"
        && int.TryParse(upvotes, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var guid)
            ? (pinned == "1", count, new DateTime(at, DateTimeKind.Utc), guid)
            : throw Unknown();

    private static RuleException Unknown() => new("cursor-unknown", field: "after");
}

/// <summary>A page of questions.</summary>
/// <param name="Next">What to ask for the next page with; null for the last.</param>
public sealed record QuestionPage(IReadOnlyList<QuestionView> Questions, string? Next);
