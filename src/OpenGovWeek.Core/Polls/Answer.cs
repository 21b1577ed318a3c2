namespace OpenGovWeek.Core.Polls;

/// <summary>What one ballot says, as its kind of poll allows it.</summary>
/// <param name="Choices">Ids of the marked choices in the order of the poll; empty for what is written.</param>
/// <param name="Texts">What is written, each answer once, in the order in which it was; empty for what is marked.</param>
public sealed record Answer(IReadOnlyList<Guid> Choices, IReadOnlyList<WrittenText> Texts);

/// <summary>An answer in an attendee's own words.</summary>
/// <param name="Text">As it was written, trimmed and in NFC.</param>
/// <param name="Folded">The form by which it is counted, see <see cref="WordFold"/>.</param>
public sealed record WrittenText(string Text, string Folded);
