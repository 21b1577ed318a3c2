using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.ScaleOut;
using Xunit;

namespace OpenGovWeek.Web.Tests.ScaleOut;

/// <summary>Two nodes over one database that sweep too seldom to hide a hint that does not arrive.</summary>
public sealed class TwoNodesTests
{
    public static TheoryData<string> Servers => [.. RedisServer.Available];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_question_of_one_node_appears_on_the_other_by_its_hint_alone(string kind)
    {
        await using var redis = await RedisServer.StartAsync(kind);
        await using var database = await TestDatabase.CreateAsync();
        await using var first = await StartAsync(database, redis);
        await using var second = await StartAsync(database, redis);
        var week = await TestEvent.CreateAsync(first);
        var (browser, attendee) = await week.NewAttendeeAsync();
        browser.Dispose();
        using var far = second.NewBrowser();
        await using var room = await Watcher.ConnectAsync(far);
        await room.Connection.InvokeAsync("Enter", week.Slug, "room", Guid.NewGuid());

        // The first ones may come before the other node listens.
        for (var i = 0; i < 100 && room.Deltas.IsEmpty; i++)
        {
            await week.AskAsync(attendee, QuestionStatus.Published);
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.NotEmpty(room.Deltas.First().Questions!);
    }

    // The application itself refuses SQLite with Redis, because files are not shared between machines; here both nodes are on one.
    private static Task<TestNode> StartAsync(TestDatabase database, RedisServer redis) => TestNode.StartAsync(
        database,
        settings: new() { ["Live:Sweep"] = "00:10:00" },
        services: services => services.AddScaleOut(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Redis"] = redis.Configuration })
            .Build()));
}
