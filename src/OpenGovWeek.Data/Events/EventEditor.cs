using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Events;

/// <summary>
/// Writes what organisers correct, in one transaction. Whoever saves says what he saw: when that is no longer how things stand,
/// nothing is written.
/// </summary>
public sealed class EventEditor(WriteGate gate, SessionWriter sessions, Commits commits, TimeProvider clock)
{
    /// <summary>Saves all changes or none; rooms and agendas see those of sessions at once.</summary>
    /// <param name="streamHosts">Hosts of streams that configuration lists.</param>
    /// <param name="actor">Who changes it.</param>
    /// <exception cref="RuleException">Those of <see cref="SessionPlan.Check"/>; Conflict <c>changed-meanwhile</c>; NotFound <c>unknown-event</c> or <c>unknown-session</c>.</exception>
    public async Task SaveAsync(EventChanges changes, IReadOnlyCollection<string> streamHosts, Actor actor, CancellationToken cancellation)
    {
        try
        {
            var hints = await gate.RunAsync(async (db, token) =>
            {
                var raised = new List<Hint>();
                foreach (var change in changes.Sessions.OrderBy(change => change.Place.Session.Id))
                {
                    raised.Add(await EditSessionAsync(db, change, streamHosts, actor, token));
                }

                await EditEventAsync(db, changes, actor, token);
                await db.SaveChangesAsync(token);
                return raised;
            }, cancellation);
            hints.ForEach(commits.Raise);
        }
        catch (DbUpdateConcurrencyException)
        {
            Ensure(false);
        }
    }

    private async Task<Hint> EditSessionAsync(
        OpenGovWeekDbContext db, SessionChange change, IReadOnlyCollection<string> streamHosts, Actor actor, CancellationToken cancellation)
    {
        var place = change.Place;
        var calendar = EventCalendar.Of(place.Event.TimeZone);
        var write = await sessions.TryBeginAsync(db, place.Session.Id, cancellation) ?? throw new RuleException("unknown-session", RuleKind.NotFound);
        Ensure(change.Seen == SessionPlan.Of(write.Session, calendar));
        change.Plan.ApplyTo(write.Session, place.Day.Date, calendar, streamHosts);
        db.AuditEntries.Add(AuditEntries.Of(
            AuditAction.SessionEdit, write.Session.Id, write.Session.Id, actor, write.Now, change.Seen, SessionPlan.Of(write.Session, calendar)));
        write.Stamp();
        return new Hint.SessionAdvanced(write.Session.Id, write.Revision);
    }

    private async Task EditEventAsync(OpenGovWeekDbContext db, EventChanges changes, Actor actor, CancellationToken cancellation)
    {
        if (changes.Plan is null && changes.Logo is null)
        {
            return;
        }

        var now = clock.UtcNow();
        var edited = await db.Events.SingleOrDefaultAsync(e => e.Id == changes.Event.Id, cancellation)
            ?? throw new RuleException("unknown-event", RuleKind.NotFound);
        edited.Version++;
        if (changes.Plan is { } plan)
        {
            Ensure(plan.Seen == EventPlan.Of(edited));
            plan.Plan.ApplyTo(edited);
            db.AuditEntries.Add(AuditEntries.Of(AuditAction.EventEdit, edited.Id, null, actor, now, plan.Seen, plan.Plan));
        }

        if (changes.Logo is { } logo)
        {
            Ensure(changes.Event.LogoHash == edited.LogoHash);
            await ReplaceLogoAsync(db, edited, logo, cancellation);
            db.AuditEntries.Add(AuditEntries.Of(
                AuditAction.EventEdit, edited.Id, null, actor, now, new { logo = changes.Event.LogoHash }, new { logo = edited.LogoHash }));
        }
    }

    private static async Task ReplaceLogoAsync(OpenGovWeekDbContext db, Event edited, LogoChange logo, CancellationToken cancellation)
    {
        var stored = await db.EventLogos.SingleOrDefaultAsync(l => l.EventId == edited.Id, cancellation);
        edited.LogoHash = logo.Bytes is null ? null : Convert.ToHexStringLower(SHA256.HashData(logo.Bytes));
        switch (stored, logo)
        {
            case (not null, { Bytes: null }):
                db.EventLogos.Remove(stored);
                break;
            case (not null, { ContentType: { } type, Bytes: { } bytes }):
                (stored.ContentType, stored.Bytes) = (type, bytes);
                break;
            case (null, { ContentType: { } type, Bytes: { } bytes }):
                db.EventLogos.Add(new EventLogo { EventId = edited.Id, ContentType = type, Bytes = bytes });
                break;
        }
    }

    private static void Ensure(bool isAsSeen)
    {
        if (!isAsSeen)
        {
            throw new RuleException("changed-meanwhile", RuleKind.Conflict, null, "");
        }
    }
}
