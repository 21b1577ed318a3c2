using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Questions;

public sealed class QuestionRulesTests
{
    private static readonly DateTime Now = Some.Start.AddMinutes(20);

    /// <summary>Where staff can move a question from each status; whatever is not listed is refused.</summary>
    private static readonly Dictionary<QuestionStatus, QuestionStatus[]> Leads = new()
    {
        [QuestionStatus.Pending] = [QuestionStatus.Published, QuestionStatus.Rejected],
        [QuestionStatus.Published] = [QuestionStatus.Answering, QuestionStatus.AnsweredLive, QuestionStatus.Rejected],
        [QuestionStatus.Answering] = [QuestionStatus.Published, QuestionStatus.AnsweredLive],
        [QuestionStatus.AnsweredLive] = [QuestionStatus.Published, QuestionStatus.Answering],
        [QuestionStatus.AnsweredInWriting] = [],
        [QuestionStatus.Rejected] = [QuestionStatus.Published],
        [QuestionStatus.Merged] = [],
        [QuestionStatus.Withdrawn] = [],
    };

    public static TheoryData<QuestionStatus, QuestionStatus> Pairs
    {
        get
        {
            var pairs = new TheoryData<QuestionStatus, QuestionStatus>();
            foreach (var from in Enum.GetValues<QuestionStatus>())
            {
                foreach (var to in Enum.GetValues<QuestionStatus>())
                {
                    pairs.Add(from, to);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_question_moves_as_the_table_says_or_stays_as_it_is(QuestionStatus from, QuestionStatus to)
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);
        var question = Some.Question(from);
        var before = QuestionState.Of(question);

        if (!Leads[from].Contains(to))
        {
            Refusal.Of("changed-meanwhile", () => QuestionRules.Move(session, question, to, RejectionReason.OffTopic, null, Now), RuleKind.Conflict);
            Assert.Equal(before, QuestionState.Of(question));
            return;
        }

        QuestionRules.Move(session, question, to, RejectionReason.OffTopic, null, Now);

        Assert.Equal(new QuestionState(to, to == QuestionStatus.Rejected ? RejectionReason.OffTopic : null, false, Now), QuestionState.Of(question));
        Assert.Equal(to == QuestionStatus.Answering ? question.Id : null, session.OnAirQuestionId);
    }

    [Theory]
    [InlineData(QuestionStatus.Pending, false)]
    [InlineData(QuestionStatus.Published, true)]
    [InlineData(QuestionStatus.Answering, true)]
    [InlineData(QuestionStatus.AnsweredLive, true)]
    [InlineData(QuestionStatus.AnsweredInWriting, true)]
    [InlineData(QuestionStatus.Rejected, false)]
    [InlineData(QuestionStatus.Merged, false)]
    [InlineData(QuestionStatus.Withdrawn, false)]
    public void Only_public_questions_are_pinned_and_upvoted(QuestionStatus status, bool isPublic)
    {
        var question = Some.Question(status);

        Assert.Equal(isPublic, QuestionRules.IsPublic(status));
        if (isPublic)
        {
            QuestionRules.SetPinned(question, true);
            QuestionRules.SetPinned(question, true);
            QuestionRules.EnsureMayUpvote(question, Guid.NewGuid());
        }
        else
        {
            Refusal.Of("question-not-public", () => QuestionRules.SetPinned(question, true), RuleKind.Conflict);
            Refusal.Of("unknown-question", () => QuestionRules.EnsureMayUpvote(question, Guid.NewGuid()), RuleKind.NotFound);
        }

        Assert.Equal(isPublic, question.Pinned);
    }

    [Theory]
    [InlineData(QuestionStatus.Pending)]
    [InlineData(QuestionStatus.Published)]
    public void Nobody_upvotes_a_question_of_his_own(QuestionStatus status)
    {
        var attendee = Guid.NewGuid();

        Refusal.Of("own-question", () => QuestionRules.EnsureMayUpvote(Some.Question(status, attendee), attendee), RuleKind.Forbidden);
    }

    [Fact]
    public void Rejecting_asks_for_a_known_reason()
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);
        var question = Some.Question();

        Assert.Equal("reason", Refusal.Of("reason-missing", () => QuestionRules.Move(session, question, QuestionStatus.Rejected, null, null, Now)).Field);
        Refusal.Of("reason-missing", () => QuestionRules.Move(session, question, QuestionStatus.Rejected, (RejectionReason)99, null, Now));
        Assert.Equal(QuestionStatus.Pending, question.Status);
    }

