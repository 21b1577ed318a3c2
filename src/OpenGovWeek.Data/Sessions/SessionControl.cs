using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Sessions;

/// <summary>Writes what moderators do with a session itself.</summary>
public sealed class SessionControl(Moderation moderation)
{
    /// <summary>Starts, pauses, resumes or ends a session.</summary>
    /// <exception cref="RuleException">Conflict <c>session-status</c>; NotFound <c>unknown-session</c>.</exception>
    public Task<Done> ChangeAsync(Guid sessionId, SessionAction action, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, sessionId, actor, write =>
        {
            var session = write.Session.Session;
            var before = SessionTrace.Of(session);
            if (SessionRules.Apply(session, action, write.Now) is { } window)
            {
                write.Db.LiveWindows.Add(window);
            }

            return Task.FromResult(write.Record(
                ActionOf(action),
                sessionId,
                before,
                SessionTrace.Of(session),
                action == SessionAction.End ? write.Now + SessionRules.UndoEndWithin : null));
        }, cancellation);

    /// <summary>Takes an end back.</summary>
    internal static void Undo(ModerationWrite write, AuditEntry entry)
    {
        var (before, after) = (AuditJson.Read<SessionTrace>(entry.Before), AuditJson.Read<SessionTrace>(entry.After));
        var session = write.Session.Session;
        if (SessionTrace.Of(session) != after || before.StatusSince is not { } since)
        {
            throw ModerationWrite.Changed();
        }

        SessionRules.UndoEnd(session, before.Status, since, write.Now);
    }

    private static AuditAction ActionOf(SessionAction action) => action switch
    {
        SessionAction.Start => AuditAction.SessionStart,
        SessionAction.Pause => AuditAction.SessionPause,
        SessionAction.Resume => AuditAction.SessionResume,
        SessionAction.End => AuditAction.SessionEnd,
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
