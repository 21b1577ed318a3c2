using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Text;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Sessions;

/// <summary>Writes corrections of when a session was live. Minutes follow at once, for they are computed when they are read; issued certificates stay as they are.</summary>
public sealed class LiveWindowControl(Moderation moderation)
{
    /// <summary>Puts windows in the place of those a session has. What is like that already changes nothing.</summary>
    /// <param name="seen">The windows that whoever corrects them saw.</param>
    /// <param name="wanted">All windows as they are to be; one that is left out goes.</param>
    /// <param name="reason">Why, for the audit.</param>
    /// <exception cref="RuleException">
    /// Those of <see cref="LiveWindowRules"/> and <see cref="PlainText.Line"/>; NotFound <c>unknown-session</c>; Conflict <c>changed-meanwhile</c>.
    /// </exception>
    public Task CorrectAsync(
        Guid sessionId, IReadOnlyList<WindowTimes> seen, IReadOnlyList<WindowTimes> wanted, string? reason, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, sessionId, actor, async write =>
        {
            var session = write.Session.Session;
            var before = LiveWindowRules.Of(session);
            LiveWindowRules.EnsureCorrectable(session, write.Now);
            var after = LiveWindowRules.Check(session, wanted, write.Now);
            if (after.SequenceEqual(before))
            {
                return false;
            }

            if (!seen.SequenceEqual(before))
            {
                throw ModerationWrite.Changed();
            }

            var why = PlainText.Line(reason, LiveWindowRules.MinReason, LiveWindowRules.MaxReason, "Reason");
            Replace(write, after);
            session.ViewRevision = write.Session.Revision;
            write.Record(AuditAction.LiveWindowCorrect, sessionId, new WindowsTrace(before), new WindowsTrace(after, why), undoUntil: null);
            foreach (var attendee in await write.Db.AttendanceIntervals.Where(i => i.SessionId == sessionId).Select(i => i.AttendeeId).Distinct().ToListAsync(cancellation))
            {
                write.Tell(attendee);
            }

            return true;
        }, cancellation);

    private static void Replace(ModerationWrite write, IReadOnlyList<WindowTimes> wanted)
    {
        var session = write.Session.Session;
        foreach (var gone in session.LiveWindows.Where(window => !wanted.Any(one => one.Id == window.Id)).ToList())
        {
            session.LiveWindows.Remove(gone);
            write.Db.LiveWindows.Remove(gone);
        }

        foreach (var one in wanted)
        {
            if (session.LiveWindows.Find(window => window.Id == one.Id) is { } known)
            {
                (known.OpenedAt, known.ClosedAt) = (one.OpenedAt, one.ClosedAt);
            }
            else
            {
                write.Db.LiveWindows.Add(new LiveWindow { Id = one.Id, SessionId = session.Id, OpenedAt = one.OpenedAt, ClosedAt = one.ClosedAt });
            }
        }
    }
}

/// <summary>What the audit keeps of live windows.</summary>
internal sealed record WindowsTrace(IReadOnlyList<WindowTimes> Windows, string? Reason = null);
