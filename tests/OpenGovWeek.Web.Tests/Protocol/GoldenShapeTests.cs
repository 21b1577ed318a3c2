using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Protocol;

/// <summary>What the running application sends has the members and the kinds of values of the golden files that browsers are tested with.</summary>
public sealed class GoldenShapeTests
{
    [Fact]
    public async Task Snapshots_changes_and_what_is_ones_own_over_HTTP()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (attendee, id) = await week.NewAttendeeAsync();
        using var moderator = await week.NewStaffAsync();
        await week.AskAsync(id, QuestionStatus.Published);
        var rejected = await week.AskAsync(id, QuestionStatus.Published);
        await week.AskAsync(id, QuestionStatus.Pending);
        await week.AddPollAsync(PollStatus.Open, ResultsPolicy.Live);
        await week.SetAsync(rejected, QuestionStatus.Rejected);
        var changes = $"/api/sessions/{week.Slug}/changes";

        AssertShape(await attendee.Http.GetStringAsync($"{changes}?since=0"), "delta-snapshot.json", "delta-change.json");
        AssertShape(await attendee.Http.GetStringAsync($"{changes}?since=2"), "delta-change.json", "delta-removal.json", "delta-snapshot.json");
        AssertShape(await moderator.Http.GetStringAsync($"{changes}?since=0&audience=staff"), "delta-staff.json", "delta-snapshot.json");
        AssertShape(await attendee.Http.GetStringAsync($"/api/sessions/{week.Slug}/mine"), "mine.json");
        attendee.Dispose();
    }

    [Fact]
    public async Task Problems_over_HTTP()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (attendee, _) = await week.NewAttendeeAsync();
        var questions = $"/api/sessions/{week.Slug}/questions";

        using var noText = await attendee.SendAsync(HttpMethod.Post, questions, new { id = Guid.CreateVersion7(), text = "", withName = true });
        using var noSession = await attendee.Http.GetAsync("/api/sessions/no-such-session/changes");

        AssertShape(await noText.Content.ReadAsStringAsync(), "problem-field.json", "problem.json");
        AssertShape(await noSession.Content.ReadAsStringAsync(), "problem.json");
        attendee.Dispose();
    }

    [Fact]
    public async Task Certificates_for_machines()
    {
        using var identity = SigningIdentity.Create();
        await using var node = await TestNode.StartAsync(settings: identity.Settings);
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        var first = await week.PrintAsync(attendee, documentNumber: "45678901", hours: 3.5m);
        var second = await week.PrintAsync(attendee, edition: 2);
        await week.SupersedeAsync(first, second);

        AssertShape(await browser.Http.GetStringAsync($"/api/certificates/{first.Code}"), "certificate.json");
        AssertShape(await browser.Http.GetStringAsync($"/api/certificates/by-hash/{second.PdfSha256}"), "certificate.json");
        browser.Dispose();
    }

    [Fact]
    public async Task Deltas_beacons_and_the_agenda_over_the_hub()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (attendee, id) = await week.NewAttendeeAsync();
        var heard = new ConcurrentDictionary<string, JsonNode>();
        await using var connection = attendee.NewHubConnection();
        foreach (var message in new[] { LiveNames.Delta, LiveNames.Beacon, LiveNames.Agenda })
        {
            connection.On<JsonNode>(message, content => heard.TryAdd(message, content));
        }

        await connection.StartAsync();
        await connection.InvokeAsync("Enter", week.Slug, "room", Guid.NewGuid());
        await connection.InvokeAsync("Enter", week.Event.Slug, "agenda", Guid.NewGuid());
        await Eventually.TrueAsync(() => heard.ContainsKey(LiveNames.Beacon), "a beacon");
        await week.AskAsync(id, QuestionStatus.Published);
        await Eventually.TrueAsync(() => heard.Count == 3, "all three");

        AssertShape(heard[LiveNames.Delta].ToJsonString(), "delta-change.json", "delta-snapshot.json");
        AssertShape(heard[LiveNames.Beacon].ToJsonString(), "beacon.json");
        AssertShape(heard[LiveNames.Agenda].ToJsonString(), "agenda.json");
        attendee.Dispose();
    }

    private static void AssertShape(string json, params string[] golden)
    {
        var known = golden.SelectMany(file => ShapeOf(JsonNode.Parse(File.ReadAllText(Repository.PathOf("tests", "contract", file))), "")).ToHashSet();

        Assert.Empty(ShapeOf(JsonNode.Parse(json), "").Except(known));
    }

    /// <summary>Paths of all values with their kind, such as <c>.questions[].revision Number</c>.</summary>
    private static IEnumerable<string> ShapeOf(JsonNode? node, string path) => node switch
    {
        // A trace is for the operator and nothing that a client reads.
        JsonObject members => members.Where(member => member.Key != "traceId").SelectMany(member => ShapeOf(member.Value, $"{path}.{member.Key}")),
        JsonArray items => items.SelectMany(item => ShapeOf(item, $"{path}[]")),
        _ => [$"{path} {KindOf(node)}"],
    };

    private static string KindOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "Null",
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "Boolean",
        { } kind => kind.ToString(),
    };
}
