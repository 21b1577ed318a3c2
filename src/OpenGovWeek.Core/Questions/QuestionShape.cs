namespace OpenGovWeek.Core.Questions;

/// <summary>What of a question's text is compared with that of others.</summary>
/// <param name="Stems">The stems of what it is about, each once.</param>
/// <param name="Grams">Three letters in a row of the same words, with their edges, each once: they match where a letter is wrong.</param>
/// <param name="Traits">What sets it apart from others of the same words.</param>
public sealed record QuestionShape(IReadOnlyList<string> Stems, IReadOnlyList<string> Grams, QuestionTraits Traits)
{
    public static QuestionShape Of(string text)
    {
        var words = SpanishWords.Of(text);
        var content = SpanishWords.Content(words);
        return new QuestionShape(
            [.. content.Select(SpanishWords.Stem).Distinct()], [.. content.SelectMany(Trigrams).Distinct()], QuestionTraits.Of(words));
    }

    private static IEnumerable<string> Trigrams(string word)
    {
        var edged = $"^{word}$";
        return Enumerable.Range(0, edged.Length - 2).Select(at => edged.Substring(at, 3));
    }
}
