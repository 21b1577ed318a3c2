namespace OpenGovWeek.Web.ScaleOut;

/// <summary>How many watch each session, summed over the nodes. A node that falls silent stops counting by itself.</summary>
public interface IPresenceCounts
{
    /// <summary>Replaces all counts of this node; a session that is not named has none. Returns at once, never throws. Repeat it every few seconds, or the counts expire.</summary>
    void Set(IReadOnlyDictionary<Guid, int> counts);

    /// <summary>This node's count plus the last known ones of the others. Never waits.</summary>
    int Total(Guid sessionId);
}
