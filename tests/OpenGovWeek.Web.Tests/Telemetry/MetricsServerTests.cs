using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Telemetry;
using OpenGovWeek.Web.Tests.Polls;
using Xunit;

namespace OpenGovWeek.Web.Tests.Telemetry;

/// <summary>Prometheus reads the numbers where the setting says, and nobody else anywhere.</summary>
[Collection(AloneCollection.Name)]
public sealed class MetricsServerTests
{
    private static readonly Dictionary<string, string?> OwnPort = new() { ["Metrics:Address"] = "http://127.0.0.1:0" };

    [Fact]
    public async Task The_numbers_are_at_the_address_of_the_setting_and_nothing_else_is()
    {
        await using var node = await TestNode.StartAsync(settings: OwnPort);
        var week = await TestEvent.CreateAsync(node);
        var poll = await BallotStage.AddPollAsync(week, PollStatus.Open);
        var (browser, _) = await week.NewAttendeeAsync();
        using var _1 = browser;
        using var ballot = await browser.SendAsync(HttpMethod.Put, $"/api/sessions/{week.Slug}/polls/{poll.Id}/ballot", new { choices = new[] { poll.Choices[0].Id } });
        ballot.EnsureSuccessStatusCode();
        var address = node.Services.GetRequiredService<MetricsServer>().Address;
        using var prometheus = new HttpClient();

        var text = await prometheus.GetStringAsync(address);

        string[] names =
        [
            "opengovweek_live_connections", "opengovweek_writer_commit_actions_bucket", "opengovweek_writer_commit_duration_seconds_bucket",
            "opengovweek_writer_queue_actions", "opengovweek_attendance_lag_seconds", "opengovweek_outbox_waiting", "http_server_request_duration_seconds_bucket",
            "kestrel_active_connections", "dotnet_gc_collections_total",
        ];
        Expect.None(names.Where(name => !text.Contains($"\n{name}{{", StringComparison.Ordinal)).Select(name => $"{name} is missing"));
        Assert.Contains("http_route=\"/api/sessions/{slug}/polls/{poll:guid}/ballot\"", text, StringComparison.Ordinal);
        foreach (var path in (string[])["/", "/livez", $"/s/{week.Slug}"])
        {
            using var nothing = await prometheus.GetAsync(new Uri(address, path));
            Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_public_address_has_no_numbers_whatever_it_is_told(bool measures)
    {
        await using var node = await TestNode.StartAsync(settings: measures ? OwnPort : []);
        using var browser = node.NewBrowser();
        Assert.Equal(measures, node.Services.GetService<MetricsServer>() is not null);

        using var plain = await browser.Http.GetAsync("/metrics");
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        asked.Headers.Add("X-Forwarded-For", "127.0.0.1");
        asked.Headers.Host = measures ? node.Services.GetRequiredService<MetricsServer>().Address.Authority : "127.0.0.1:9464";
        using var forged = await browser.Http.SendAsync(asked);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (plain.StatusCode, forged.StatusCode));
    }
}
