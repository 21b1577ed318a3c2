using OpenGovWeek.Core.Polls;

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

    /// <summary>What the form of a poll and its preview say.</summary>
    public static readonly IReadOnlyList<string> Editor = ["Choice_Label", "Choice_Remove", "Preview_Prompt", "Preview_Room", "Preview_Screen", "Preview_Words"];

    /// <summary>What a console says of its polls.</summary>
    public static readonly IReadOnlyList<string> Desk =
    [
        .. Enum.GetNames<PollKind>().Select(kind => $"Kind_{kind}"), .. Enum.GetNames<ResultsPolicy>().Select(policy => $"Policy_{policy}"),
        "Poll_Copy", "Poll_Delete", "Poll_Down", "Poll_Edit", "Poll_EditTitle", "Poll_IsFinal", "Poll_NeedsConfirmed", "Poll_New", "Poll_OnScreen", "Poll_Show", "Poll_Up",
        "Word_Hide", "Word_Show", "Words_Hidden", "Words_None", "Words_Pending_Many", "Words_Pending_One", "Words_Shown", "Words_ShowAll", "Words_Title",
    ];
}
