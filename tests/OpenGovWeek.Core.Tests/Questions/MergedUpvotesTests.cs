using FsCheck.Fluent;
using OpenGovWeek.Core.Questions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Questions;

public sealed class MergedUpvotesTests
{
    private const int People = 6;
    private const int Asked = 4;

    /// <summary>What happens to four questions, of which the first is what the others are merged into.</summary>
    private enum Event
    {
        Support,
        Withdraw,
        Merge,
        Undo,
    }

    [Fact]
    public void However_upvotes_merges_and_undos_follow_each_other_the_target_counts_each_attendee_once()
    {
        var steps =
            from happens in Gen.Elements(Event.Support, Event.Support, Event.Support, Event.Withdraw, Event.Merge, Event.Undo)
            from question in Gen.Choose(0, Asked - 1)
            from attendee in Gen.Choose(0, People - 1)
            select (happens, question, attendee);
        Always.Hold(
            steps.ArrayOf(),
            history =>
            {
                var world = new World();
                foreach (var (happens, question, attendee) in history)
                {
                    world.Let(happens, question, attendee);
                    world.Check();
                }
            },
            tests: 2000);
    }

    /// <summary>Rows as the database has them, beside sets that say who counts.</summary>
    private sealed class World
    {
        private readonly Guid[] people = [.. Enumerable.Range(0, People).Select(_ => Guid.NewGuid())];
        private readonly Question[] questions;
        private readonly List<Upvote> rows = [];

        // The oracle: who supports each question by himself, who is with the target for which merged question, and who said no to the target since.
        private readonly HashSet<Guid>[] own = [.. Enumerable.Range(0, Asked).Select(_ => new HashSet<Guid>())];
        private readonly Dictionary<int, HashSet<Guid>> through = [];

        public World() => questions = [.. Enumerable.Range(0, Asked).Select(number => Some.Question(QuestionStatus.Published, people[number]))];

        public void Let(Event happens, int question, int attendee)
        {
            var isMerged = through.ContainsKey(question);
            var person = people[attendee];
            switch (happens)
            {
                case Event.Support when !isMerged && questions[question].AttendeeId != person:
                    Support(question, person);
                    break;
                case Event.Withdraw when !isMerged:
                    rows.RemoveAll(row => row.QuestionId == questions[question].Id && row.AttendeeId == person);
                    own[question].Remove(person);
                    if (question == 0)
                    {
                        foreach (var with in through.Values)
                        {
                            with.Remove(person);
                        }
                    }

                    break;
                case Event.Merge when !isMerged && question != 0:
                    Merge(question);
                    break;
                case Event.Undo when isMerged:
                    Undo(question);
                    break;
            }
        }

        public void Check()
        {
            for (var number = 0; number < Asked; number++)
            {
                var expected = number == 0 ? own[0].Union(through.Values.SelectMany(with => with)) : own[number];
                Assert.Equal(expected.Order(), rows.Where(row => row.QuestionId == questions[number].Id).Select(row => row.AttendeeId).Order());
            }
        }

        private void Support(int question, Guid person)
        {
            var row = rows.Find(r => r.QuestionId == questions[question].Id && r.AttendeeId == person);
            if (row is null)
            {
                rows.Add(new Upvote { QuestionId = questions[question].Id, AttendeeId = person, At = Some.Start });
            }
            else
            {
                row.FromQuestionId = null;
            }

            own[question].Add(person);
        }

        private void Merge(int question)
        {
            var target = rows.Where(row => row.QuestionId == questions[0].Id).Select(row => row.AttendeeId).ToHashSet();
            rows.AddRange([.. MergedUpvotes.Carried(
                questions[question], rows.Where(row => row.QuestionId == questions[question].Id), questions[0], target)]);
            through[question] = [.. own[question].Append(questions[question].AttendeeId).Where(person => person != questions[0].AttendeeId)];
        }

        private void Undo(int question)
        {
            through.Remove(question, out var gone);
            var others = through.Keys.Select(other => (
                questions[other].Id,
                (IReadOnlySet<Guid>)own[other].Append(questions[other].AttendeeId).ToHashSet())).ToList();
            var carried = rows.Where(row => row.QuestionId == questions[0].Id && row.FromQuestionId == questions[question].Id).ToList();

            // Who came with this one and supports another merged one as well stays for that one.
            foreach (var row in carried)
            {
                foreach (var (other, with) in through)
                {
                    if (gone!.Contains(row.AttendeeId) && (own[other].Contains(row.AttendeeId) || questions[other].AttendeeId == row.AttendeeId))
                    {
                        with.Add(row.AttendeeId);
                        break;
                    }
                }
            }

            var released = MergedUpvotes.Released(carried, others);
            rows.RemoveAll(released.Contains);
        }
    }
}
