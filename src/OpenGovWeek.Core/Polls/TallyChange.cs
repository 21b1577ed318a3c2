namespace OpenGovWeek.Core.Polls;

/// <summary>What one ballot changes in a tally.</summary>
/// <param name="Ballots">1 for a first ballot, 0 for a changed one, -1 for one taken back.</param>
/// <param name="Counts">What to add to each choice; choices that stay as they are do not appear.</param>
public sealed record TallyChange(int Ballots, IReadOnlyDictionary<Guid, int> Counts)
{
    /// <summary>The change from one answer to another.</summary>
    /// <param name="before">Marks that were counted; null when there was no ballot.</param>
    /// <param name="after">Marks to count; null when the ballot is taken back.</param>
    public static TallyChange Between(string? before, string? after)
    {
        var counts = new Dictionary<Guid, int>();
        foreach (var choice in Marks.Read(after ?? ""))
        {
            counts[choice] = counts.GetValueOrDefault(choice) + 1;
        }

        foreach (var choice in Marks.Read(before ?? ""))
        {
            counts[choice] = counts.GetValueOrDefault(choice) - 1;
        }

        var changed = counts.Where(count => count.Value != 0).ToDictionary();
        return new TallyChange((after is null ? 0 : 1) - (before is null ? 0 : 1), changed);
    }

    /// <summary>Adds the change to a poll that is loaded with its choices.</summary>
    public void ApplyTo(Poll poll)
    {
        poll.Ballots += Ballots;
        foreach (var choice in poll.Choices)
        {
            choice.Count += Counts.GetValueOrDefault(choice.Id);
        }
    }
}
