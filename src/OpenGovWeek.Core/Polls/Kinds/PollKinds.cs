namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>Finds the rules of a kind.</summary>
public static class PollKinds
{
    private static readonly SingleChoice Single = new();
    private static readonly MultipleChoice Multiple = new();
    private static readonly YesNo YesOrNo = new();
    private static readonly Rating OneToFive = new();
    private static readonly WordCloud Words = new();
    private static readonly OpenText Open = new();

    /// <summary>The rules of a kind; the compiler refuses a kind that is not listed.</summary>
    public static IPollKind Of(PollKind kind) =>
#pragma warning disable CS8524 // A discard would also hide a named kind that is missing here.
        kind switch
        {
            PollKind.SingleChoice => Single,
            PollKind.MultipleChoice => Multiple,
            PollKind.YesNo => YesOrNo,
            PollKind.Rating => OneToFive,
            PollKind.WordCloud => Words,
            PollKind.OpenText => Open,
        };
#pragma warning restore CS8524
}
