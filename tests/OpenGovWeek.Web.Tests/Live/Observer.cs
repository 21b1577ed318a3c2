using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Console;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

/// <summary>A poll as it stands, and the numbers that are in its tally alone.</summary>
internal sealed record CanaryPoll(PollKind Kind, PollStatus Status, IReadOnlyList<int> Figures);

/// <summary>Somebody who is not staff and collects all that the application sends him.</summary>
/// <param name="HasAnswered">This attendee answers the polls that are opened.</param>
internal sealed partial class Observer(string name, Stage stage, TestBrowser browser, Eavesdropper[] ears, bool hasAnswered) : IAsyncDisposable
{
    private readonly List<JsonNode> seen = [];
    private readonly List<string> answers = [];

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
            [
                await Eavesdropper.EnterAsync(stage.Node, browser, (week.Slug, "room"), (week.Event.Slug, "agenda")),
                await Eavesdropper.EnterAsync(stage.Node, browser, (week.Slug, "screen"), (week.Tomorrow.Slug, "room")),
                await Eavesdropper.EnterAsync(stage.Node, browser, (week.Slug, "console"), (week.Tomorrow.Slug, "console")),
            ],
            hasAnswered);
    }

    /// <summary>Writes something of one's own; what is answered is looked at with the rest.</summary>
    public async Task PutAsync(string path, object body)
    {
        using var response = await Browser.SendAsync(HttpMethod.Put, $"{stage.Api}/{path}", body);
        answers.Add(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(response.IsSuccessStatusCode, answers[^1]);
    }

    /// <summary>Fetches every address that the application has, adds what the hub sent, and looks at all of it.</summary>
    /// <param name="forbidden">What must not be in it, in whatever case.</param>
    /// <param name="hidden">Ids to ask for where an address takes one.</param>
    /// <param name="polls">The polls that are or were open.</param>
    /// <param name="policy">The policy of all polls.</param>
    public async Task LookAsync(IReadOnlyCollection<string> forbidden, IReadOnlyList<Guid> hidden, IReadOnlyList<CanaryPoll> polls, ResultsPolicy policy)
    {
        int[] figures = [.. polls.Where(poll => !Shows(policy, poll.Status) && !(hasAnswered && policy == ResultsPolicy.AfterBallot)).SelectMany(poll => poll.Figures)];
        foreach (var address in Addresses(hidden))
        {
            using var response = await Browser.Http.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True((int)response.StatusCode < 500 && (int)response.StatusCode != 429, $"{response.StatusCode} of {address}");
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Search(text, address, forbidden, figures);
            Search($"{response.Headers}{response.Content.Headers}", $"the headers of {address}", forbidden, figures);
            switch (response.Content.Headers.ContentType?.MediaType)
            {
                // The description of the API has the names of everything and is no message.
                case "application/json" or "application/problem+json" when !address.StartsWith("/openapi/", StringComparison.Ordinal):
                    seen.Add(JsonNode.Parse(text)!);
                    break;
                case "text/html":
                    var page = await TestBrowser.ReadPageAsync(response);
                    seen.AddRange(page.QuerySelectorAll("script[type='application/json']").Select(block => JsonNode.Parse(block.TextContent)!));
                    break;
            }
        }

        answers.ForEach(answer => Search(answer, "the answer to something of one's own", forbidden, figures));
        foreach (var ear in ears)
        {
            Assert.True(ear.IsListening, $"{Name} was cut off");
            while (ear.Frames.TryDequeue(out var frame))
            {
                Search(frame, "a frame", forbidden, figures);
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
        foreach (var ear in ears)
        {
            await ear.DisposeAsync();
        }

        Browser.Dispose();
    }

    // Every GET of the table, so that a new one is looked at without a word here; "/" leads to whichever event is the newest, and the reference of the API
    // is a package's program.
    private IEnumerable<string> Addresses(IReadOnlyList<Guid> hidden) => EndpointTable.Rows
        .Where(row => row.Method == "GET" && row.Pattern != "/" && !row.Pattern.StartsWith("/hubs/", StringComparison.Ordinal) && !row.Pattern.StartsWith("/scalar", StringComparison.Ordinal))
        .SelectMany(row => row.Address.Contains("{id}", StringComparison.Ordinal)
            ? hidden.Select(id => (row with { Address = row.Address.Replace("{id}", $"{id}", StringComparison.Ordinal) }).In(stage.Event))
            : [row.In(stage.Event)])
        .Concat(new[]
        {
            "changes?since=0", "changes?since=1", "changes?since=0&audience=staff", "changes?since=1&audience=staff", "questions?audience=staff", "questions",
            "questions/similar?text=agua%20potable%20en%20mi%20distrito",
        }.Select(path => $"{stage.Api}/{path}"))
        .Concat([$"/s/{stage.Event.Slug}?preguntas=todas", $"/s/{stage.Event.Slug}/pantalla?modo=superpuesta", $"/s/{stage.Event.Tomorrow.Slug}"])
        .Distinct();

    private void Search(string text, string where, IEnumerable<string> forbidden, IEnumerable<int> figures)
    {
        var rest = text.Replace(Canaries.Shown, "", StringComparison.Ordinal);
        foreach (var canary in forbidden)
        {
            Assert.False(rest.Contains(canary, StringComparison.OrdinalIgnoreCase), $"{canary} reached {Name} in {where}");
        }

        var numbers = Numbers().Matches(text).Select(match => match.Value).ToHashSet();
        Assert.All(figures, figure => Assert.False(numbers.Contains($"{figure}"), $"{figure} reached {Name} in {where}"));
    }

    // Three figures that stand alone: not those of a time, an id or a token.
    [GeneratedRegex(@"(?<![\w.#-])\d{3}(?![\w-])", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    private static bool Shows(ResultsPolicy policy, PollStatus status) => policy switch
    {
        ResultsPolicy.Live => true,
        ResultsPolicy.AfterPublish => status == PollStatus.Published,
        _ => status is PollStatus.Closed or PollStatus.Published,
    };

    private void CheckPoll(JsonObject poll, ResultsPolicy policy)
    {
        var (status, kind) = ($"{poll["status"]}", $"{poll["kind"]}");
        Assert.Contains(status, new[] { "Open", "Closed", "Published" });
        OnlyStaff(poll, "version", "position");
        Assert.All(poll["choices"]!.AsArray(), choice => OnlyStaff(choice!.AsObject(), "status"));
        var shows = Shows(policy, Enum.Parse<PollStatus>(status));
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
