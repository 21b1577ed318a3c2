using OpenGovWeek.Core.Questions;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>A button beside a question.</summary>
/// <param name="Action">Word that the form sends: publish, reject, answering, answered, pin, unpin, screen or merge.</param>
/// <param name="Text">Key of its label in <see cref="ConsoleTexts"/>.</param>
/// <param name="Look">Part of its class: primary, danger, quiet, or empty.</param>
public sealed record QueueButton(string Action, string Text, string Look = "");

/// <summary>What can be done with a question, by its status; the same table for the page and for its script.</summary>
public static class QueueButtons
{
    private static readonly QueueButton Reject = new("reject", "Act_reject", "danger");
    private static readonly QueueButton Merge = new("merge", "Act_merge", "quiet");
    private static readonly QueueButton Screen = new("screen", "Act_screen");

    public static IReadOnlyDictionary<QuestionStatus, QueueButton[]> All { get; } = new Dictionary<QuestionStatus, QueueButton[]>
    {
        [QuestionStatus.Pending] = [new("publish", "Act_publish", "primary"), Reject, Merge],
        [QuestionStatus.Published] =
        [
            new("answering", "Act_answering", "primary"), new("answered", "Act_answered"), Screen, new("pin", "Act_pin"), Merge, new("reject", "Act_withdraw", "quiet"),
        ],
        [QuestionStatus.Answering] = [new("answered", "Act_answered", "primary"), new("publish", "Act_takeOffAir"), Screen, new("pin", "Act_pin"), Merge],
        [QuestionStatus.AnsweredLive] = [new("answering", "Act_answeringAgain"), Screen, new("publish", "Act_backToPublished", "quiet")],
        [QuestionStatus.AnsweredInWriting] = [Screen],
        [QuestionStatus.Rejected] = [new("publish", "Act_publish"), Merge],
    };

    /// <summary>The buttons of one question: of pin and unpin the one that changes something.</summary>
    public static IEnumerable<QueueButton> Of(QuestionStatus status, bool pinned) => All.GetValueOrDefault(status, [])
        .Select(button => button.Action == "pin" && pinned ? new QueueButton("unpin", "Act_unpin") : button);
}
