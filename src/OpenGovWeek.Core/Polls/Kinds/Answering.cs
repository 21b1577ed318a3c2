namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>What kinds share when a ballot is read.</summary>
internal static class Answering
{
    /// <summary>Exactly one choice of the poll.</summary>
    /// <exception cref="RuleException"><c>one-choice</c>; <c>unknown-choice</c>.</exception>
    public static Answer One(Poll poll, IReadOnlyList<Guid> choices) =>
        choices.Count == 1 ? new Answer(Known(poll, choices), []) : throw new RuleException("one-choice", field: "choices");

    /// <summary>The marked choices, each once and in the order of the poll, so that equal answers are equal texts.</summary>
    /// <exception cref="RuleException"><c>unknown-choice</c>.</exception>
    public static IReadOnlyList<Guid> Known(Poll poll, IReadOnlyList<Guid> choices)
    {
        var marked = choices.ToHashSet();
        var known = poll.Choices.OrderBy(choice => choice.Position).Select(choice => choice.Id).Where(marked.Contains).ToList();
        return known.Count == marked.Count ? known : throw new RuleException("unknown-choice", field: "choices");
    }

    /// <summary>What was written, each answer once; lines that were left empty are no answers.</summary>
    /// <exception cref="RuleException"><c>text-empty</c>; <c>text-letters</c> when nothing is left to count; what <paramref name="read"/> throws.</exception>
    public static Answer Written(IReadOnlyList<string?> texts, Func<string, WrittenText> read)
    {
        var written = texts.OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text)).Select(read).DistinctBy(text => text.Folded, StringComparer.Ordinal).ToList();
        if (written.Count == 0)
        {
            throw new RuleException("text-empty", field: "texts");
        }

        return written.TrueForAll(text => text.Folded.Length > 0)
            ? new Answer([], written)
            : throw new RuleException("text-letters", field: "texts");
    }
}
