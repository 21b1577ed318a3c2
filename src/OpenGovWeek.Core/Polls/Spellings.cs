namespace OpenGovWeek.Core.Polls;

/// <summary>The ways in which ballots write one answer: the one that most of them used is shown.</summary>
public static class Spellings
{
    /// <summary>Counts what a ballot writes; a spelling that is new to the answer is returned, to be stored.</summary>
    /// <param name="known">All spellings of the answer.</param>
    /// <param name="choice">The answer.</param>
    /// <param name="text">As the ballot writes it.</param>
    /// <param name="now">The server's clock, UTC.</param>
    public static Spelling? Add(IReadOnlyCollection<Spelling> known, Choice choice, string text, DateTime now)
    {
        if (known.FirstOrDefault(spelling => spelling.Text == text) is { } same)
        {
            same.Count++;
            return null;
        }

        return new Spelling { Id = NextId(known, now), ChoiceId = choice.Id, Text = text, Count = 1 };
    }

    /// <summary>Takes back what a ballot wrote.</summary>
    public static void Remove(IReadOnlyCollection<Spelling> known, string text)
    {
        if (known.FirstOrDefault(spelling => spelling.Text == text) is { } same)
        {
            same.Count--;
        }
    }

    /// <summary>What is shown: the spelling of most ballots, of several the one written first. Null when no ballot writes the answer any more.</summary>
    public static string? Shown(IEnumerable<Spelling> known) => known.Where(spelling => spelling.Count > 0)
        .OrderByDescending(spelling => spelling.Count).ThenBy(spelling => spelling.Id)
        .Select(spelling => spelling.Text)
        .FirstOrDefault();

    // Ids carry the order in which spellings came, also within a millisecond and across nodes whose clocks differ.
    private static Guid NextId(IReadOnlyCollection<Spelling> known, DateTime now)
    {
        var last = known.Count == 0 ? Guid.Empty : known.Max(spelling => spelling.Id);
        for (var at = new DateTimeOffset(now); ; at = at.AddMilliseconds(1))
        {
            var id = Guid.CreateVersion7(at);
            if (id.CompareTo(last) > 0)
            {
                return id;
            }
        }
    }
}
