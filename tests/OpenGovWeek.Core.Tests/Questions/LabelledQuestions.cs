using System.Text.Json;

namespace OpenGovWeek.Core.Tests.Questions;

/// <summary>Questions as citizens and public servants of Peru ask them, written for this project, with what is the same question in other words.</summary>
/// <param name="Tuning">What the numbers of the rule were chosen on.</param>
/// <param name="HeldOut">What was kept from it: other topics, in wordings further apart, looked at only to measure.</param>
internal sealed record LabelledQuestions(IReadOnlyList<LabelledTopic> Tuning, IReadOnlyList<LabelledTopic> HeldOut)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static LabelledQuestions Read()
    {
        using var file = typeof(LabelledQuestions).Assembly.GetManifestResourceStream("labelled-questions.json")!;
        return JsonSerializer.Deserialize<LabelledQuestions>(file, Options)!;
    }
}

/// <summary>Questions of one topic.</summary>
/// <param name="Same">One question in several wordings; null when the topic has none.</param>
/// <param name="Near">Questions that look like them, each of which is another.</param>
internal sealed record LabelledTopic(IReadOnlyList<string>? Same, IReadOnlyList<string> Near);

/// <summary>One part as a session would hold it.</summary>
internal sealed class LabelledSession
{
    private readonly Dictionary<Guid, string> texts = [];
    private readonly Dictionary<Guid, HashSet<Guid>> duplicates = [];

    public LabelledSession(IReadOnlyList<LabelledTopic> topics)
    {
        foreach (var topic in topics)
        {
            var same = (topic.Same ?? []).Select(Add).ToHashSet();
            foreach (var id in same)
            {
                duplicates[id] = [.. same.Where(other => other != id)];
            }

            foreach (var near in topic.Near)
            {
                duplicates[Add(near)] = [];
            }
        }
    }

    public IReadOnlyDictionary<Guid, string> Texts => texts;

    public IReadOnlySet<Guid> DuplicatesOf(Guid id) => duplicates[id];

    private Guid Add(string text)
    {
        var id = Guid.Parse($"00000000-0000-0000-0000-{texts.Count:D12}");
        texts.Add(id, text);
        return id;
    }
}
