using System.Text.Json;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>All that the console shows at one moment.</summary>
/// <param name="Snapshot">The staff's snapshot, with which the page's script begins.</param>
/// <param name="Queue">The part of the queue that the page shows.</param>
/// <param name="Watching">How many are connected.</param>
/// <param name="Registered">How many have registered for the event.</param>
/// <param name="Now">The server's clock, UTC.</param>
public sealed record ConsoleContent(SessionPlace Place, EventClock Clock, Delta Snapshot, QueuePage Queue, int Watching, int Registered, DateTime Now)
{
    public string Slug => Place.Session.Slug;

    public SessionView Session => Snapshot.Session!;

    public QuestionView? OnAirQuestion => Snapshot.Questions?.FirstOrDefault(q => q.Id == Session.OnAir?.Question);

    public PollView? OnAirPoll => Snapshot.Polls?.FirstOrDefault(p => p.Id == Session.OnAir?.Poll);

    /// <summary>The question that is being answered, on the screen or not.</summary>
    public QuestionView? Answering => Snapshot.Questions?.FirstOrDefault(q => q.Status == QuestionStatus.Answering);

    /// <summary>The poll that the screen would show with one press: the one on it, or what attendees look at now.</summary>
    public PollView? PollToShow => OnAirPoll ?? Polls.FirstOrDefault(p => p.Status != PollStatus.Draft);

    /// <summary>What is announced now; null when its time is over.</summary>
    public AnnouncementView? Announcement => Session.Announcement is { } announcement && announcement.EndsAt > Now ? announcement : null;

    /// <summary>Questions that others can be merged into, the most supported first.</summary>
    public IEnumerable<QuestionView> MergeTargets => (Snapshot.Questions ?? [])
        .Where(q => QuestionRules.MayMergeInto(q.Status))
        .Order(QuestionOrder.Instance);

    /// <summary>What asks for an action first: open, closed, drafts in their order, published; of the others the newest first.</summary>
    public IEnumerable<PollView> Polls => (Snapshot.Polls ?? []).OrderBy(poll => poll.Status switch
    {
        PollStatus.Open => 0,
        PollStatus.Closed => 1,
        PollStatus.Draft => 2,
        _ => 3,
    }).ThenBy(poll => poll.Position ?? 0).ThenByDescending(poll => poll.Id.ToString(), StringComparer.Ordinal);

    public string SnapshotJson => JsonSerializer.Serialize(Snapshot, LiveJson.Options);

    /// <summary>Whole seconds until the announced close of a poll; null when none is announced.</summary>
    public int? SecondsLeft(PollView poll) =>
        poll is { Status: PollStatus.Open, ClosesAt: { } at } ? Math.Max(0, (int)Math.Ceiling((at - Now).TotalSeconds)) : null;
}

/// <summary>Who takes part in a session.</summary>
/// <param name="Watching">How many are connected.</param>
/// <param name="Registered">How many have registered for the event.</param>
public sealed record AudienceCount(int Watching, int Registered);

/// <summary>Reads what the console shows.</summary>
public sealed class ConsoleReader(EventStore events, AttendeeStore attendees, LiveReader live, QueueReader queue, Presence presence, TimeProvider clock)
{
    /// <summary>Who takes part.</summary>
    /// <exception cref="Core.RuleException">NotFound <c>unknown-session</c>.</exception>
    public async Task<AudienceCount> CountAsync(string slug, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return new AudienceCount(presence.Watching(place.Session.Id), await attendees.CountAsync(place.Event.Id, cancellation));
    }

    /// <exception cref="Core.RuleException">NotFound <c>unknown-session</c>.</exception>
    public async Task<ConsoleContent> ReadAsync(string slug, QueueView view, int page, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        var session = new LiveSession(place.Session.Id, place.Event.Id, slug);
        return new ConsoleContent(
            place,
            EventClock.Of(place.Event),
            await live.ReadDeltaAsync(session, LiveAudience.Staff, 0, cancellation),
            await queue.ReadAsync(session.Id, view, page, cancellation),
            presence.Watching(session.Id),
            await attendees.CountAsync(place.Event.Id, cancellation),
            clock.UtcNow());
    }
}
