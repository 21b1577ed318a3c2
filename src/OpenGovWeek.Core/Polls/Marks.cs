namespace OpenGovWeek.Core.Polls;

/// <summary>The text of <see cref="Ballot.Marks"/>: ids of choices in lower case, separated by commas.</summary>
public static class Marks
{
    public static string Write(IEnumerable<Guid> choices) => string.Join(',', choices);

    public static IReadOnlyList<Guid> Read(string marks) =>
        [.. marks.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => Guid.ParseExact(id, "D"))];
}
