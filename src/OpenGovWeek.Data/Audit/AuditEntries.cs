using OpenGovWeek.Core.Audit;

namespace OpenGovWeek.Data.Audit;

/// <summary>Entries of the audit.</summary>
internal static class AuditEntries
{
    /// <param name="session">Id of the session that was acted in; null when it was none.</param>
    /// <param name="now">UTC.</param>
    /// <param name="before">The subject before; null when there was none.</param>
    /// <param name="after">The subject after; null when there is none.</param>
    /// <param name="undoUntil">Last moment for an undo by this entry, UTC; null for none.</param>
    public static AuditEntry Of(
        AuditAction action, Guid subject, Guid? session, Actor actor, DateTime now, object? before = null, object? after = null, DateTime? undoUntil = null) => new()
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)),
            At = now,
            StaffId = actor.StaffId,
            StaffName = actor.Name,
            SessionId = session,
            Action = action,
            SubjectId = subject,
            Before = AuditJson.Write(before),
            After = AuditJson.Write(after),
            UndoUntil = undoUntil,
        };
}
