namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>Finds the rules of a kind.</summary>
public static class PollKinds
{
    private static readonly SingleChoice Single = new();

    /// <summary>The rules of a kind; the compiler refuses a kind that is not listed.</summary>
    public static IPollKind Of(PollKind kind) =>
#pragma warning disable CS8524 // A discard would also hide a named kind that is missing here.
        kind switch
        {
            PollKind.SingleChoice => Single,
        };
#pragma warning restore CS8524
}
