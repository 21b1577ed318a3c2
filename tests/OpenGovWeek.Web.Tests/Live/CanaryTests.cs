using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Console;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

/// <summary>
/// What someone may not see never leaves the server towards him: canary words stand in everything that is hidden, and nobody finds one in any frame, page
/// or body, while polls go from draft to published under each policy.
/// </summary>
public sealed class CanaryTests
{
    private const string Draft = "CANARIOTODAVIA";

    /// <summary>Words that nobody has decided about, that were hidden, and a spelling that most did not use.</summary>
    private static readonly string[] HiddenWords = ["CANARIOSINVER", "CANARIOOCULTA", "CANARIOVISIBLE"];

    /// <summary>Numbers that stand nowhere but in a tally: of the ballots and of the choice with most of them.</summary>
    private static readonly Dictionary<PollKind, (int Ballots, int Most)> Figures = new()
    {
        [PollKind.SingleChoice] = (983, 919),
        [PollKind.WordCloud] = (991, 937),
    };

    public static TheoryData<ResultsPolicy> Policies => [.. Enum.GetValues<ResultsPolicy>()];

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Nothing_that_is_hidden_reaches_who_is_not_staff(ResultsPolicy policy)
    {
        await using var stage = await Stage.SetAsync(settings: new() { ["Limits:PersonBurst"] = "100000" });
        var hidden = await Canaries.ReleaseAsync(stage);
        var (silent, _) = await stage.Event.NewAttendeeAsync();
        var (answering, _) = await stage.Event.NewAttendeeAsync();
        await using var stranger = await Observer.EnterAsync("a stranger", stage, stage.Node.NewBrowser(), hasAnswered: false);
        await using var waiting = await Observer.EnterAsync("who has not answered", stage, silent, hasAnswered: false);
        await using var answered = await Observer.EnterAsync("who has answered", stage, answering, hasAnswered: true);
        Observer[] everybody = [stranger, waiting, answered];
        var stands = new List<CanaryPoll>();
        async Task LookAsync(params string[] forbidden)
        {
            // What is sent at all has been sent by then: deltas and tallies go four times a second.
            await Task.Delay(TimeSpan.FromMilliseconds(700), TestContext.Current.CancellationToken);
            await Task.WhenAll(everybody.Select(one => one.LookAsync([.. Canaries.All, .. hidden.Select(id => $"{id}"), .. forbidden], hidden, stands, policy)));
        }

        async Task MoveAsync(Poll poll, PollAction action, PollStatus to)
        {
            await stage.PollAsync(await stage.PollAsync(poll.Id), action);
            stands.RemoveAll(one => one.Kind == poll.Kind);
            stands.Add(new CanaryPoll(poll.Kind, to, [Figures[poll.Kind].Ballots, Figures[poll.Kind].Most]));
        }

        foreach (var kind in new[] { PollKind.SingleChoice, PollKind.WordCloud })
        {
            var poll = await DraftAsync(stage, kind, policy);
            await LookAsync([.. HiddenWords, $"{Draft}{kind}", $"{poll.Id}"]);
            await MoveAsync(poll, PollAction.Open, PollStatus.Open);
            await stage.PutAsync("screen", new { poll = poll.Id });
            await AnswerAsync(stage, poll, answered);
            await LookAsync(HiddenWords);
            await DecideAsync(stage, poll);
            await LookAsync(HiddenWords);
            await MoveAsync(poll, PollAction.Close, PollStatus.Closed);
            await LookAsync(HiddenWords);
            await MoveAsync(poll, PollAction.Publish, PollStatus.Published);
            await LookAsync(HiddenWords);
        }

        // What is meant for everybody was there to be found.
        Assert.All(everybody, one =>
        {
            Assert.Contains(one.Polls, poll => $"{poll["kind"]} {poll["status"]} {poll["ballots"]}" == "SingleChoice Published 983");
            Assert.Contains(one.Polls, poll => $"{poll["kind"]} {poll["choices"]!.ToJsonString()}".Contains(Canaries.Shown, StringComparison.Ordinal));
            Assert.Equal(policy == ResultsPolicy.Live, one.Polls.Any(poll => $"{poll["status"]}" == "Open" && poll.ContainsKey("counts")));
        });
        Assert.Equal(policy == ResultsPolicy.AfterBallot, answered.Tallies.Any());
    }

    private static async Task<Poll> DraftAsync(Stage stage, PollKind kind, ResultsPolicy policy)
    {
        var choices = kind == PollKind.SingleChoice ? new[] { "Agua", "Salud" } : null;
        using var response = await stage.PostAsync("polls", new { id = Guid.CreateVersion7(), kind, prompt = $"{Draft}{kind}", choices, policy });
        return await stage.PollAsync((await TestBrowser.ReadAsync<PollView>(response)).Id);
    }

    // Eight ballots: that of the one who watches and seven others. Then the tally is given the numbers that sing.
    private static async Task AnswerAsync(Stage stage, Poll poll, Observer watching)
    {
        var writer = stage.Node.Services.GetRequiredService<SessionActionWriter>();
        string[][] words = [[Canaries.Shown], [Canaries.Shown], [HiddenWords[2]], [HiddenWords[0]], [HiddenWords[1]], [HiddenWords[0], Canaries.Shown], ["agua"]];
        foreach (var texts in words)
        {
            var (browser, attendee) = await stage.Event.NewAttendeeAsync();
            browser.Dispose();
            await writer.WriteAsync(poll.Kind == PollKind.WordCloud
                ? new BallotAction(poll.SessionId, attendee, poll.Id, [], texts)
                : new BallotAction(poll.SessionId, attendee, poll.Id, [Stage.ChoiceOf(poll, texts.Length - 1)], []));
        }

        await watching.PutAsync(
            $"polls/{poll.Id}/ballot",
            poll.Kind == PollKind.WordCloud ? new { texts = new[] { "agua" } } : new { choices = new[] { Stage.ChoiceOf(poll, 0) } });
        var (ballots, most) = Figures[poll.Kind];
        await stage.Node.WithDatabaseAsync(async db =>
        {
            await db.Polls.Where(p => p.Id == poll.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Ballots, ballots));
            return await db.Polls.Where(p => p.Id == poll.Id).SelectMany(p => p.Choices)
                .Where(choice => choice.Text == "Agua" || choice.Text == Canaries.Shown)
                .ExecuteUpdateAsync(set => set.SetProperty(choice => choice.Count, most));
        });
    }

    private static async Task DecideAsync(Stage stage, Poll poll)
    {
        if (poll.Kind == PollKind.WordCloud)
        {
            var written = (await stage.PollAsync(poll.Id)).Choices;
            Guid IdOf(string text) => written.Single(choice => choice.Text == text).Id;
            await stage.DoAsync($"polls/{poll.Id}/words", new { show = new[] { IdOf(Canaries.Shown) }, hide = new[] { IdOf(HiddenWords[1]) } });
        }
    }
}
