using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Nodes;

/// <summary>The same request many times at once, over both nodes.</summary>
public sealed class RepeatTests
{
    public static TheoryData<string, string> Kinds => NodePair.OneKind;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Two_hundred_ballots_of_one_attendee_at_once_are_one_ballot_and_get_the_same_answer(string provider, string kind)
    {
        await using var nodes = await NodePair.StartAsync(provider, kind);
        var week = await TestEvent.CreateAsync(nodes.One);
        var (one, attendee) = await week.NewAttendeeAsync();
        using var other = nodes.OnOther(one);
        var poll = await week.AddPollAsync(PollStatus.Open, ResultsPolicy.Live);
        var id = Guid.CreateVersion7();

        // Ids of the request, the same or new, are nothing that a ballot hangs on.
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => SendAsync<MyBallot>(
            number % 2 == 0 ? one : other,
            HttpMethod.Put,
            $"/api/sessions/{week.Slug}/polls/{poll.Id}/ballot",
            new { id = number % 3 == 0 ? Guid.CreateVersion7() : id, choices = new[] { poll.Choices[1].Id } })));

        Assert.All(answers, answer => Assert.Equal((poll.Id, poll.Choices[1].Id), (answer.Poll, Assert.Single(answer.Choices))));
        var ballot = await nodes.One.WithDatabaseAsync(db => db.Ballots.SingleAsync());
        Assert.Equal((attendee, poll.Choices[1].Id.ToString()), (ballot.AttendeeId, ballot.Marks));
        // The poll began with three ballots, two and one.
        var counts = await nodes.One.WithDatabaseAsync(db => db.Choices.OrderBy(c => c.Position).Select(c => c.Count).ToListAsync());
        Assert.Equal([2, 2], counts);
        Assert.Equal(4, await nodes.One.WithDatabaseAsync(db => db.Polls.Select(p => p.Ballots).SingleAsync()));
        one.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_question_asked_sixty_times_at_once_is_one_question_and_a_new_id_is_another(string provider, string kind)
    {
        await using var nodes = await NodePair.StartAsync(provider, kind);
        var week = await TestEvent.CreateAsync(nodes.One);
        var (one, _) = await week.NewAttendeeAsync();
        using var other = nodes.OnOther(one);
        Guid[] ids = [Guid.CreateVersion7(), Guid.CreateVersion7()];

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => SendAsync<MyQuestion>(
            number % 2 == 0 ? one : other,
            HttpMethod.Post,
            $"/api/sessions/{week.Slug}/questions",
            new { id = ids[number / 2 % 2], text = "¿Cuándo llega a mi región?", withName = true })));

        Assert.Equal(2, answers.Distinct().Count());
        Assert.Equal(ids.Order(), answers.Select(answer => answer.ClientId).Distinct().Order());
        Assert.Equal(2, await nodes.One.WithDatabaseAsync(db => db.Questions.CountAsync()));
        one.Dispose();
    }

    private static async Task<T> SendAsync<T>(TestBrowser browser, HttpMethod method, string path, object body)
    {
        using var response = await browser.SendAsync(method, path, body);
        return await TestBrowser.ReadAsync<T>(response);
    }
}
