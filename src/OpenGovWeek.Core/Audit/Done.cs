namespace OpenGovWeek.Core.Audit;

/// <summary>What an action of staff is answered with.</summary>
/// <param name="Entry">Id of its audit entry, by which it can be taken back.</param>
/// <param name="Action">What was done.</param>
/// <param name="UndoUntil">Last moment for an undo, UTC; null when it cannot be undone.</param>
public sealed record Done(Guid Entry, AuditAction Action, DateTime? UndoUntil = null);
