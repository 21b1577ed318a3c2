using System.Text.Json.Nodes;
using AngleSharp.Dom;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Console;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

/// <summary>Somebody who is not staff and collects all that the application sends him.</summary>
/// <param name="HasAnswered">This attendee answers the polls that are opened.</param>
internal sealed class Observer(string name, Stage stage, TestBrowser browser, Eavesdropper room, Eavesdropper screen, bool hasAnswered) : IAsyncDisposable
{
    private readonly List<JsonNode> seen = [];

    public string Name { get; } = name;

    public TestBrowser Browser { get; } = browser;

    /// <summary>Polls in any message or page so far, as JSON.</summary>
    public IEnumerable<JsonObject> Polls => seen.SelectMany(Objects).Where(node => node.ContainsKey("prompt") && node.ContainsKey("choices"));

    /// <summary>Tallies that came for those who answered.</summary>
    public IEnumerable<JsonObject> Tallies => seen.SelectMany(Objects).Where(node => node.ContainsKey("poll") && node.ContainsKey("counts"));

    public static async Task<Observer> EnterAsync(string name, Stage stage, TestBrowser browser, bool hasAnswered)
    {
        var week = stage.Event;
        return new Observer(
            name,
            stage,
            browser,
            await Eavesdropper.EnterAsync(stage.Node, browser, (week.Slug, "room"), (week.Event.Slug, "agenda")),
            await Eavesdropper.EnterAsync(stage.Node, browser, (week.Slug, "screen"), (week.Tomorrow.Slug, "console")),
            hasAnswered);
    }

    /// <summary>Fetches every address that the application has, adds what the hub sent, and looks at all of it.</summary>
    /// <param name="forbidden">What must not be in it.</param>
    /// <param name="since">A revision that was reached before the polls.</param>
    /// <param name="policy">The policy of all polls.</param>
    public async Task LookAsync(IReadOnlyCollection<string> forbidden, long since, ResultsPolicy policy)
    {
        foreach (var address in Addresses(since))
        {
            using var response = await Browser.Http.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True((int)response.StatusCode < 500 && (int)response.StatusCode != 429, $"{response.StatusCode} of {address}");
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Search(text, address, forbidden);
            switch (response.Content.Headers.ContentType?.MediaType)
            {
                case "application/json" or "application/problem+json":
                    seen.Add(JsonNode.Parse(text)!);
                    break;
                case "text/html":
                    var page = await TestBrowser.ReadPageAsync(response);
                    seen.AddRange(page.QuerySelectorAll("script[type='application/json']").Select(block => JsonNode.Parse(block.TextContent)!));
                    break;
            }
        }

        foreach (var ear in new[] { room, screen })
        {
            while (ear.Frames.TryDequeue(out var frame))
            {
                Search(frame, "a frame", forbidden);
                seen.Add(JsonNode.Parse(frame)!);
            }
        }

        foreach (var poll in Polls)
        {
            CheckPoll(poll, policy);
        }

        Assert.All(Tallies, tally => Assert.True(hasAnswered && policy == ResultsPolicy.AfterBallot, $"{Name} got {tally}"));
        foreach (var question in seen.SelectMany(Objects).Where(node => node.ContainsKey("askedAt")))
        {
            Assert.Contains($"{question["status"]}", new[] { "Published", "Answering", "AnsweredLive", "AnsweredInWriting" });
            OnlyStaff(question, "version", "reason", "heat", "held", "mergedInto");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        await screen.DisposeAsync();
        Browser.Dispose();
    }

    // Every GET of the table, so that a new one is looked at without a word here; "/" leads to whichever event is the newest.
    private IEnumerable<string> Addresses(long since) => EndpointTable.Rows
        .Where(row => row.Method == "GET" && row.Pattern != "/" && row.Kind is EndpointKind.Page or EndpointKind.Api)
        .Select(row => row.In(stage.Event))
        .Concat(new[]
        {
            "changes?since=0", $"changes?since={since}", "changes?since=0&audience=staff", "questions?audience=staff", "questions",
            "questions/similar?text=agua%20potable%20en%20mi%20distrito",
        }.Select(path => $"{stage.Api}/{path}"))
        .Append($"/s/{stage.Event.Tomorrow.Slug}")
        .Distinct();

    private void Search(string text, string where, IEnumerable<string> forbidden)
    {
        foreach (var canary in forbidden)
        {
            Assert.False(text.Contains(canary, StringComparison.Ordinal), $"{canary} reached {Name} in {where}");
        }
    }

    private void CheckPoll(JsonObject poll, ResultsPolicy policy)
    {
        var (status, kind) = ($"{poll["status"]}", $"{poll["kind"]}");
        Assert.Contains(status, new[] { "Open", "Closed", "Published" });
        OnlyStaff(poll, "version", "position");
        Assert.All(poll["choices"]!.AsArray(), choice => OnlyStaff(choice!.AsObject(), "status"));
        var shows = policy switch
        {
            ResultsPolicy.Live => true,
            ResultsPolicy.AfterPublish => status == "Published",
            _ => status is "Closed" or "Published",
        };
        Assert.True(shows == poll.ContainsKey("counts") && shows == poll.ContainsKey("ballots"), $"{Name} got {poll}");
        if (!shows && kind is "WordCloud" or "OpenText" && !shows)
        {
            Assert.Empty(poll["choices"]!.AsArray());
        }
    }

    private void OnlyStaff(JsonObject node, params string[] members) =>
        Assert.All(members, member => Assert.False(node.ContainsKey(member), $"{Name} got {member} of {node}"));

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => one.Select(member => member.Value).SelectMany(Objects).Prepend(one),
        JsonArray many => many.SelectMany(Objects),
        _ => [],
    };
}
