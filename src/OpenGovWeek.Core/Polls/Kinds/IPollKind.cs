namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>What differs from one kind of poll to another.</summary>
public interface IPollKind
{
    PollKind Kind { get; }

    /// <summary>Checks an answer and writes it as <see cref="Ballot.Marks"/>: ids in the order of the poll, so that equal answers are equal texts.</summary>
    /// <param name="poll">The poll with its choices.</param>
    /// <param name="choices">Ids of the marked choices as they were sent.</param>
    /// <exception cref="RuleException"><c>unknown-choice</c>, or what the kind asks for, such as <c>one-choice</c>; field <c>choices</c>.</exception>
    string Mark(Poll poll, IReadOnlyList<Guid> choices);

    /// <summary>Whole per cent of ballots per choice, in the order of the counts; all 0 without ballots.</summary>
    IReadOnlyList<int> Percentages(IReadOnlyList<int> counts, int ballots);
}
