using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>The disk of the embedded database is full: whoever writes is told so, nothing acknowledged is lost, and with room it goes on.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task What_does_not_fit_is_refused_with_its_reason_and_fits_when_there_is_room()
    {
        await using var disk = await SmallDisk.CreateAsync(Form.IsLong);
        using var log = new LogLines();
        await using var node = await TestNode.StartAsync(disk, services: services =>
        {
            services.ConfigureDbContext<OpenGovWeekDbContext>(options => options.AddInterceptors(disk.Limit));
            log.Use(services);
        });
        var week = await TestEvent.CreateAsync(node);
        var poll = await week.AddPollAsync(PollStatus.Open, ResultsPolicy.Live);
        var people = (await week.NewAttendeesAsync(Form.Of(400, 10_000))).Select(one => new Person(one.Cookie, one.Id)).ToList();
        using var browser = node.NewBrowser();
        var (acknowledged, refused) = (new ConcurrentBag<Person>(), new ConcurrentBag<Person>());

        await CastAllAsync(people[..100]);
        Assert.Empty(refused);
        await disk.FillAsync();
        await CastAllAsync(people[100..]);
        Assert.NotEmpty(refused);
        // Not once for each: what is logged needs room as well.
        Assert.InRange(log.All.Count(line => line.StartsWith("The database has no room left", StringComparison.Ordinal)), 1, 2);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync($"/s/{week.Slug}")).StatusCode);
        await EqualsDatabaseAsync();
        disk.Free();
        var again = refused.ToList();
        refused.Clear();
        await CastAllAsync(again);

        Assert.Empty(refused);
        Assert.Equal(people.Count, acknowledged.Count);
        await EqualsDatabaseAsync();

        Task CastAllAsync(IEnumerable<Person> voters) => Parallel.ForEachAsync(voters, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (voter, _) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/sessions/{week.Slug}/polls/{poll.Id}/ballot")
            {
                Content = System.Net.Http.Json.JsonContent.Create(new { choices = new[] { poll.Choices[0].Id } }),
                Headers = { { "Cookie", voter.Cookie } },
            };
            using var answer = await browser.Http.SendAsync(request, CancellationToken.None);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                acknowledged.Add(voter);
                return;
            }

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage-full"), (answer.StatusCode, await TestBrowser.ReadProblemCodeAsync(answer)));
            refused.Add(voter);
        });

        async Task EqualsDatabaseAsync()
        {
            var (ballots, count) = await node.WithDatabaseAsync(async db => (
                await db.Ballots.Select(b => b.AttendeeId).ToListAsync(), await db.Choices.Where(c => c.Id == poll.Choices[0].Id).Select(c => c.Count).SingleAsync()));
            Assert.Equal(acknowledged.Select(person => person.Id).Order(), ballots.Order());
            // The poll began with two of that choice.
            Assert.Equal(acknowledged.Count + 2, count);
        }
    }
}
