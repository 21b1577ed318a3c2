namespace OpenGovWeek.Web.Features.Polls;

/// <summary>Resource marker of what polls say wherever they are answered or prepared.</summary>
public sealed class PollTexts
{
    /// <summary>What the modules of <c>js/polls/kinds</c> say in the fields of an answer.</summary>
    public static readonly IReadOnlyList<string> Answers =
    [
        "Answer_Choose", "Answer_ChooseRange", "Answer_Count", "Answer_Full", "Answer_Moderated", "Answer_Pick", "Answer_Step",
        "Answer_Text", "Answer_TextCounter", "Answer_TextEmpty", "Answer_TooLong", "Answer_Word", "Answer_WordEmpty", "Answer_WordMore",
        "Answer_Words_Many", "Answer_Words_One",
    ];
}
