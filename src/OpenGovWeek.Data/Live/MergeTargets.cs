using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;

namespace OpenGovWeek.Data.Live;

/// <summary>Finds where merged questions have ended up: the target of a merge may have been merged itself.</summary>
internal static class MergeTargets
{
    /// <summary>By the question that one was merged into: the one that stands for it now. Left out while not everyone may see that one.</summary>
    public static async Task<Dictionary<Guid, MergedInto>> ReadAsync(
        OpenGovWeekDbContext db, IEnumerable<Guid> mergedInto, CancellationToken cancellation)
    {
        var read = new Dictionary<Guid, (QuestionStatus Status, Guid? Next, string Text)>();
        var starts = mergedInto.ToHashSet();
        for (var wanted = starts.ToList(); wanted.Count > 0;)
        {
            var found = await db.Questions.Where(q => wanted.Contains(q.Id))
                .Select(q => new { q.Id, q.Status, q.MergedIntoId, q.Text })
                .ToListAsync(cancellation);
            found.ForEach(q => read[q.Id] = (q.Status, q.MergedIntoId, q.Text));
            wanted = [.. found.Select(q => q.MergedIntoId).OfType<Guid>().Where(id => !read.ContainsKey(id)).Distinct()];
        }

        var targets = new Dictionary<Guid, MergedInto>();
        foreach (var start in starts)
        {
            var id = start;
            while (read.TryGetValue(id, out var at) && at.Next is { } next)
            {
                id = next;
            }

            if (read.TryGetValue(id, out var end) && QuestionRules.IsPublic(end.Status))
            {
                targets[start] = new MergedInto(id, end.Text);
            }
        }

        return targets;
    }
}
