using System.Text.Json;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Composition;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>Loads events: one that an organiser wrote, or the rehearsal.</summary>
public sealed class ImportEvent(
    EventFiles files, EventStore store, EventWriter writer, IStringLocalizer<EventTexts> texts, TimeProvider clock)
{
    /// <summary>Loads an event from a file.</summary>
    /// <returns>The event as stored.</returns>
    /// <exception cref="StartupException">Every reason why it cannot be loaded; nothing was changed.</exception>
    public async Task<Event> FromFileAsync(string path, CancellationToken cancellation)
    {
        var file = await files.ReadAsync(path, cancellation);
        var added = EventFileRules.Build(file, files.StreamHosts, clock.UtcNow());
        try
        {
            await writer.AddAsync(added, [Imported(added, file)], cancellation);
            return added;
        }
        catch (RuleException taken) when (taken.Code is "event-exists" or "session-exists")
        {
            throw new StartupException(texts[$"Import_{taken.Code}", [.. taken.Detail]], taken);
        }
    }

    /// <summary>Loads the first event with its days moved so that day 1 is today, and starts day 1; nothing when today's is there already.</summary>
    /// <returns>The event that was added; null when there was nothing to do.</returns>
    /// <exception cref="StartupException">The file that comes with the application is missing or was broken.</exception>
    public async Task<Event?> RehearseAsync(CancellationToken cancellation)
    {
        var original = await files.ReadAsync(EventFiles.FirstEvent, cancellation);
        var now = clock.UtcNow();
        var today = EventCalendar.Of(original.TimeZone!).DayOf(now);
        var copies = await store.FindCopiesAsync(original.Slug!, cancellation);
        if (copies.Any(copy => copy.FirstDay == today))
        {
            return null;
        }

        var number = Enumerable.Range(1, copies.Count + 1).First(n => copies.All(copy => copy.Slug != Rehearsal.Of(original, now, n).Slug));
        var file = Rehearsal.Of(original, now, number);
        var added = EventFileRules.Build(file, files.StreamHosts, now);
        List<AuditEntry> audit = [Imported(added, file)];
        foreach (var session in added.Days[0].Sessions)
        {
            SessionRules.Apply(session, SessionAction.Start, now);
            audit.Add(Entry(AuditAction.SessionStart, session.Id, now, session.Id, null));
        }

        await writer.AddAsync(added, audit, cancellation);
        return added;
    }

    private static AuditEntry Imported(Event added, EventFile file) =>
        Entry(AuditAction.EventImport, added.Id, added.CreatedAt, null, JsonSerializer.Serialize(file, LiveJson.Options));

    private static AuditEntry Entry(AuditAction action, Guid subject, DateTime now, Guid? session, string? after) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(now)),
        At = now,
        StaffName = "",
        SessionId = session,
        Action = action,
        SubjectId = subject,
        After = after,
    };
}
