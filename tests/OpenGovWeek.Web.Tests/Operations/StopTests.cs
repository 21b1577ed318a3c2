using System.Diagnostics;
using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Polls;
using Xunit;

namespace OpenGovWeek.Web.Tests.Operations;

/// <summary>How a node stops that is not let go.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task A_request_that_does_not_end_uses_up_the_time_of_a_stop_and_the_minutes_are_written_all_the_same()
    {
        await using var database = await TestDatabase.CreateAsync();
        var node = await TestNode.StartAsync(
            database,
            settings: new() { ["Live:SightingsFlush"] = "01:00:00", ["Metrics:Address"] = $"http://127.0.0.1:{FreePorts.Take(1)[0]}" },
            services: all => all.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1)));
        var week = await TestEvent.CreateAsync(node);
        var poll = await BallotStage.AddPollAsync(week, PollStatus.Open, ResultsPolicy.Live);
        var (browser, _) = await week.NewAttendeeAsync();
        using var person = browser;
        (await person.Http.GetAsync($"/api/sessions/{week.Slug}/changes?since=0&tab={Guid.NewGuid()}")).EnsureSuccessStatusCode();
        // Writing to it ends when all was read: then it is on its way, more than a client or a server keeps back.
        var body = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        using var content = new StreamContent(body.Reader.AsStream()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var endless = person.Http.PutAsync($"/api/sessions/{week.Slug}/polls/{poll.Id}/ballot", content);
        await body.Writer.WriteAsync(Encoding.UTF8.GetBytes("{ \"choices\": [" + new string(' ', 10_000)), TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        var begun = Stopwatch.GetTimestamp();
        await node.DisposeAsync();

        Assert.True(Stopwatch.GetElapsedTime(begun) > TimeSpan.FromSeconds(1), "Nothing held the node up");
        await body.Writer.CompleteAsync(new IOException("It is over."));
        await Assert.ThrowsAsync<HttpRequestException>(() => endless);
        await using var other = await TestNode.StartAsync(database);
        Assert.Equal(1, await other.WithDatabaseAsync(db => db.AttendanceIntervals.CountAsync()));
    }
}
