using System.Text.Json;
using System.Text.Json.Nodes;
using OpenGovWeek.Core.Live;
using Xunit;

namespace OpenGovWeek.Core.Tests.Live;

/// <summary>The files of tests/contract are what both sides of the live protocol agree on; the browser's tests read the same ones.</summary>
public sealed class ContractTests
{
    /// <summary>Answers of HTTP that no type of Core describes.</summary>
    private static readonly string[] OfTheWeb = ["certificate", "problem", "problem-field"];

    public static TheoryData<string> Messages => [.. GoldenMessages.All.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_written_as_its_golden_file_says(string name)
    {
        var message = GoldenMessages.All[name];

        var written = JsonSerializer.Serialize(message, message.GetType(), LiveJson.Options);

        Assert.Equal(Canonical(Golden(name)), Canonical(written));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_golden_file_reads_into_a_message_that_writes_it_again(string name)
    {
        var read = JsonSerializer.Deserialize(Golden(name), GoldenMessages.All[name].GetType(), LiveJson.Options);

        Assert.Equal(Canonical(Golden(name)), Canonical(JsonSerializer.Serialize(read, LiveJson.Options)));
    }

    [Fact]
    public void Every_golden_file_is_the_JSON_of_a_message()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "contract"), "*.json").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(GoldenMessages.All.Keys.Concat(OfTheWeb).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_number_in_place_of_an_enum_is_refused()
    {
        var text = Golden("agenda").Replace("\"Live\"", "1", StringComparison.Ordinal);

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AgendaView>(text, LiveJson.Options));
    }

    [Fact]
    public void A_delta_with_nothing_but_revisions_is_empty()
    {
        var at = new DateTime(2024, 5, 28, 15, 0, 0, DateTimeKind.Utc);

        Assert.True(new Delta("a", "e", 1, 2, at).IsEmpty);
        Assert.False(new Delta("a", "e", 1, 2, at, RemovedPolls: [Guid.Empty]).IsEmpty);
    }

    private static string Golden(string name) => Repository.Text("tests", "contract", name + ".json");

    /// <summary>The same JSON with sorted keys and fixed spacing, so that a difference shows as a line.</summary>
    private static string Canonical(string json) => Sorted(JsonNode.Parse(json))!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
