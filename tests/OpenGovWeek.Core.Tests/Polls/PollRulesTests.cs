using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Sessions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Polls;

public sealed class PollRulesTests
{
    private static readonly DateTime Now = Some.Start.AddMinutes(30);

    /// <summary>Every status with every action: the status that follows, or null where it is refused.</summary>
    public static TheoryData<PollStatus, string, PollStatus?> Transitions => new()
    {
        { PollStatus.Draft, "Open", PollStatus.Open },
        { PollStatus.Draft, "Close", null },
        { PollStatus.Draft, "CloseNow", null },
        { PollStatus.Draft, "Publish", null },
        { PollStatus.Draft, "Reopen", null },
        { PollStatus.Open, "Open", null },
        { PollStatus.Open, "Close", PollStatus.Closed },
        { PollStatus.Open, "CloseNow", PollStatus.Closed },
        { PollStatus.Open, "Publish", null },
        { PollStatus.Open, "Reopen", null },
        { PollStatus.Closed, "Open", null },
        { PollStatus.Closed, "Close", null },
        { PollStatus.Closed, "CloseNow", null },
        { PollStatus.Closed, "Publish", PollStatus.Published },
        { PollStatus.Closed, "Reopen", PollStatus.Open },
        { PollStatus.Published, "Open", null },
        { PollStatus.Published, "Close", null },
        { PollStatus.Published, "CloseNow", null },
        { PollStatus.Published, "Publish", null },
        { PollStatus.Published, "Reopen", null },
        { PollStatus.Deleted, "Open", null },
        { PollStatus.Deleted, "Close", null },
        { PollStatus.Deleted, "CloseNow", null },
        { PollStatus.Deleted, "Publish", null },
        { PollStatus.Deleted, "Reopen", null },
        { PollStatus.Draft, "Delete", PollStatus.Deleted },
        { PollStatus.Open, "Delete", null },
        { PollStatus.Closed, "Delete", null },
        { PollStatus.Published, "Delete", null },
        { PollStatus.Deleted, "Delete", null },
        { PollStatus.Draft, "Restore", null },
        { PollStatus.Open, "Restore", null },
        { PollStatus.Closed, "Restore", null },
        { PollStatus.Published, "Restore", null },
        { PollStatus.Deleted, "Restore", PollStatus.Draft },
        { PollStatus.Draft, "Edit", PollStatus.Draft },
        { PollStatus.Open, "Edit", null },
        { PollStatus.Closed, "Edit", null },
        { PollStatus.Published, "Edit", null },
        { PollStatus.Deleted, "Edit", null },
    };

