namespace OpenGovWeek.Core.Questions;

/// <summary>Gathers likely duplicates around the question that the others would best be merged into.</summary>
public static class DuplicateGroups
{
    /// <summary>
    /// The best target takes all that are likely duplicates of itself, then the best of what is left does the same. Nobody is put into a group by way of a
    /// third one: what is like the middle of a chain need not be like its end.
    /// </summary>
    /// <param name="pairs">What <see cref="QuestionIndex.FindDuplicates"/> gave.</param>
    /// <param name="targets">Puts the better target first; no two questions may be equal in it.</param>
    /// <returns>Ids of each group, its target first and then by <paramref name="targets"/>; groups by their targets. Each question is in one group at most.</returns>
    public static IReadOnlyList<IReadOnlyList<Guid>> Of(IEnumerable<LikelyDuplicate> pairs, IComparer<Guid> targets)
    {
        var alike = new Dictionary<Guid, List<Guid>>();
        foreach (var pair in pairs)
        {
            Neighbours(pair.One).Add(pair.Other);
            Neighbours(pair.Other).Add(pair.One);
        }

        var taken = new HashSet<Guid>();
        var groups = new List<IReadOnlyList<Guid>>();
        foreach (var target in alike.Keys.Order(targets))
        {
            if (taken.Add(target) && alike[target].Where(taken.Add).Order(targets).ToList() is { Count: > 0 } others)
            {
                groups.Add([target, .. others]);
            }
        }

        return groups;

        List<Guid> Neighbours(Guid id) => alike.TryGetValue(id, out var known) ? known : alike[id] = [];
    }
}
