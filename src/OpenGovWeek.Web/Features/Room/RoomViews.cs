using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;

namespace OpenGovWeek.Web.Features.Room;

/// <summary>A question in the list that everyone sees.</summary>
/// <param name="AskedAt">On the clocks of the event.</param>
/// <param name="IsMine">The reader asked it.</param>
/// <param name="IsUpvoted">The reader supports it.</param>
/// <param name="CanUpvote">The reader may set or take back support now.</param>
public sealed record QuestionItem(QuestionView Question, string AskedAt, bool IsMine, bool IsUpvoted, bool CanUpvote);

/// <summary>A poll as the reader sees it now.</summary>
/// <param name="Ballot">The reader's ballot; null when there is none.</param>
/// <param name="IsRegistered">The reader may answer.</param>
/// <param name="IsChanging">The reader asked to change the answer.</param>
/// <param name="Now">The server's clock, UTC.</param>
/// <param name="Slug">The session's.</param>
/// <param name="IsOver">The session takes no more ballots.</param>
/// <param name="Tried">An answer that was refused, to be corrected; null when there is none.</param>
/// <param name="IsSoFar">The tally is there because the reader has answered.</param>
public sealed record PollCard(
    PollView Poll, MyBallot? Ballot, bool IsRegistered, bool IsChanging, DateTime Now, string Slug, bool IsOver, MyBallot? Tried = null, bool IsSoFar = false,
    bool IsConfirmed = false)
{
    /// <summary>A ballot counts now.</summary>
    public bool Accepts => Poll.Status == PollStatus.Open && !(Now >= Poll.ClosesAt) && !IsOver;

    /// <summary>The reader cannot answer before the address is confirmed.</summary>
    public bool NeedsConfirming => IsRegistered && Poll.Confirmed == true && !IsConfirmed;

    /// <summary>Shows the fields of an answer.</summary>
    public bool ShowsForm => Accepts && IsRegistered && !NeedsConfirming && (Ballot is null || IsChanging || Tried is not null);

    /// <summary>Shows the tally: not beside the fields, where it would lead the hand.</summary>
    public bool ShowsResults => Poll.Counts is not null && !ShowsForm;

    /// <summary>Whole seconds until the announced close; null when none is announced or it has passed.</summary>
    public int? SecondsLeft => Accepts && Poll.ClosesAt is { } at ? (int)Math.Ceiling((at - Now).TotalSeconds) : null;

    public IReadOnlyList<Guid> Mine => Ballot?.Choices ?? [];

    /// <summary>What the fields of the answer show.</summary>
    public MyBallot? Fields => Tried ?? Ballot;

    /// <summary>Says when the results are seen.</summary>
    public bool TellsWhen => Poll.Counts is null && (Poll.Policy != ResultsPolicy.AfterBallot || (Accepts && Ballot is null));

    /// <summary>The poll that a room puts first: the open one, else the one on the screen, else the last one that was opened.</summary>
    public static PollView? Current(IReadOnlyList<PollView> polls, Guid? onAir) =>
        polls.FirstOrDefault(p => p.Status == PollStatus.Open)
        ?? polls.FirstOrDefault(p => p.Id == onAir)
        ?? polls.MaxBy(p => p.OpenedAt);
}
