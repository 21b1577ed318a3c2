namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>What differs from one kind of poll to another.</summary>
public interface IPollKind
{
    PollKind Kind { get; }

    /// <summary>Attendees write the answers, which become the choices; they wait for a moderator before others see them.</summary>
    bool IsWritten => false;

    /// <summary>A ballot has a number of marks or words that each poll sets; otherwise it has exactly one.</summary>
    bool HasRange => false;

    /// <summary>Checks what is asked and sets what the kind decides: choices, least, most and labels.</summary>
    /// <param name="design">With a clean prompt; all else as it was sent.</param>
    /// <exception cref="RuleException">Those of <see cref="PollDesign.Checked"/>.</exception>
    PollDesign Complete(PollDesign design);

    /// <summary>Checks an answer.</summary>
    /// <param name="poll">The poll; with its choices for a kind whose answers are marked.</param>
    /// <param name="choices">Ids of the marked choices as they were sent.</param>
    /// <param name="texts">What was written, as it was sent.</param>
    /// <exception cref="RuleException"><c>unknown-choice</c>, or what the kind asks for, such as <c>one-choice</c>; field <c>choices</c> or <c>texts</c>.</exception>
    Answer Read(Poll poll, IReadOnlyList<Guid> choices, IReadOnlyList<string?> texts);

    /// <summary>Whole per cent of ballots per choice, in the order of the counts; all 0 without ballots.</summary>
    IReadOnlyList<int> Percentages(IReadOnlyList<int> counts, int ballots);
}
