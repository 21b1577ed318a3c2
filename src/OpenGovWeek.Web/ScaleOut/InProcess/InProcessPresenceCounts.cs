namespace OpenGovWeek.Web.ScaleOut.InProcess;

/// <summary>The presence counts of a single node.</summary>
public sealed class InProcessPresenceCounts : IPresenceCounts
{
    private volatile IReadOnlyDictionary<Guid, int> own = new Dictionary<Guid, int>();

    public void Set(IReadOnlyDictionary<Guid, int> counts) => own = counts;

    public int Total(Guid sessionId) => own.GetValueOrDefault(sessionId);
}
