using System.Globalization;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Polls.Kinds;

namespace OpenGovWeek.Web.Features.Polls;

/// <summary>The tally of a poll as <c>_Results.cshtml</c> and the modules of <c>js/polls/kinds</c> draw it.</summary>
/// <param name="Poll">A poll whose counts the reader may see.</param>
/// <param name="Mine">Ids of the choices that the reader marked.</param>
public sealed record PollResults(PollView Poll, IReadOnlyList<Guid> Mine)
{
    private static readonly string[] Parts = ["yes", "no", "abstain"];

    /// <summary>The tally as attendees see it: of what they wrote only what a moderator let through.</summary>
    /// <param name="poll">As staff see it.</param>
    public static PollResults OfShown(PollView poll)
    {
        if (!PollKinds.Of(poll.Kind).IsWritten || poll.Counts is not { } counts)
        {
            return new PollResults(poll, []);
        }

        var shown = poll.Choices.Zip(counts).Where(pair => pair.First.Status == ChoiceStatus.Shown).ToList();
        var confirmed = poll.ConfirmedCounts is { } all ? poll.Choices.Zip(all).Where(pair => pair.First.Status == ChoiceStatus.Shown).Select(pair => pair.Second).ToList() : null;
        return new PollResults(
            poll with { Choices = [.. shown.Select(pair => pair.First)], Counts = [.. shown.Select(pair => pair.Second)], ConfirmedCounts = confirmed }, []);
    }

    /// <summary>Choices in the order in which the kind lists them, with number and share of ballots.</summary>
    public IReadOnlyList<PollRow> Rows
    {
        get
        {
            var shares = PollKinds.Of(Poll.Kind).Percentages(Counts, Poll.Ballots ?? 0);
            var from = 0;
            var rows = Poll.Choices.Select((choice, index) =>
            {
                var row = new PollRow(
                    choice.Text, Meaning(index), Counts[index], shares[index], from, Mine.Contains(choice.Id),
                    Poll.Kind == PollKind.YesNo ? Parts[index] : null, TierOf(Counts[index]), Poll.ConfirmedCounts?[index]);
                from += shares[index];
                return row;
            }).ToList();
            if (Poll.Kind == PollKind.Rating)
            {
                rows.Reverse();
            }

            return rows;
        }
    }

    /// <summary>The mean of a rating with one decimal, as the reader's language writes it; null for other kinds and without ballots.</summary>
    public string? Mean => Poll.Kind == PollKind.Rating ? Rating.Mean(Counts)?.ToString("N1", CultureInfo.CurrentCulture) : null;

    /// <summary>How the kind draws its tally.</summary>
    public ResultsDrawing Drawing => Poll.Kind switch
    {
        PollKind.WordCloud => Poll.Choices.Count == 0 ? ResultsDrawing.Nothing : ResultsDrawing.Cloud,
        PollKind.OpenText => Poll.Choices.Count == 0 ? ResultsDrawing.Nothing : ResultsDrawing.Quotes,
        PollKind.YesNo => ResultsDrawing.Divided,
        _ => ResultsDrawing.Bars,
    };

    private IReadOnlyList<int> Counts => Poll.Counts ?? throw new InvalidOperationException("The tally is hidden.");

    private string? Meaning(int index) => index == 0 ? Poll.Low : index == Poll.Choices.Count - 1 ? Poll.High : null;

    // The same steps as in js/polls/cloud.js.
    private int TierOf(int count)
    {
        var high = Counts.Max();
        return high == Counts.Min() ? 2 : Math.Sqrt((double)count / high) switch
        {
            > 0.8 => 0,
            > 0.6 => 1,
            > 0.4 => 2,
            _ => 3,
        };
    }
}

/// <summary>How a tally is drawn.</summary>
public enum ResultsDrawing
{
    Nothing,
    Bars,
    Divided,
    Cloud,
    Quotes,
}

/// <summary>A choice in a tally.</summary>
/// <param name="Meaning">What the step of a rating means; null where nothing was said.</param>
/// <param name="Share">Whole per cent of ballots.</param>
/// <param name="From">Where its part of a divided bar begins, in per cent.</param>
/// <param name="IsMine">The reader marked it.</param>
/// <param name="Part">Which part of a divided bar it is; null for kinds without one.</param>
/// <param name="Tier">How large it is in a cloud: 0 the largest, 3 the smallest.</param>
/// <param name="Confirmed">How many of them confirmed their address; null for who may not know.</param>
public sealed record PollRow(string Text, string? Meaning, int Count, int Share, int From, bool IsMine, string? Part, int Tier, int? Confirmed);
