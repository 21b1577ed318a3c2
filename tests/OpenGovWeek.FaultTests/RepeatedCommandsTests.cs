using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.FaultTests.Clients;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>Every command arrives one to five times, at once and over both nodes: it has one effect, and its answers are the same.</summary>
public sealed class RepeatedCommandsTests
{
    // An attendee's own in one round: ballots and upvotes are changed again and again, as on a busy day, and a question is asked.
    private const int Changes = 3;
    private const int InRound = (2 * Changes) + 1;
    private const int Concurrency = 24;

    public static TheoryData<string> Servers => Form.Servers;

    [FaultTheory]
    [MemberData(nameof(Servers))]
    public async Task Each_has_one_effect_and_its_answers_are_identical(string provider)
    {
        var commands = Form.Of(5_000, 100_000);
        await using var cluster = await Cluster.StartAsync(provider, 500);
        await using var crowd = await Crowd.EnterAsync(cluster, Form.Of(20, 500));
        var poll = await cluster.OpenPollAsync();
        var question = await cluster.PublishQuestionAsync(0);
        var author = await cluster.Office.WithDatabaseAsync(db => db.Questions.Where(q => q.Id == question).Select(q => q.AttendeeId).SingleAsync());
        var people = cluster.People.Where(person => person.Id != author).ToList();
        var rounds = (commands / InRound / people.Count) + 1;
        var (ballots, upvotes) = (new Guid[people.Count], new bool[people.Count]);
        var asked = new Guid[people.Count, rounds];

        await Parallel.ForEachAsync(Enumerable.Range(0, people.Count), new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (number, _) =>
        {
            var person = people[number];
            for (var round = 0; round < rounds; round++)
            {
                for (var change = 0; change < Changes; change++)
                {
                    ballots[number] = poll.Choices[Random.Shared.Next(3)].Id;
                    var ballot = await RepeatAsync(cluster, HttpMethod.Put, $"polls/{poll.Id}/ballot", person, new { choices = new[] { ballots[number] } });
                    Assert.Equal(ballots[number], Assert.Single(ballot.Read<MyBallot>().Choices));
                    upvotes[number] = Random.Shared.Next(3) > 0;
                    await RepeatAsync(cluster, HttpMethod.Put, $"questions/{question}/upvote", person, new { on = upvotes[number] });
                }

                var id = Guid.CreateVersion7();
                var answer = await RepeatAsync(cluster, HttpMethod.Post, "questions", person, new { id, text = $"¿Y la número {number} de la ronda {round}?", withName = true });
                asked[number, round] = answer.Read<MyQuestion>().Id;
            }
        });

        var stored = await cluster.Office.WithDatabaseAsync(async db => (
            Ballots: await db.Ballots.AsNoTracking().Where(b => b.PollId == poll.Id).ToDictionaryAsync(b => b.AttendeeId, b => b.Marks),
            Tally: await db.Choices.AsNoTracking().Where(c => c.PollId == poll.Id).ToDictionaryAsync(c => c.Id, c => c.Count),
            Upvotes: await db.Set<Upvote>().AsNoTracking().Where(u => u.QuestionId == question).Select(u => u.AttendeeId).ToListAsync(),
            Count: await db.Questions.Where(q => q.Id == question).Select(q => q.Upvotes).SingleAsync(),
            Questions: await db.Questions.Where(q => q.Id != question).Select(q => q.Id).ToListAsync()));
        Assert.Equal(people.Select((person, number) => (person.Id, $"{ballots[number]}")).Order(), stored.Ballots.Select(row => (row.Key, row.Value)).Order());
        Assert.All(poll.Choices, choice => Assert.Equal(ballots.Count(cast => cast == choice.Id), stored.Tally[choice.Id]));
        Assert.Equal(people.Where((_, number) => upvotes[number]).Select(person => person.Id).Order(), stored.Upvotes.Order());
        Assert.Equal(stored.Upvotes.Count, stored.Count);
        Assert.Equal(asked.Cast<Guid>().Order(), stored.Questions.Order());
        await crowd.EqualsDatabaseAsync(Form.Within(5));
    }

    // One to five times at once, on any node, until each was answered.
    private static async Task<Reply> RepeatAsync(Cluster cluster, HttpMethod method, string path, Person person, object body)
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, Random.Shared.Next(1, 6)).Select(
            _ => Cluster.SendUntilAnsweredAsync(node => cluster.SendAsync(node, method, $"{cluster.Api}/{path}", person.Cookie, body))));
        // How many support a question is of others; that it is 201 the first time and 200 later tells the same.
        Assert.All(replies, reply => Assert.True(reply.IsYes, $"{reply.Status} {reply.Body}"));
        Assert.Single(replies.Select(reply => path.EndsWith("upvote", StringComparison.Ordinal) ? $"{reply.Read<Supported>()}" : reply.Body).Distinct());
        return replies[0];
    }

    private sealed record Supported(Guid Question, bool On);
}
