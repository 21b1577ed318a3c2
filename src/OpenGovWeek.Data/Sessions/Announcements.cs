using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Sessions;

/// <summary>Writes what staff announce in a session, and clears it when its time is over.</summary>
public sealed class Announcements(Moderation moderation, SessionWriter sessions, IDbContextFactory<OpenGovWeekDbContext> contexts, TimeProvider clock)
{
    /// <summary>Announces something in place of what was announced before. The same id with the same text again answers the same.</summary>
    /// <exception cref="RuleException">Those of <see cref="AnnouncementRules.Announce"/>; Conflict <c>id-taken</c>; NotFound <c>unknown-session</c>.</exception>
    public Task<Done> AnnounceAsync(Guid sessionId, Guid id, string? text, int minutes, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, id, actor, async write =>
        {
            var session = write.Session.Session;
            var before = AnnouncementTrace.Of(session);
            AnnouncementRules.Announce(session, id, text, minutes, write.Now);
            var earlier = await write.Db.AuditEntries.FirstOrDefaultAsync(
                a => a.SubjectId == id && a.Action == AuditAction.Announce, cancellation);
            if (earlier is not null)
            {
                var same = earlier.SessionId == sessionId && AuditJson.Read<AnnouncementTrace>(earlier.After).Text == session.AnnouncementText;
                before.ApplyTo(session);
                return same
                    ? new Done(earlier.Id, earlier.Action, earlier.UndoUntil)
                    : throw new RuleException("id-taken", RuleKind.Conflict, "id");
            }

            return write.Record(AuditAction.Announce, id, before, AnnouncementTrace.Of(session), write.Now + QuestionRules.UndoWithin);
        }, cancellation);

    /// <summary>Ends what is announced before its time. Again answers the same as before.</summary>
    /// <exception cref="RuleException">Conflict <c>no-announcement</c> when nothing was ever announced; NotFound <c>unknown-session</c>.</exception>
    public Task<Done> EndAsync(Guid sessionId, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, sessionId, actor, async write =>
        {
            var session = write.Session.Session;
            var before = AnnouncementTrace.Of(session);
            if (before.Id is not { } id)
            {
                var last = await write.Db.AuditEntries
                    .Where(a => a.SessionId == sessionId && (a.Action == AuditAction.AnnouncementEnd || a.Action == AuditAction.Announce))
                    .OrderByDescending(a => a.At)
                    .FirstOrDefaultAsync(cancellation);
                return last is null
                    ? throw new RuleException("no-announcement", RuleKind.Conflict)
                    : new Done(last.Id, AuditAction.AnnouncementEnd, last.Action == AuditAction.AnnouncementEnd ? last.UndoUntil : null);
            }

            AnnouncementRules.End(session);
            return write.Record(AuditAction.AnnouncementEnd, id, before, AnnouncementTrace.Of(session), write.Now + QuestionRules.UndoWithin);
        }, cancellation);

    /// <summary>Clears the announcements whose time is over. Safe to run on every node.</summary>
    public async Task ClearEndedAsync(CancellationToken cancellation)
    {
        foreach (var sessionId in await FindEndedAsync(cancellation))
        {
            try
            {
                await sessions.WriteAsync(sessionId, write => Task.FromResult(Clear(write)), cancellation);
            }
            catch (RuleException)
            {
                // Another node was faster, or there is a new one.
            }
        }
    }

    /// <summary>What was announced before returns for the rest of its time, or what was ended.</summary>
    internal static void Undo(ModerationWrite write, AuditEntry entry)
    {
        var (before, after) = (AuditJson.Read<AnnouncementTrace>(entry.Before), AuditJson.Read<AnnouncementTrace>(entry.After));
        var session = write.Session.Session;
        if (AnnouncementTrace.Of(session) != after)
        {
            throw ModerationWrite.Changed();
        }

        before.ApplyTo(session);
        if (AnnouncementRules.IsOver(session, write.Now))
        {
            AnnouncementRules.End(session);
        }
    }

    private static bool Clear(SessionWrite write)
    {
        if (!AnnouncementRules.IsOver(write.Session, write.Now))
        {
            throw ModerationWrite.Changed();
        }

        AnnouncementRules.End(write.Session);
        return true;
    }

    private async Task<List<Guid>> FindEndedAsync(CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Sessions.Where(s => s.AnnouncementEndsAt <= now).OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellation);
    }
}
