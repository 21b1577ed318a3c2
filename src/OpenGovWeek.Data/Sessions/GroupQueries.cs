using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;

namespace OpenGovWeek.Data.Sessions;

/// <summary>What every group asks of one database: compiled once, since for a small group finding the query again costs more than its answer.</summary>
internal sealed class GroupQueries
{
    /// <summary>Who these attendees are; those that there are not are left out.</summary>
    public Func<OpenGovWeekDbContext, List<Guid>, IAsyncEnumerable<GroupPerson>> People { get; } = EF.CompileAsyncQuery((OpenGovWeekDbContext db, List<Guid> attendees) =>
        db.Attendees.Where(a => attendees.Contains(a.Id)).Select(a => new GroupPerson(a.Id, a.EventId, a.ConfirmedAt != null, a.JoinedIntoId != null)));

    /// <summary>The ballots of these attendees in these polls.</summary>
    public Func<OpenGovWeekDbContext, List<Guid>, List<Guid>, IAsyncEnumerable<Ballot>> Ballots { get; } = EF.CompileAsyncQuery(
        (OpenGovWeekDbContext db, List<Guid> polls, List<Guid> attendees) =>
            db.Ballots.AsNoTracking().Where(b => polls.Contains(b.PollId) && attendees.Contains(b.AttendeeId)));

    /// <summary>The upvotes of these attendees for these questions.</summary>
    public Func<OpenGovWeekDbContext, List<Guid>, List<Guid>, IAsyncEnumerable<Upvote>> Upvotes { get; } = EF.CompileAsyncQuery(
        (OpenGovWeekDbContext db, List<Guid> questions, List<Guid> attendees) =>
            db.Upvotes.AsNoTracking().Where(u => questions.Contains(u.QuestionId) && attendees.Contains(u.AttendeeId)));
}

/// <param name="IsJoined">All of it belongs to another attendee now.</param>
internal sealed record GroupPerson(Guid Id, Guid EventId, bool IsConfirmed, bool IsJoined);
