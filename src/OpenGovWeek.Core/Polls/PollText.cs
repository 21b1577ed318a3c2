using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Polls;

/// <summary>The texts of a poll, each on one line.</summary>
public static class PollText
{
    public const int MaxPrompt = 200;
    public const int MaxChoice = 120;

    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/>.</exception>
    public static string Prompt(string? input, string field = "prompt") => PlainText.Line(input, 1, MaxPrompt, field);

    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/>.</exception>
    public static string Choice(string? input, string field = "choices") => PlainText.Line(input, 1, MaxChoice, field);

    /// <summary>The form by which two choices are the same: without case, with accents, because <c>año</c> is not <c>ano</c>.</summary>
    public static string Fold(string text) => text.ToUpperInvariant();
}