    [Theory]
    [MemberData(nameof(Transitions))]
    public void An_action_leads_to_the_status_of_the_table_or_changes_nothing(PollStatus from, string action, PollStatus? to)
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);
        var poll = Some.Poll(from);
        void Act()
        {
            switch (action)
            {
                case "Open":
                    PollRules.Open(session, poll, false, Now);
                    break;
                case "Close":
                    PollRules.Close(poll, 0, Now);
                    break;
                case "CloseNow":
                    PollRules.CloseNow(poll, Now);
                    break;
                case "Publish":
                    PollRules.Publish(poll);
                    break;
                case "Delete":
                    PollRules.Delete(poll);
                    break;
                case "Restore":
                    PollRules.Restore(poll);
                    break;
                case "Edit":
                    PollRules.Edit(poll, PollDesign.Of(poll), Now);
                    break;
                default:
                    PollRules.Reopen(session, poll, false);
                    break;
            }
        }

        if (to is null)
        {
            Refusal.Of("changed-meanwhile", Act, RuleKind.Conflict);
            Assert.Equal((from, null, null), (poll.Status, poll.ClosesAt, poll.TallyHash));
        }
        else
        {
            Act();
            Assert.Equal(to, poll.Status);
        }
    }

    [Fact]
    public void A_poll_is_made_as_a_draft_with_its_choices_in_order()
    {
        var poll = PollRules.Create(Guid.NewGuid(), Guid.NewGuid(), new PollDesign(PollKind.SingleChoice, " ¿Qué  año? ", [" 2011 ", "2012"], ResultsPolicy.Live), Now);

        Assert.Equal(("¿Qué año?", PollStatus.Draft, Now, false), (poll.Prompt, poll.Status, poll.CreatedAt, poll.WasPublic));
        Assert.Equal([(0, "2011", 0), (1, "2012", 0)], poll.Choices.Select(choice => (choice.Position, choice.Text, choice.Count)));
        Assert.All(poll.Choices, choice => Assert.Equal(poll.Id, choice.PollId));
        Assert.Distinct(poll.Choices.Select(choice => choice.Id));
    }

    [Fact]
    public void Choices_are_two_to_ten_and_differ_by_more_than_case_and_spaces()
    {
        Assert.Equal([2, 10], Refusal.Of("choices-count", () => Create("¿Sí?", ["Sí"])).Detail);
        Refusal.Of("choices-count", () => Create("¿Sí?", null));
        Refusal.Of("choices-count", () => Create("¿Sí?", [.. Enumerable.Range(0, 11).Select(number => "n" + number)]));
        Assert.Equal(10, Create("¿Sí?", [.. Enumerable.Range(0, 10).Select(number => "n" + number)]).Choices.Count);
        Assert.Equal(["SÍ  señor".Replace("  ", " ", StringComparison.Ordinal)], Refusal.Of("choices-duplicate", () => Create("¿Sí?", ["Sí señor", "No", "SÍ  señor"])).Detail);
        Refusal.Of("choices-duplicate", () => Create("¿Sí?", ["an\u0303o", "AÑO"]));
        Assert.Equal(2, Create("¿Sí?", ["año", "ano"]).Choices.Count);
    }

    [Fact]
    public void Texts_of_a_poll_have_limits_and_its_kind_and_policy_are_known_ones()
    {
        Assert.Equal("prompt", Refusal.Of("text-empty", () => Create(" ", ["a", "b"])).Field);
        Refusal.Of("text-too-long", () => Create(new string('a', 201), ["a", "b"]));
        Assert.Equal("choices", Refusal.Of("text-too-long", () => Create("¿?", ["a", new string('b', 121)])).Field);
        Refusal.Of("text-empty", () => Create("¿?", ["a", null]));
        Refusal.Of("poll-kind", () => PollRules.Create(Guid.NewGuid(), Guid.NewGuid(), new PollDesign((PollKind)99, "¿?", ["a", "b"], ResultsPolicy.Live), Now));
        Refusal.Of("poll-policy", () => PollRules.Create(Guid.NewGuid(), Guid.NewGuid(), new PollDesign(PollKind.SingleChoice, "¿?", ["a", "b"], 0), Now));
    }

    [Fact]
    public void An_opened_poll_goes_on_air_in_place_of_a_question()
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);
        var poll = Some.Poll();
        OnAir.ShowQuestion(session, Guid.NewGuid());

        PollRules.Open(session, poll, false, Now);

        Assert.Equal((Now, true), (poll.OpenedAt, poll.WasPublic));
        Assert.Equal((null, poll.Id), (session.OnAirQuestionId, session.OnAirPollId));
    }

    [Fact]
    public void One_poll_is_open_at_a_time_and_none_after_the_end()
    {
        Refusal.Of("another-poll-open", () => PollRules.Open(Some.Session(), Some.Poll(), true, Now), RuleKind.Conflict);
        Refusal.Of("another-poll-open", () => PollRules.Reopen(Some.Session(), Some.Poll(PollStatus.Closed), true), RuleKind.Conflict);
        Refusal.Of("session-ended", () => PollRules.Open(Some.Session(SessionStatus.Ended, Now), Some.Poll(), false, Now), RuleKind.Conflict);
        Refusal.Of("session-ended", () => PollRules.Reopen(Some.Session(SessionStatus.Cancelled, Now), Some.Poll(PollStatus.Closed), false), RuleKind.Conflict);
    }

    [Fact]
    public void An_announced_close_takes_ballots_until_its_moment_and_not_at_it()
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);
        var poll = Some.Poll(PollStatus.Open);

        PollRules.Close(poll, 20, Now);

        var at = Now.AddSeconds(20);
        Assert.Equal((PollStatus.Open, (DateTime?)at, (string?)null), (poll.Status, poll.ClosesAt, poll.TallyHash));
        Assert.True(PollRules.AcceptsBallots(poll, at.AddMilliseconds(-1)));
        Assert.False(PollRules.AcceptsBallots(poll, at));
        Refusal.Of("poll-closed", () => PollRules.EnsureAcceptsBallots(session, poll, at), RuleKind.Conflict);
        Assert.Equal(at, PollRules.ClosesItselfAt(session, poll));
        Assert.Equal(at.AddSeconds(30), PollRules.UndoCloseUntil(poll, Now));

        PollRules.CloseNow(poll, at.AddSeconds(1.5));

        Assert.Equal((PollStatus.Closed, at), (poll.Status, poll.ClosedAt));
        Assert.Equal(TallyHash.Of(poll), poll.TallyHash);
        Assert.Null(PollRules.ClosesItselfAt(session, poll));
    }

    [Fact]
    public void An_announcement_can_be_brought_forward_but_not_after_it_has_passed()
    {
        var poll = Some.Poll(PollStatus.Open);
        PollRules.Close(poll, 60, Now);

        PollRules.Close(poll, 5, Now.AddSeconds(10));
        Assert.Equal(Now.AddSeconds(15), poll.ClosesAt);

        Refusal.Of("changed-meanwhile", () => PollRules.Close(poll, 5, Now.AddSeconds(15)), RuleKind.Conflict);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(301)]
    public void An_announcement_is_of_five_minutes_at_most(int seconds) =>
        Assert.Equal([0, 300], Refusal.Of("close-seconds", () => PollRules.Close(Some.Poll(PollStatus.Open), seconds, Now)).Detail);

    [Fact]
    public void A_close_is_taken_back_whole_whether_it_was_announced_or_done()
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);
        foreach (var seconds in new[] { 0, 20 })
        {
            var poll = Some.Poll(PollStatus.Open);
            PollRules.Close(poll, seconds, Now);

            PollRules.Reopen(session, poll, false);

            Assert.Equal((PollStatus.Open, null, null, null), (poll.Status, poll.ClosesAt, poll.ClosedAt, poll.TallyHash));
            Assert.True(PollRules.AcceptsBallots(poll, Now.AddHours(1)));
        }
    }

    [Fact]
    public void The_end_of_a_session_refuses_ballots_at_once_and_closes_its_poll_when_it_can_no_longer_be_undone()
    {
        var session = Some.Session(SessionStatus.Ended, Now);
        var poll = Some.Poll(PollStatus.Open);

        Refusal.Of("session-ended", () => PollRules.EnsureAcceptsBallots(session, poll, Now), RuleKind.Conflict);
        Assert.Equal(Now.AddSeconds(60), PollRules.ClosesItselfAt(session, poll));
        poll.ClosesAt = Now.AddSeconds(10);
        Assert.Equal(Now.AddSeconds(10), PollRules.ClosesItselfAt(session, poll));
        poll.ClosesAt = Now.AddSeconds(200);
        Assert.Equal(Now.AddSeconds(60), PollRules.ClosesItselfAt(session, poll));
        Assert.Null(PollRules.ClosesItselfAt(Some.Session(SessionStatus.Live, Now), Some.Poll(PollStatus.Open)));
    }

    [Fact]
    public void A_draft_is_unknown_to_who_sends_a_ballot()
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);

        Refusal.Of("unknown-poll", () => PollRules.EnsureAcceptsBallots(session, Some.Poll(), Now), RuleKind.NotFound);
        Refusal.Of("poll-closed", () => PollRules.EnsureAcceptsBallots(session, Some.Poll(PollStatus.Published), Now), RuleKind.Conflict);
        PollRules.EnsureAcceptsBallots(session, Some.Poll(PollStatus.Open), Now);
    }

    private static Poll Create(string? prompt, IReadOnlyList<string?>? choices) =>
        PollRules.Create(Guid.NewGuid(), Guid.NewGuid(), new PollDesign(PollKind.SingleChoice, prompt, choices, ResultsPolicy.AfterClose), Now);
}
