using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data.Sessions;

/// <summary>
/// What the writer of a node keeps of its sessions from one group to the next. Whatever people of a session see is only changed under a new revision: when the
/// revision that was just raised follows the last one that was written here, nobody else has changed anything, and what is kept is what is stored.
/// </summary>
internal sealed class SessionScenes(IRowWriter rows, TimeProvider clock)
{
    // A database that was put back while it could not be written might stand at the same number.
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(2);

    private readonly Dictionary<Guid, SessionScene> kept = [];
    private readonly HashSet<Guid> raised = [];
    private bool underWay;

    /// <summary>Begins a group: what an earlier one left behind that was not committed is forgotten.</summary>
    public void Begin()
    {
        if (underWay)
        {
            kept.Clear();
        }

        underWay = true;
        raised.Clear();
    }

    /// <summary>Raises the session's revision, which locks its row, and returns the session as it stands under the lock; null when there is none.</summary>
    public async Task<SessionScene?> RaiseAsync(OpenGovWeekDbContext db, Guid sessionId, CancellationToken cancellation)
    {
        if (await db.RaiseRevisionAsync(rows, sessionId, cancellation) is not { } revision)
        {
            return null;
        }

        if (!kept.TryGetValue(sessionId, out var scene) || scene.Session.Revision != revision - 1 || IsOld(scene))
        {
            scene = new SessionScene(await db.Sessions.AsNoTracking().Include(s => s.LiveWindows).SingleAsync(s => s.Id == sessionId, cancellation));
        }

        scene.Session.Revision = revision;
        kept[sessionId] = scene;
        raised.Add(sessionId);
        return scene;
    }

    /// <summary>The group was committed, with all the sessions that it raised.</summary>
    public void Committed()
    {
        underWay = false;
        foreach (var (id, scene) in kept)
        {
            if (raised.Contains(id))
            {
                scene.WrittenAt = clock.GetTimestamp();
            }
            else if (IsOld(scene))
            {
                kept.Remove(id);
            }
        }
    }

    private bool IsOld(SessionScene scene) => clock.GetElapsedTime(scene.WrittenAt) > Keep;
}

/// <summary>A session, and those of its polls and questions that groups have touched, all of them untracked.</summary>
internal sealed class SessionScene(Session session)
{
    public Session Session { get; } = session;

    public Dictionary<Guid, Poll> Polls { get; } = [];

    public Dictionary<Guid, Question> Questions { get; } = [];

    /// <summary>Timestamp of the last commit.</summary>
    public long WrittenAt { get; set; }
}
