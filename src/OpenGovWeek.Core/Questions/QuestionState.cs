namespace OpenGovWeek.Core.Questions;

/// <summary>What a moderator's action can change in a question: what an audit entry keeps to take it back.</summary>
public sealed record QuestionState(QuestionStatus Status, RejectionReason? Reason, bool Pinned, DateTime StatusSince)
{
    public static QuestionState Of(Question question) => new(question.Status, question.Reason, question.Pinned, question.StatusSince);
}
