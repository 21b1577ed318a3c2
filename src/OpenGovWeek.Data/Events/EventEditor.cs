using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Events;

/// <summary>
/// Writes what organisers correct. Whoever saves says what he saw: when that is no longer how things stand, nothing is written.
/// </summary>
public sealed class EventEditor(WriteGate gate, SessionWriter sessions, TimeProvider clock)
{
    /// <summary>Changes an event.</summary>
    /// <param name="seen">How the event was when the change was begun.</param>
    /// <param name="plan">What it shall be, as <see cref="EventPlan.Check"/> returned it.</param>
    /// <param name="actor">Who changes it.</param>
    /// <exception cref="RuleException">Conflict <c>changed-meanwhile</c>; NotFound <c>unknown-event</c>.</exception>
    public async Task EditAsync(Guid eventId, EventPlan seen, EventPlan plan, Actor actor, CancellationToken cancellation)
    {
        try
        {
            await gate.RunAsync(async (db, token) =>
            {
                var edited = await db.Events.SingleOrDefaultAsync(e => e.Id == eventId, token)
                    ?? throw new RuleException("unknown-event", RuleKind.NotFound);
                Ensure(seen == EventPlan.Of(edited));
                plan.ApplyTo(edited);
                edited.Version++;
                db.AuditEntries.Add(AuditEntries.Of(AuditAction.EventEdit, eventId, null, actor, clock.UtcNow(), seen, plan));
                return await db.SaveChangesAsync(token);
            }, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            Ensure(false);
        }
    }

    /// <summary>Changes a session; rooms and agendas see it at once.</summary>
    /// <param name="place">The session with its day and its event.</param>
    /// <param name="seen">How the session was when the change was begun.</param>
    /// <param name="plan">What it shall be.</param>
    /// <param name="streamHosts">Hosts of streams that configuration lists.</param>
    /// <param name="actor">Who changes it.</param>
    /// <exception cref="RuleException">Those of <see cref="SessionPlan.Check"/>; Conflict <c>changed-meanwhile</c>; nothing was changed.</exception>
    public async Task EditAsync(
        SessionPlace place, SessionPlan seen, SessionPlan plan, IReadOnlyCollection<string> streamHosts, Actor actor, CancellationToken cancellation)
    {
        var calendar = EventCalendar.Of(place.Event.TimeZone);
        await sessions.WriteAsync(place.Session.Id, write =>
        {
            Ensure(seen == SessionPlan.Of(write.Session, calendar));
            plan.ApplyTo(write.Session, place.Day.Date, calendar, streamHosts);
            write.Db.AuditEntries.Add(AuditEntries.Of(
                AuditAction.SessionEdit, write.Session.Id, write.Session.Id, actor, write.Now, seen, SessionPlan.Of(write.Session, calendar)));
            return Task.FromResult(true);
        }, cancellation);
    }

    private static void Ensure(bool isAsSeen)
    {
        if (!isAsSeen)
        {
            throw new RuleException("changed-meanwhile", RuleKind.Conflict, null, "");
        }
    }
}
