using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;

namespace OpenGovWeek.Data.Polls;

/// <summary>Reads polls with no more of what thousands wrote than is shown.</summary>
internal static class PollReading
{
    /// <summary>With the choices that <see cref="PollVisibility.Choices"/> may show to an audience.</summary>
    public static IQueryable<Poll> WithChoicesFor(this IQueryable<Poll> polls, LiveAudience audience) => audience == LiveAudience.Staff
        ? polls.Include(p => p.Choices.Where(c => c.Status == ChoiceStatus.Offered || c.Count > 0)
            .OrderBy(c => c.Status == ChoiceStatus.Pending ? 0 : 1).ThenByDescending(c => c.Count).ThenBy(c => c.Position)
            .Take(PollVisibility.MostForStaff))
        : polls.Include(p => p.Choices.Where(c => c.Status == ChoiceStatus.Offered || (c.Status == ChoiceStatus.Shown && c.Count > 0))
            .OrderByDescending(c => c.Count).ThenBy(c => c.Position)
            .Take(PollVisibility.MostShown));
}
