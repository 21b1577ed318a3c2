using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;

namespace OpenGovWeek.Web.Features.Polls;

/// <summary>What the partial of a poll kind needs to show the fields of an answer.</summary>
/// <param name="Answer">What they show; null for nothing.</param>
public sealed record PollFields(PollView Poll, MyBallot? Answer)
{
    /// <summary>Most marks or words.</summary>
    public int Most => Poll.Most ?? 1;

    public bool IsMarked(ChoiceView choice) => Answer?.Choices.Contains(choice.Id) == true;

    /// <summary>What was written in a line; empty when nothing was.</summary>
    /// <param name="index">0 for the first.</param>
    public string Written(int index) => Answer?.Texts is { } texts && index < texts.Count ? texts[index] : "";

    /// <summary>What the step of a rating means; null where nothing was said.</summary>
    /// <param name="index">0 for the first.</param>
    public string? Meaning(int index) => index == 0 ? Poll.Low : index == Poll.Choices.Count - 1 ? Poll.High : null;

    /// <summary>What is said over the fields; null for kinds that need no explanation.</summary>
    /// <param name="texts">Those of <see cref="PollTexts"/>.</param>
    public string? Hint(IStringLocalizer texts) => Poll.Kind switch
    {
        PollKind.MultipleChoice when Poll.Least == Poll.Most => texts["Answer_Choose", Most],
        PollKind.MultipleChoice => texts["Answer_ChooseRange", Poll.Least ?? 1, Most],
        PollKind.WordCloud => $"{texts[Most == 1 ? "Answer_Words_One" : "Answer_Words_Many", Most]} {texts["Answer_Moderated"]}",
        PollKind.OpenText => texts["Answer_Moderated"],
        _ => null,
    };

    /// <summary>What was answered, in words.</summary>
    /// <param name="texts">Those of <see cref="PollTexts"/>.</param>
    public string Said(IStringLocalizer texts)
    {
        var marked = string.Join(", ", Poll.Choices.Where(IsMarked).Select(choice => choice.Text));
        return Poll.Kind switch
        {
            PollKind.Rating => texts["Answer_Step", marked, Poll.Choices.Count],
            PollKind.WordCloud or PollKind.OpenText => string.Join(", ", Answer?.Texts ?? []),
            _ => marked,
        };
    }
}
