namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>What kinds share when a poll is made.</summary>
internal static class Asking
{
    /// <summary>The design of a poll with one mark per ballot.</summary>
    public static PollDesign One(PollDesign design, IReadOnlyList<string> choices) =>
        design with { Choices = choices, Least = 1, Most = 1, Low = null, High = null };

    /// <summary>The texts of the choices, clean and each once.</summary>
    /// <exception cref="RuleException">Those of <see cref="PollText.Choice"/>; <c>choices-count</c>; <c>choices-duplicate</c>.</exception>
    public static IReadOnlyList<string> Choices(PollDesign design, int least, int most)
    {
        if (design.Choices is not { } choices || choices.Count < least || choices.Count > most)
        {
            throw new RuleException("choices-count", field: "choices", detail: [least, most]);
        }

        var texts = choices.Select(choice => PollText.Choice(choice)).ToList();
        return texts.GroupBy(PollText.Fold, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new RuleException("choices-duplicate", field: "choices", detail: twice.Last())
            : texts;
    }

    /// <exception cref="RuleException"><c>marks-range</c>.</exception>
    public static int Within(int value, int least, int most, string field) =>
        value >= least && value <= most ? value : throw new RuleException("marks-range", field: field, detail: [least, most]);
}
