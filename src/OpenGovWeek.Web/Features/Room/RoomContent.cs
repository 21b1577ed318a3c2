using System.Security.Claims;
using System.Text.Json;
using OpenGovWeek.Core;
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
/// <param name="Mine">What is the reader's own; null unless registered for the event, and while the database does not answer.</param>
/// <param name="AttendeeId">The reader, when registered for the event.</param>
/// <param name="HasVenues">People watch together somewhere, in front of a screen with a code.</param>
/// <param name="IsConfirmed">The reader's address is confirmed.</param>
/// <param name="Now">The server's clock, UTC.</param>
/// <param name="AsOf">When it was read, UTC, if the database does not answer now; null when it has just been read.</param>
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
    DateTime Now,
    DateTime? AsOf)
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

    /// <summary>The reader may set or take back support now.</summary>
    public bool CanUpvote => IsRegistered && AcceptsQuestions;

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
        CanUpvote));

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

/// <summary>Reads a room for whoever asks; what is the same for all who ask at the same moment, once.</summary>
public sealed class RoomReader
{
    private readonly LiveDirectory directory;
    private readonly SessionChanges changes;
    private readonly MineReader mine;
    private readonly Presence presence;
    private readonly RoomPlayer player;
    private readonly TimeProvider clock;
    private readonly DatabaseSilence database;
    private readonly GroupReads<string, Setting> settings;
    private readonly LastAnswers<string, LiveSession> lastSessions;
    private readonly LastAnswers<string, Setting> lastSettings;
    private readonly LastAnswers<Guid, CachedDelta> lastSnapshots;

    public RoomReader(
        EventStore events,
        LiveDirectory directory,
        SessionChanges changes,
        MineReader mine,
        VenueStore venues,
        Presence presence,
        RoomPlayer player,
        DatabaseSilence database,
        TimeProvider clock)
    {
        (this.directory, this.changes, this.mine, this.presence, this.player, this.clock) = (directory, changes, mine, presence, player, clock);
        this.database = database;
        settings = new(slugs => ReadAsync(events, venues, slugs));
        (lastSessions, lastSettings, lastSnapshots) = (new(database, clock), new(database, clock), new(database, clock));
    }

    /// <summary>While the database does not answer: as it was read last, without what is the reader's own.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-session</c>; Unavailable <c>database-away</c> when nothing was read yet.</exception>
    public async Task<RoomContent> ReadAsync(string slug, ClaimsPrincipal person, CancellationToken cancellation)
    {
        var session = (await lastSessions.WaitAsync(slug, directory.GetSessionAsync(slug, CancellationToken.None).AsTask(), cancellation)).Value;
        var isOfEvent = person.AttendeeEventId() == session.EventId;
        var attendeeId = isOfEvent ? person.AttendeeId() : null;
        // At once, so that a database that is away is waited for once.
        var snapshotRead = changes.ReadAsync(session, LiveAudience.Public, 0, null, CancellationToken.None);
        var settingRead = ReadSettingAsync(slug);
        var ownRead = attendeeId is { } known ? mine.ReadAsync(session.Id, known, CancellationToken.None) : null;
        var (snapshot, snapshotAsOf) = await lastSnapshots.WaitAsync(session.Id, snapshotRead, cancellation);
        var (setting, settingAsOf) = await lastSettings.WaitAsync(slug, settingRead, cancellation);
        var (own, isAway) = ownRead is null ? (null, false) : await WaitForOwnAsync(ownRead, cancellation);
        var now = clock.UtcNow();
        var watching = presence.Watching(session.Id);
        return new RoomContent(
            setting.Place,
            snapshot.Delta,
            snapshot.Text(watching, now),
            own,
            attendeeId,
            person.AttendeeId() is not null && !isOfEvent,
            watching,
            player.Read(setting.Place.Session.StreamUrl),
            EventClock.Of(setting.Place.Event),
            setting.HasVenues,
            isOfEvent && person.IsConfirmedAttendee(),
            now,
            snapshotAsOf ?? settingAsOf ?? (isAway ? now : null));
    }

    private async Task<(Mine? Own, bool IsAway)> WaitForOwnAsync(Task<Mine> reading, CancellationToken cancellation)
    {
        try
        {
            return (await database.WaitAsync(reading, cancellation), false);
        }
        catch (RuleException away) when (away.Kind == RuleKind.Unavailable)
        {
            return (null, true);
        }
    }

    private async Task<Setting> ReadSettingAsync(string slug) =>
        await settings.ReadAsync(slug, CancellationToken.None) ?? throw new RuleException("unknown-session", RuleKind.NotFound);

    private static async Task<IReadOnlyDictionary<string, Setting>> ReadAsync(EventStore events, VenueStore venues, IEnumerable<string> slugs)
    {
        var found = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var slug in slugs)
        {
            if (await events.FindSessionAsync(slug, CancellationToken.None) is { } place)
            {
                found[slug] = new Setting(
                    place, !SessionRules.IsOver(place.Session) && await venues.IsAnyOpenAsync(place.Event.Id, CancellationToken.None));
            }
        }

        return found;
    }

    private sealed record Setting(SessionPlace Place, bool HasVenues);
}
