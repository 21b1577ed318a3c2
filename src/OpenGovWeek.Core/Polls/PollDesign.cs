using OpenGovWeek.Core.Polls.Kinds;

namespace OpenGovWeek.Core.Polls;

/// <summary>What is asked and how it may be answered: the part of a poll that is made, edited, copied and kept in the library.</summary>
/// <param name="Prompt">What is asked.</param>
/// <param name="Choices">Texts of the choices in their order; kinds that make their own or have none leave them aside.</param>
/// <param name="Least">Fewest marks of a ballot, for kinds that leave it open; null for 1.</param>
/// <param name="Most">Most marks or words of a ballot, for kinds that leave it open; null for as many as the kind suggests.</param>
/// <param name="Low">What the lower end of a rating means; null or empty for nothing.</param>
/// <param name="High">What the upper end of a rating means; null or empty for nothing.</param>
/// <param name="Final">The first ballot of an attendee stands.</param>
/// <param name="NeedsConfirmed">Only attendees whose address is confirmed may answer.</param>
public sealed record PollDesign(
    PollKind Kind,
    string? Prompt,
    IReadOnlyList<string?>? Choices,
    ResultsPolicy Policy,
    int? Least = null,
    int? Most = null,
    string? Low = null,
    string? High = null,
    bool Final = false,
    bool NeedsConfirmed = false)
{
    /// <summary>What a poll asks.</summary>
    /// <param name="poll">The poll with its choices.</param>
    public static PollDesign Of(Poll poll) => new(
        poll.Kind,
        poll.Prompt,
        [.. poll.Choices.Where(choice => choice.Status == ChoiceStatus.Offered).OrderBy(choice => choice.Position).Select(choice => choice.Text)],
        poll.Policy,
        poll.Least,
        poll.Most,
        poll.LowLabel,
        poll.HighLabel,
        poll.IsFinal,
        poll.NeedsConfirmed);

    /// <summary>What a poll of the library asks.</summary>
    public static PollDesign Of(PreparedPoll prepared) => new(
        prepared.Kind,
        prepared.Prompt,
        prepared.Choices.Split('\n', StringSplitOptions.RemoveEmptyEntries),
        prepared.Policy,
        prepared.Least,
        prepared.Most,
        prepared.LowLabel,
        prepared.HighLabel,
        prepared.IsFinal,
        prepared.NeedsConfirmed);

    /// <summary>The same with clean texts and with everything that the kind decides: what is then stored as it is.</summary>
    /// <exception cref="RuleException">
    /// Those of <see cref="PollText"/>; <c>poll-kind</c>; <c>poll-policy</c>; <c>choices-count</c> (detail: least, most); <c>choices-duplicate</c> (detail: the text);
    /// <c>marks-range</c> (detail: least, most, as they may be).
    /// </exception>
    public PollDesign Checked()
    {
        if (!Enum.IsDefined(Kind))
        {
            throw new RuleException("poll-kind", field: "kind");
        }

        if (!Enum.IsDefined(Policy))
        {
            throw new RuleException("poll-policy", field: "policy");
        }

        return PollKinds.Of(Kind).Complete(this with { Prompt = PollText.Prompt(Prompt) });
    }

    /// <summary>Asks the same in the same words.</summary>
    public bool IsSameAs(PollDesign other) =>
        this with { Choices = null } == other with { Choices = null }
        && (Choices ?? []).SequenceEqual(other.Choices ?? [], StringComparer.Ordinal);
}
