using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Questions;

/// <summary>The text of a question: up to 500 code points over several lines, at least 5, so that a slip of the finger is not a question.</summary>
public static class QuestionText
{
    public const int Min = 5;
    public const int Max = 500;

    /// <exception cref="RuleException">Those of <see cref="PlainText.Lines"/>.</exception>
    public static string Parse(string? input, string field = "text") => PlainText.Lines(input, Min, Max, field);
}
