using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Questions;

public sealed class QuestionOrderTests
{
    // Few values each, so that ties at every step are common.
    private static readonly Gen<Question> Questions =
        from pinned in Gen.Elements(true, false)
        from upvotes in Gen.Choose(0, 2)
        from minute in Gen.Choose(0, 2)
        from id in Gen.Elements("00000000-0000-0000-0000-0000000000ff", "00000000-0000-0000-0000-00000000000a", "7fffffff-0000-0000-0000-000000000000", "80000000-0000-0000-0000-000000000000", "00000000-ffff-0000-0000-000000000000")
        select new Question
        {
            Id = Guid.Parse(id),
            SessionId = Guid.Empty,
            AttendeeId = Guid.Empty,
            ClientId = Guid.Empty,
            Text = "¿Cómo?",
            Pinned = pinned,
            Upvotes = upvotes,
            AskedAt = Some.Start.AddMinutes(minute),
            StatusSince = Some.Start,
        };

    [Fact]
    public void Questions_stand_by_pin_then_upvotes_then_age_then_the_text_of_their_id() => Always.Hold(
        Questions.ListOf(),
        questions => Assert.Equal(
            questions.OrderBy(question => question.Pinned ? 0 : 1)
                .ThenByDescending(question => question.Upvotes)
                .ThenBy(question => question.AskedAt)
                .ThenBy(question => question.Id.ToString(), StringComparer.Ordinal)
                .Select(Key),
            questions.Order(QuestionOrder.Instance).Select(Key)));

    [Fact]
    public void The_order_is_total() => Always.Hold(
        Questions.Three(),
        three =>
        {
            var (a, b, c) = three;
            var order = QuestionOrder.Instance;
            Assert.Equal(Math.Sign(order.Compare(a, b)), -Math.Sign(order.Compare(b, a)));
            Assert.Equal(Key(a) == Key(b), order.Compare(a, b) == 0);
            if (order.Compare(a, b) <= 0 && order.Compare(b, c) <= 0)
            {
                Assert.True(order.Compare(a, c) <= 0);
            }
        },
        1000);

    [Fact]
    public void Messages_stand_in_the_same_order_as_entities() => Always.Hold(
        Questions.Two(),
        two => Assert.Equal(
            Math.Sign(QuestionOrder.Instance.Compare(two.Item1, two.Item2)),
            Math.Sign(QuestionOrder.Instance.Compare(View(two.Item1), View(two.Item2)))));

    private static (bool, int, DateTime, Guid) Key(Question question) => (question.Pinned, question.Upvotes, question.AskedAt, question.Id);

    private static QuestionView View(Question question) =>
        new(question.Id, question.Text, null, question.Status, question.Pinned, question.Upvotes, question.AskedAt, question.Revision);
}
