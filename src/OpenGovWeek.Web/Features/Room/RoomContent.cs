using System.Security.Claims;
using System.Text;
using System.Text.Json;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Data.Venues;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Features.Room;

/// <summary>All that a room shows to one reader at one moment.</summary>
/// <param name="Snapshot">The session as everyone sees it: what the module goes on from.</param>
/// <param name="SnapshotJson">The same as JSON that is safe in a data block.</param>
/// <param name="Mine">What is the reader's own; null unless registered for the event.</param>
/// <param name="AttendeeId">The reader, when registered for the event.</param>
/// <param name="HasVenues">People watch together somewhere, in front of a screen with a code.</param>
/// <param name="IsConfirmed">The reader's address is confirmed.</param>
/// <param name="Now">The server's clock, UTC.</param>
public sealed record RoomContent(
    SessionPlace Place,
    Delta Snapshot,
    string SnapshotJson,
    Mine? Mine,
    Guid? AttendeeId,
    bool IsOfOtherEvent,
    int Watching,
    RoomStream Stream,
    EventClock Clock,
    bool HasVenues,
    bool IsConfirmed,
    DateTime Now)
{
    private const int FirstQuestions = 30;

    /// <summary>The reader asked for all questions of the snapshot.</summary>
    public bool ShowsAll { get; init; }

    /// <summary>There are questions beyond those that are shown.</summary>
    public bool HasMoreQuestions => !ShowsAll && Snapshot.Questions?.Count > FirstQuestions;

    /// <summary>So many that one looks for some rather than reading all.</summary>
    public bool HasManyQuestions => Snapshot.Questions?.Count >= FirstQuestions;

    /// <summary>As everyone sees it.</summary>
    public SessionView Session => Snapshot.Session!;

    public string Slug => Place.Session.Slug;

    public bool IsRegistered => AttendeeId is not null;

    public bool IsOver => SessionRules.IsOver(Place.Session);

    /// <summary>Attendees can ask and upvote now.</summary>
    public bool AcceptsQuestions => SessionRules.AcceptsQuestions(Place.Session, Now);

    /// <summary>When questions open, on the clocks of the event.</summary>
    public string QuestionsOpenAt => Clock.Time(Session.PlannedStart - SessionRules.QuestionsOpenBefore);

    public IReadOnlyList<PollView> Polls => Snapshot.Polls ?? [];

    public PollView? CurrentPoll => PollCard.Current(Polls, Session.OnAir?.Poll);

    /// <summary>Polls that are over and whose results can be looked up, the last one first.</summary>
    public IEnumerable<PollView> EarlierPolls => Polls.Where(p => p != CurrentPoll && p.Counts is not null).OrderByDescending(p => p.OpenedAt);

    /// <summary>The question that is being answered; null when none is.</summary>
    public QuestionView? OnAirQuestion => Snapshot.Questions?.FirstOrDefault(q => q.Id == Session.OnAir?.Question);

    /// <summary>The first questions, or with <see cref="ShowsAll"/> all of the snapshot.</summary>
    public IEnumerable<QuestionItem> Questions => (Snapshot.Questions ?? []).Order(QuestionOrder.Instance).Take(ShowsAll ? int.MaxValue : FirstQuestions).Select(question => new QuestionItem(
        question,
        Clock.Time(question.AskedAt),
        Mine?.Questions.Any(mine => mine.Id == question.Id) ?? false,
        Mine?.Upvotes.Contains(question.Id) ?? false,
        IsRegistered && AcceptsQuestions));

    public string MineJson => JsonSerializer.Serialize(Mine, LiveJson.Options);

    /// <param name="changing">The poll whose answer the reader asked to change.</param>
    /// <param name="tried">An answer that was refused.</param>
    public PollCard Card(PollView poll, Guid? changing, MyBallot? tried = null)
    {
        var ballot = Mine?.Ballots.FirstOrDefault(b => b.Poll == poll.Id);
        var soFar = poll.Counts is null && ballot is not null ? Mine?.Tallies?.FirstOrDefault(tally => tally.Poll == poll.Id) : null;
        var shown = soFar is null ? poll : poll with { Ballots = soFar.Ballots, Counts = soFar.Counts, Choices = soFar.Choices ?? poll.Choices };
        return new PollCard(shown, ballot, IsRegistered, changing == poll.Id, Now, Slug, IsOver, tried?.Poll == poll.Id ? tried : null, soFar is not null, IsConfirmed);
    }
}

/// <summary>Reads a room for whoever asks.</summary>
public sealed class RoomReader(
    EventStore events, LiveDirectory directory, SessionChanges changes, MineReader mine, VenueStore venues, Presence presence, RoomPlayer player, TimeProvider clock)
{
    /// <exception cref="Core.RuleException">NotFound <c>unknown-session</c>.</exception>
    public async Task<RoomContent> ReadAsync(string slug, ClaimsPrincipal person, CancellationToken cancellation)
    {
        var session = await directory.GetSessionAsync(slug, cancellation);
        var snapshot = await changes.ReadAsync(session, LiveAudience.Public, 0, null, cancellation);
        var place = await events.GetSessionAsync(slug, cancellation);
        var isOfEvent = person.AttendeeEventId() == session.EventId;
        var attendeeId = isOfEvent ? person.AttendeeId() : null;
        var now = clock.UtcNow();
        var watching = presence.Watching(session.Id);
        return new RoomContent(
            place,
            snapshot.Delta,
            Encoding.UTF8.GetString(snapshot.Json(watching, now).Span),
            attendeeId is { } known ? await mine.ReadAsync(session.Id, known, cancellation) : null,
            attendeeId,
            person.AttendeeId() is not null && !isOfEvent,
            watching,
            player.Read(place.Session.StreamUrl),
            EventClock.Of(place.Event),
            !SessionRules.IsOver(place.Session) && await venues.IsAnyOpenAsync(session.EventId, cancellation),
            isOfEvent && person.IsConfirmedAttendee(),
            now);
    }
}
