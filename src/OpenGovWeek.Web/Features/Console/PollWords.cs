using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What attendees wrote in a poll, for a moderator to decide.</summary>
/// <param name="Poll">As staff see it.</param>
/// <param name="View">The word in the address for the part of the queue that the page shows.</param>
public sealed record PollWords(PollView Poll, string View)
{
    /// <summary>Those that wait.</summary>
    public IReadOnlyList<ChoiceView> Pending => Of(ChoiceStatus.Pending);

    /// <summary>All of them by what became of them, those that wait first.</summary>
    public IEnumerable<(ChoiceStatus Status, IReadOnlyList<ChoiceView> Words)> Lists =>
        [(ChoiceStatus.Pending, Pending), (ChoiceStatus.Shown, Of(ChoiceStatus.Shown)), (ChoiceStatus.Hidden, Of(ChoiceStatus.Hidden))];

    private List<ChoiceView> Of(ChoiceStatus status) => [.. Poll.Choices.Where(choice => choice.Status == status)];
}
