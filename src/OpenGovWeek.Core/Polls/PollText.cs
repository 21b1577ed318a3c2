using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Polls;

/// <summary>The texts of a poll and of what is written in it, each on one line.</summary>
public static class PollText
{
    public const int MaxPrompt = 200;
    public const int MaxChoice = 120;
    public const int MaxLabel = 40;
    public const int MaxWord = 30;
    public const int MaxAnswer = 200;

    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/>.</exception>
    public static string Prompt(string? input, string field = "prompt") => PlainText.Line(input, 1, MaxPrompt, field);

    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/>.</exception>
    public static string Choice(string? input, string field = "choices") => PlainText.Line(input, 1, MaxChoice, field);

    /// <summary>The label of an end of a rating; null when there is none.</summary>
    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/>.</exception>
    public static string? Label(string? input, string field) => string.IsNullOrWhiteSpace(input) ? null : PlainText.Line(input, 1, MaxLabel, field);

    /// <summary>A word of a word cloud.</summary>
    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/>.</exception>
    public static string Word(string? input, string field = "texts") => PlainText.Line(input, 1, MaxWord, field);

    /// <summary>An answer in sentences.</summary>
    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/>.</exception>
    public static string Answer(string? input, string field = "texts") => PlainText.Line(input, 1, MaxAnswer, field);

    /// <summary>The form by which two choices are the same: without case, with accents, because <c>año</c> is not <c>ano</c>.</summary>
    public static string Fold(string text) => text.ToUpperInvariant();
}
