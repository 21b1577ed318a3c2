namespace OpenGovWeek.Core.Questions;

/// <summary>Why a question is not published; its author is told.</summary>
public enum RejectionReason
{
    OffTopic = 1,
    Duplicate = 2,
    Offensive = 3,
    PersonalData = 4,
    NotAQuestion = 5,
}
