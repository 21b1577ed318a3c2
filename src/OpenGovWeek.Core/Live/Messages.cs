using System.Text.Json.Serialization;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Core.Live;

/// <summary>
/// What changed in a session for one audience between two revisions; a snapshot is the delta since 0 and replaces all that a client holds.
/// Items are whole and carry their own revision, removals are ids, so that applying a delta twice does no harm.
/// </summary>
/// <param name="Slug">The session's slug.</param>
/// <param name="Epoch">Id of this life of the database.</param>
/// <param name="From">Revision after which it begins; 0 for a snapshot.</param>
/// <param name="To">Revision up to which it reaches.</param>
/// <param name="At">The server's clock when it was built, UTC.</param>
/// <param name="Session">The session itself; null when it did not change.</param>
/// <param name="Questions">Questions that changed, in no particular order; null when none did.</param>
/// <param name="RemovedQuestions">Ids of questions that this audience no longer sees; null when there are none.</param>
/// <param name="Polls">Polls that changed; null when none did.</param>
/// <param name="RemovedPolls">Ids of polls that this audience no longer sees; null when there are none.</param>
/// <param name="Watching">How many watch, on all nodes: a delta that tells it counts as a beacon as well; null when it is not known.</param>
public sealed record Delta(
    string Slug,
    string Epoch,
    long From,
    long To,
    DateTime At,
    SessionView? Session = null,
    IReadOnlyList<QuestionView>? Questions = null,
    IReadOnlyList<Guid>? RemovedQuestions = null,
    IReadOnlyList<PollView>? Polls = null,
    IReadOnlyList<Guid>? RemovedPolls = null,
    int? Watching = null)
{
    /// <summary>Nothing in it but the revisions; such a delta is not sent.</summary>
    [JsonIgnore]
    public bool IsEmpty => Session is null && Questions is null && RemovedQuestions is null && Polls is null && RemovedPolls is null;
}

/// <summary>A session as everybody sees it.</summary>
/// <param name="Day">Number of the day in the event, from 1.</param>
/// <param name="StatusSince">When the present status began, UTC; null while Scheduled.</param>
/// <param name="LiveSince">When the first live window opened, UTC; null before.</param>
/// <param name="StreamUrl">Address of the stream, as the organiser entered it; null while none is known.</param>
/// <param name="StreamDelay">Seconds that viewers of the stream are behind.</param>
/// <param name="OnAir">What the screen shows; null for the stand-by view.</param>
/// <param name="Announcement">What staff announce; null when it has ended.</param>
public sealed record SessionView(
    Guid Id,
    string Title,
    int Day,
    SessionStatus Status,
    DateTime? StatusSince,
    DateTime? LiveSince,
    DateTime PlannedStart,
    DateTime PlannedEnd,
    bool IllustrativeTimes,
    string? StreamUrl,
    int StreamDelay,
    OnAirView? OnAir,
    long Revision,
    AnnouncementView? Announcement = null);

/// <summary>The question, the poll or the invitation to take part that is on air; exactly one of them is set.</summary>
public sealed record OnAirView(Guid? Question = null, Guid? Poll = null, bool? Invitation = null);

/// <summary>What staff tell everybody in the session.</summary>
/// <param name="EndsAt">Until when it is shown, UTC; clients stop showing it by themselves.</param>
public sealed record AnnouncementView(Guid Id, string Text, DateTime EndsAt);

/// <summary>A question for one audience.</summary>
/// <param name="Author">Name shown; null when asked without one.</param>
/// <param name="Reason">Why it was rejected; only for staff.</param>
/// <param name="Version">Token that a moderator's action sends back; only for staff.</param>
/// <param name="MergedInto">The question that it was merged into; only for staff.</param>
/// <param name="Heat">How fast it rises, see <see cref="QuestionHeat"/>; only for staff.</param>
/// <param name="Held">Who has it in hand; only for staff.</param>
public sealed record QuestionView(
    Guid Id,
    string Text,
    string? Author,
    QuestionStatus Status,
    bool Pinned,
    int Upvotes,
    DateTime AskedAt,
    long Revision,
    RejectionReason? Reason = null,
    int? Version = null,
    Guid? MergedInto = null,
    double? Heat = null,
    HoldView? Held = null);

/// <summary>Who has a question in hand, and until when, UTC; only for staff.</summary>
public sealed record HoldView(Guid Staff, string Name, DateTime Until);