    [Fact]
    public void Answering_the_next_question_marks_the_one_before_as_answered()
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);
        var first = Some.Question(QuestionStatus.Published);
        var second = Some.Question(QuestionStatus.Published);
        Assert.False(QuestionRules.Move(session, first, QuestionStatus.Answering, null, null, Now));

        Assert.True(QuestionRules.Move(session, second, QuestionStatus.Answering, null, first, Now.AddMinutes(1)));

        Assert.Equal((QuestionStatus.AnsweredLive, QuestionStatus.Answering), (first.Status, second.Status));
        Assert.Equal((Now.AddMinutes(1), second.Id), (first.StatusSince, session.OnAirQuestionId));
    }

    [Fact]
    public void A_refused_answering_leaves_the_question_that_is_being_answered_alone()
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);
        var first = Some.Question(QuestionStatus.Published);
        QuestionRules.Move(session, first, QuestionStatus.Answering, null, null, Now);

        Refusal.Of("changed-meanwhile", () => QuestionRules.Move(session, Some.Question(), QuestionStatus.Answering, null, first, Now), RuleKind.Conflict);

        Assert.Equal((QuestionStatus.Answering, first.Id), (first.Status, session.OnAirQuestionId));
    }

    [Fact]
    public void Answering_takes_the_screen_from_a_poll_and_answered_gives_it_back_to_nobody()
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);
        var question = Some.Question(QuestionStatus.Published);
        OnAir.ShowPoll(session, Guid.NewGuid());

        QuestionRules.Move(session, question, QuestionStatus.Answering, null, null, Now);
        Assert.Equal((question.Id, null), (session.OnAirQuestionId, session.OnAirPollId));

        QuestionRules.Move(session, question, QuestionStatus.AnsweredLive, null, null, Now);
        Assert.Equal(((Guid?)null, (Guid?)null), (session.OnAirQuestionId, session.OnAirPollId));
    }

    [Fact]
    public void A_poll_that_took_the_screen_keeps_it_when_the_question_is_answered()
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);
        var question = Some.Question(QuestionStatus.Published);
        var poll = Guid.NewGuid();
        QuestionRules.Move(session, question, QuestionStatus.Answering, null, null, Now);
        OnAir.ShowPoll(session, poll);

        QuestionRules.Move(session, question, QuestionStatus.AnsweredLive, null, null, Now);

        Assert.Equal((null, poll), (session.OnAirQuestionId, session.OnAirPollId));
    }

    [Fact]
    public void Rejecting_a_public_question_unpins_it_and_remembers_that_it_was_public()
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);
        var question = Some.Question();
        QuestionRules.Move(session, question, QuestionStatus.Published, null, null, Now);
        QuestionRules.SetPinned(question, true);

        QuestionRules.Move(session, question, QuestionStatus.Rejected, RejectionReason.Duplicate, null, Now);

        Assert.Equal((false, true, RejectionReason.Duplicate), (question.Pinned, question.WasPublic, question.Reason));
    }

    [Fact]
    public void A_question_that_was_never_public_is_not_remembered_as_public()
    {
        var question = Some.Question();

        QuestionRules.Move(Some.Session(), question, QuestionStatus.Rejected, RejectionReason.Offensive, null, Now);

        Assert.False(question.WasPublic);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_move_can_be_taken_back(QuestionStatus from, QuestionStatus to)
    {
        if (!QuestionRules.Allows(from, to))
        {
            return;
        }

        var session = Some.Session(SessionStatus.Live, Some.Start);
        var question = Some.Question(from);
        question.Pinned = QuestionRules.IsPublic(from);
        question.Reason = from == QuestionStatus.Rejected ? RejectionReason.NotAQuestion : null;
        session.OnAirQuestionId = from == QuestionStatus.Answering ? question.Id : null;
        var before = (QuestionState.Of(question), session.OnAirQuestionId);
        QuestionRules.Move(session, question, to, RejectionReason.OffTopic, null, Now);

        QuestionRules.Restore(session, question, before.Item1);

        Assert.Equal(before, (QuestionState.Of(question), session.OnAirQuestionId));
    }
}
