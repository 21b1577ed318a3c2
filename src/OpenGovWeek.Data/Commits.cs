using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Data;

/// <summary>Tells, after a commit, what advanced. Whoever listens must return at once and may not throw.</summary>
public sealed class Commits
{
    public event Action<Hint>? Committed;

    public void Raise(Hint hint) => Committed?.Invoke(hint);
}
