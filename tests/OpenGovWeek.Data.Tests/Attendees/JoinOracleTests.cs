using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Data.Tests.Attendees;

/// <summary>
/// Random ballots, upvotes, merges and attendance of five attendees of whom three gave the same address; after one of the three confirmed it, what is stored is held
/// against what one would count at a table for people instead of registrations.
/// </summary>
public sealed class JoinOracleTests
{
    public static TheoryData<string> Providers => [.. TestDatabase.Configured];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task After_joining_everything_is_counted_by_people(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var steps =
            from what in Gen.Choose(0, 9)
            from person in Gen.Choose(0, 4)
            from thing in Gen.Choose(0, 11)
            from picks in Gen.Choose(0, 5).ListOf()
            select (What: what, Person: person, Thing: thing, Picks: picks.Take(3).ToArray());
        var plans =
            from some in steps.ListOf()
            from confirms in Gen.Choose(-1, 2)
            from merge in Gen.Choose(-1, 2)
            select (Steps: some.ToArray(), Confirms: confirms, Merge: merge);

        foreach (var plan in plans.Sample(60, 8).Where(plan => plan.Steps.Length > 5))
        {
            var scene = await JoinScene.SetAsync(host);
            // Several at once, so that the writer commits them together and some are cast in the same moment.
            foreach (var together in plan.Steps.Chunk(6))
            {
                await Task.WhenAll(together.Select(step => StepAsync(scene, step)));
            }

            if (plan.Merge >= 0)
            {
                await scene.MergeAsync(plan.Merge);
            }

            await scene.CloseAsync();
            var before = await scene.ReadAsync();
            var canonical = await scene.ConfirmAsync(plan.Confirms < 0 ? null : scene.People[plan.Confirms]);
            Assert.Equal(plan.Confirms < 0 ? scene.People[0] : scene.People[plan.Confirms], canonical.Id);
            Check(before, await scene.ReadAsync(), canonical.Id, [.. scene.People.Take(3)]);
        }
    }

    private static Task StepAsync(JoinScene scene, (int What, int Person, int Thing, int[] Picks) step)
    {
        var who = scene.People[step.Person];
        var picks = step.Picks.Length == 0 ? [step.Thing] : step.Picks;
        return step.What switch
        {
            < 5 => scene.CastAsync(scene.Open[step.Thing % scene.Open.Count], who, picks),
            < 7 => scene.CastAsync(scene.ToClose[step.Thing % scene.ToClose.Count], who, picks),
            < 9 => scene.UpvoteAsync(scene.Questions[step.Thing % scene.Questions.Count], who),
            _ => scene.AttendAsync(who, step.Thing, 5),
        };
    }

    private static void Check(JoinState before, JoinState after, Guid canonical, IReadOnlyList<Guid> one)
    {
        Guid PersonOf(Guid attendee) => one.Contains(attendee) ? canonical : attendee;

        Assert.All(after.People.Where(person => one.Contains(person.Id)), person => Assert.Equal(person.Id == canonical ? null : canonical, person.JoinedIntoId));
        Assert.Equal([canonical], after.People.Where(person => person.ConfirmedAt is not null).Select(person => person.Id));

        foreach (var poll in after.Polls)
        {
            var ballots = after.Ballots.Where(ballot => ballot.PollId == poll.Id).ToList();
            Assert.Equal(ballots.Count, poll.Ballots);
            Assert.All(poll.Choices, choice => Assert.Equal(ballots.Count(ballot => Marks.Read(ballot.Marks).Contains(choice.Id)), choice.Count));
            CheckSpellings(poll, ballots, after.Spellings);
            var earlier = before.Polls.Single(p => p.Id == poll.Id);
            var cast = before.Ballots.Where(ballot => ballot.PollId == poll.Id).ToList();
            if (poll.Status == PollStatus.Closed)
            {
                Assert.Equal((earlier.TallyHash, earlier.Ballots, earlier.Revision), (poll.TallyHash, poll.Ballots, poll.Revision));
                Assert.Equal(TallyHash.Of(poll), poll.TallyHash);
                Assert.Equal(In(cast), In(ballots));
            }
            else
            {
                var standing = cast.GroupBy(ballot => PersonOf(ballot.AttendeeId)).Select(group => (
                    Who: group.Key,
                    group.OrderBy(ballot => ballot.CastAt).ThenBy(ballot => ballot.AttendeeId == canonical ? 0 : 1).ThenBy(ballot => ballot.AttendeeId).First().Marks));
                Assert.Equal(standing.Order(), ballots.Select(ballot => (Who: ballot.AttendeeId, ballot.Marks)).Order());
            }
        }

        foreach (var question in after.Questions)
        {
            var asked = before.Questions.Single(q => q.Id == question.Id);
            Assert.Equal(PersonOf(asked.AttendeeId), question.AttendeeId);
            var supporters = before.Upvotes.Where(upvote => upvote.QuestionId == question.Id)
                .Select(upvote => PersonOf(upvote.AttendeeId)).Where(person => person != PersonOf(asked.AttendeeId)).Distinct().Order();
            var upvotes = after.Upvotes.Where(upvote => upvote.QuestionId == question.Id).ToList();
            Assert.Equal(supporters, upvotes.Select(upvote => upvote.AttendeeId).Order());
            Assert.Equal(upvotes.Count, question.Upvotes);
            Assert.Equal(QuestionHeat.Of(upvotes.Select(upvote => upvote.At).Order()), question.Heat, 6);
        }

        Assert.Equal(
            before.Intervals.Select(i => (PersonOf(i.AttendeeId), i.JoinedAt, i.LastSeenAt)).Order(),
            after.Intervals.Select(i => (i.AttendeeId, i.JoinedAt, i.LastSeenAt)).Order());
    }

    // Each way of writing an answer counts the ballots that use it, and the answer shows the one of most.
    private static void CheckSpellings(Poll poll, List<Ballot> ballots, IReadOnlyList<Spelling> spellings)
    {
        var written = ballots.Where(ballot => ballot.Texts is not null)
            .SelectMany(ballot => Marks.Read(ballot.Marks).Zip(ballot.Texts!.Split('\n')))
            .CountBy(pair => pair).ToDictionary();
        foreach (var choice in poll.Choices.Where(choice => choice.Status != ChoiceStatus.Offered))
        {
            var own = spellings.Where(spelling => spelling.ChoiceId == choice.Id).ToList();
            Assert.All(own, spelling => Assert.Equal(written.GetValueOrDefault((choice.Id, spelling.Text)), spelling.Count));
            Assert.Equal(choice.Count, own.Sum(spelling => spelling.Count));
            if (choice.Count > 0)
            {
                Assert.Equal(own.Max(spelling => spelling.Count), own.Single(spelling => spelling.Text == choice.Text).Count);
            }
        }
    }

    private static IEnumerable<(Guid, string, DateTime)> In(IEnumerable<Ballot> ballots) =>
        ballots.Select(ballot => (ballot.AttendeeId, ballot.Marks, ballot.CastAt)).Order();
}
