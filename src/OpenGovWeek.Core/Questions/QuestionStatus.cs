namespace OpenGovWeek.Core.Questions;

/// <summary>Where a question stands. Everyone sees Published, Answering and the two Answered; the others only its author and staff.</summary>
public enum QuestionStatus
{
    Pending = 0,
    Published = 1,
    Answering = 2,
    AnsweredLive = 3,
    AnsweredInWriting = 4,
    Rejected = 5,
    Merged = 6,
    Withdrawn = 7,
}