/// <summary>A poll for one audience.</summary>
/// <param name="ClosesAt">Announced close, UTC.</param>
/// <param name="Ballots">Number of ballots, where this audience may know it.</param>
/// <param name="Counts">Ballots per choice in the order of <paramref name="Choices"/>, where this audience may know them.</param>
/// <param name="Version">Token that a moderator's action sends back; only for staff.</param>
/// <param name="Least">Fewest marks or words of a ballot; null for kinds with exactly one.</param>
/// <param name="Most">Most marks or words of a ballot; null for kinds with exactly one.</param>
/// <param name="Low">What the lower end of a rating means.</param>
/// <param name="High">What the upper end of a rating means.</param>
/// <param name="Final">True when a ballot cannot be changed.</param>
/// <param name="Position">Place among the drafts; only for staff.</param>
/// <param name="Confirmed">True when only attendees with a confirmed address may answer.</param>
/// <param name="ConfirmedBallots">How many of the ballots are of attendees with a confirmed address; only for staff, and after the close.</param>
/// <param name="ConfirmedCounts">The same per choice, in the order of <paramref name="Choices"/>; only for staff, and after the close.</param>
public sealed record PollView(
    Guid Id,
    PollKind Kind,
    string Prompt,
    PollStatus Status,
    ResultsPolicy Policy,
    IReadOnlyList<ChoiceView> Choices,
    DateTime? OpenedAt,
    DateTime? ClosesAt,
    DateTime? ClosedAt,
    int? Ballots,
    IReadOnlyList<int>? Counts,
    long Revision,
    int? Version = null,
    int? Least = null,
    int? Most = null,
    string? Low = null,
    string? High = null,
    bool? Final = null,
    int? Position = null,
    bool? Confirmed = null,
    int? ConfirmedBallots = null,
    IReadOnlyList<int>? ConfirmedCounts = null);

/// <summary>A choice as it is offered, or what attendees wrote.</summary>
/// <param name="Status">Only for what attendees wrote, and only for staff.</param>
public sealed record ChoiceView(Guid Id, string Text, ChoiceStatus? Status = null);

/// <summary>The tally of a poll for those who have answered it, sent whole.</summary>
/// <param name="Revision">The poll's revision when it was read.</param>
/// <param name="Choices">As in <see cref="PollView"/>; only for kinds whose answers attendees write.</param>
public sealed record PollTally(Guid Poll, long Revision, int Ballots, IReadOnlyList<int> Counts, IReadOnlyList<ChoiceView>? Choices = null);

/// <summary>What differs per attendee, fetched on entering and when a nudge says so.</summary>
/// <param name="Questions">One's own questions of the session, newest first.</param>
/// <param name="Upvotes">Ids of the questions of the session that one supports.</param>
/// <param name="Ballots">One's own ballots of the session.</param>
/// <param name="Attendance">One's own minutes of the session's day.</param>
/// <param name="Tallies">Tallies that one sees because one has answered; null when there are none.</param>
public sealed record Mine(
    IReadOnlyList<MyQuestion> Questions,
    IReadOnlyList<Guid> Upvotes,
    IReadOnlyList<MyBallot> Ballots,
    MyAttendance Attendance,
    IReadOnlyList<PollTally>? Tallies = null);

/// <summary>A question of one's own; <paramref name="ClientId"/> is the id that the client asked it with.</summary>
public sealed record MyQuestion(
    Guid Id,
    Guid ClientId,
    string Text,
    bool WithName,
    QuestionStatus Status,
    RejectionReason? Reason,
    DateTime AskedAt,
    MergedInto? MergedInto = null);

/// <summary>The question that one's own was merged into.</summary>
public sealed record MergedInto(Guid Id, string Text);

/// <summary>A ballot of one's own.</summary>
/// <param name="Texts">What one wrote, for kinds whose answers attendees write.</param>
public sealed record MyBallot(Guid Poll, IReadOnlyList<Guid> Choices, IReadOnlyList<string>? Texts = null);

/// <summary>Minutes of one day, for the certificate.</summary>
/// <param name="Minutes">Whole minutes attended so far.</param>
/// <param name="NeededMinutes">Whole minutes that the day's certificate asks for, as far as is known now.</param>
/// <param name="Reached">The certificate can be issued now.</param>
/// <param name="Final">All sessions of the day have ended, so that <paramref name="NeededMinutes"/> no longer changes.</param>
public sealed record MyAttendance(int Day, int Minutes, int NeededMinutes, bool Reached, bool Final);

/// <summary>The small message that tells a session's clients every two seconds where the session stands, unless a delta has just told them.</summary>
/// <param name="Revision">The session's revision as the node last read it.</param>
/// <param name="Sent">Revision up to which the last delta that was sent to this audience reached.</param>
/// <param name="Watching">How many watch, on all nodes.</param>
/// <param name="At">The server's clock, UTC.</param>
public sealed record Beacon(string Slug, string Epoch, long Revision, long Sent, int Watching, DateTime At);

/// <summary>The agenda's live part, sent whole when it changed.</summary>
public sealed record AgendaView(string Event, IReadOnlyList<AgendaSession> Sessions);

/// <summary>A session in the agenda.</summary>
public sealed record AgendaSession(
    string Slug, string Title, SessionStatus Status, DateTime PlannedStart, DateTime PlannedEnd, bool IllustrativeTimes);
