using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Nodes;

/// <summary>A session in which everything happens, through both nodes in turn, in an order that a seed decides.</summary>
internal sealed class Commotion(NodePair nodes, TestEvent week, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<(TestBrowser One, TestBrowser Other)> attendees = [];
    private (TestBrowser One, TestBrowser Other) staff;

    /// <summary>Cookie headers of the attendees.</summary>
    public IEnumerable<string> Cookies => attendees.Select(a => a.One.Cookies.GetCookieHeader(nodes.One.Address));

    public async Task BringPeopleAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var (browser, _) = await week.NewAttendeeAsync();
            attendees.Add((browser, nodes.OnOther(browser)));
        }

        var moderator = await week.NewStaffAsync();
        staff = (moderator, nodes.OnOther(moderator));
    }

    /// <summary>Makes so many changes; every one of them is accepted.</summary>
    public async Task RunAsync(int steps)
    {
        await AskAndPublishAsync();
        await OpenPollAsync();
        for (var step = 0; step < steps; step++)
        {
            await (random.Next(8) switch
            {
                0 or 1 => AskAndPublishAsync(),
                2 => UpvoteAsync(),
                3 or 4 => BallotAsync(),
                5 => MoveQuestionAsync(),
                6 => step % 2 == 0 ? ClosePollAsync() : OpenPollAsync(),
                _ => PauseAndResumeAsync(),
            });
            await Task.Delay(random.Next(60), TestContext.Current.CancellationToken);
        }
    }

    private string Api => $"/api/sessions/{week.Slug}";

    private TestBrowser AnyNode((TestBrowser One, TestBrowser Other) person) => random.Next(2) == 0 ? person.One : person.Other;

    private TestBrowser AnyAttendee() => AnyNode(attendees[random.Next(attendees.Count)]);

    private async Task AskAndPublishAsync()
    {
        var asked = await SendAsync<MyQuestion>(AnyAttendee(), HttpMethod.Post, $"{Api}/questions",
            new { id = Guid.CreateVersion7(), text = $"¿Cuándo llega a la región número {random.Next(26)}?", withName = random.Next(2) == 0 });
        var to = random.Next(5) == 0 ? new { to = "Rejected", reason = (string?)"OffTopic", version = 0 } : new { to = "Published", reason = (string?)null, version = 0 };
        await SendAsync<JsonElement>(AnyNode(staff), HttpMethod.Post, $"{Api}/questions/{asked.Id}/status", to);
    }

    private async Task UpvoteAsync()
    {
        if (await AnyQuestionAsync(q => q.Status == QuestionStatus.Published) is { } question)
        {
            using var response = await AnyAttendee().SendAsync(HttpMethod.Put, $"{Api}/questions/{question.Id}/upvote", new { on = random.Next(3) > 0 });
            Assert.Contains((int)response.StatusCode, (int[])[200, 403]); // 403: his own
        }
    }

    private async Task MoveQuestionAsync()
    {
        if (await AnyQuestionAsync(q => q.Status == QuestionStatus.Published) is not { } question)
        {
            return;
        }

        var (path, body) = random.Next(3) switch
        {
            0 => ("pin", (object)new { pinned = !question.Pinned, version = question.Version }),
            1 => ("status", new { to = "Rejected", reason = "Duplicate", version = question.Version }),
            _ => ("status", new { to = "Answering", version = question.Version }),
        };
        await SendAsync<JsonElement>(AnyNode(staff), HttpMethod.Post, $"{Api}/questions/{question.Id}/{path}", body);
    }

    private async Task OpenPollAsync()
    {
        var policy = random.Next(2) == 0 ? ResultsPolicy.Live : ResultsPolicy.AfterClose;
        if (await OpenPollsAsync() is [])
        {
            var poll = await SendAsync<PollView>(AnyNode(staff), HttpMethod.Post, $"{Api}/polls", new
            {
                id = Guid.CreateVersion7(),
                kind = PollKind.SingleChoice,
                prompt = "¿Desde dónde nos acompaña?",
                choices = new[] { "Lima", "Cusco", "Puno" },
                policy,
            });
            await SendAsync<JsonElement>(AnyNode(staff), HttpMethod.Post, $"{Api}/polls/{poll.Id}/status", new { action = "Open", version = poll.Version });
        }
    }

    private async Task BallotAsync()
    {
        if (await OpenPollsAsync() is [{ } poll, ..])
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => (AnyAttendee(), poll.Choices[random.Next(3)].Id)).ToList().Select(cast =>
                SendAsync<MyBallot>(cast.Item1, HttpMethod.Put, $"{Api}/polls/{poll.Id}/ballot", new { choices = new[] { cast.Id } })));
        }
    }

    private async Task ClosePollAsync()
    {
        if (await OpenPollsAsync() is [{ } poll, ..])
        {
            await SendAsync<JsonElement>(AnyNode(staff), HttpMethod.Post, $"{Api}/polls/{poll.Id}/status", new { action = "Close", version = poll.Version });
        }
    }

    private async Task PauseAndResumeAsync()
    {
        await SendAsync<JsonElement>(AnyNode(staff), HttpMethod.Post, $"{Api}/status", new { action = "Pause" });
        await SendAsync<JsonElement>(AnyNode(staff), HttpMethod.Post, $"{Api}/status", new { action = "Resume" });
    }

    private Task<List<Poll>> OpenPollsAsync() => nodes.One.WithDatabaseAsync(db =>
        db.Polls.Include(p => p.Choices).Where(p => p.Status == PollStatus.Open).ToListAsync());

    private async Task<Question?> AnyQuestionAsync(System.Linq.Expressions.Expression<Func<Question, bool>> which)
    {
        var all = await nodes.One.WithDatabaseAsync(db => db.Questions.Where(which).OrderBy(q => q.Id).ToListAsync());
        return all.Count == 0 ? null : all[random.Next(all.Count)];
    }

    private static async Task<T> SendAsync<T>(TestBrowser browser, HttpMethod method, string path, object body)
    {
        using var response = await browser.SendAsync(method, path, body);
        return await TestBrowser.ReadAsync<T>(response);
    }
}
