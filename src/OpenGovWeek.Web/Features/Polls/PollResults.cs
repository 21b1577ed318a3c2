using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls.Kinds;

namespace OpenGovWeek.Web.Features.Polls;

/// <summary>The tally of a poll as <c>_Results.cshtml</c> and <c>js/polls/results.js</c> show it.</summary>
/// <param name="Poll">A poll whose counts the reader may see.</param>
/// <param name="Mine">Ids of the choices that the reader marked.</param>
public sealed record PollResults(PollView Poll, IReadOnlyList<Guid> Mine)
{
    /// <summary>Choices in their order, with number and share of ballots.</summary>
    public IEnumerable<(ChoiceView Choice, int Count, int Share, bool IsMine)> Rows
    {
        get
        {
            var counts = Poll.Counts ?? throw new InvalidOperationException("The tally is hidden.");
            var shares = PollKinds.Of(Poll.Kind).Percentages(counts, Poll.Ballots ?? 0);
            return Poll.Choices.Select((choice, index) => (choice, counts[index], shares[index], Mine.Contains(choice.Id)));
        }
    }
}
