using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Polls.Kinds;

namespace OpenGovWeek.Web.Features.Polls;

/// <summary>A poll as it is being prepared, in a console or in the library: one form for every kind, of which each takes what it needs.</summary>
public sealed class PollForm
{
    /// <summary>Id that the poll will have, so that sending the form twice makes one poll; that of the poll that is edited.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Version of the poll that is edited; null for a new one.</summary>
    public int? Version { get; set; }

    public PollKind Kind { get; set; } = PollKind.SingleChoice;

    public string? Prompt { get; set; }

    /// <summary>What can be chosen, for a single or a multiple choice.</summary>
    public List<string?> Choices { get; set; } = [null, null, null];

    /// <summary>Yes, no and abstention in the words of the event; empty for the usual ones.</summary>
    public List<string?> Sides { get; set; } = [];

    public ResultsPolicy Policy { get; set; } = ResultsPolicy.AfterClose;

    /// <summary>Fewest marks of a multiple choice.</summary>
    public int? Least { get; set; }

    /// <summary>Most marks of a multiple choice.</summary>
    public int? Most { get; set; }

    /// <summary>Most words of a word cloud.</summary>
    public int? Words { get; set; } = WordCloud.UsualWords;

    public string? Low { get; set; }

    public string? High { get; set; }

    public bool Final { get; set; }

    /// <summary>Only attendees whose address is confirmed may answer.</summary>
    public bool Confirmed { get; set; }

    /// <summary>What the form asks: lines that were left empty are no answers.</summary>
    public PollDesign Design => new(
        Kind,
        Prompt,
        Kind == PollKind.YesNo ? Written(Sides) : Written(Choices),
        Policy,
        Least,
        Kind == PollKind.WordCloud ? Words : Most,
        Low,
        High,
        Final,
        Confirmed);

    /// <summary>The form of a draft that exists.</summary>
    public static PollForm Of(PollView draft) => Of(
        new PollDesign(
            draft.Kind, draft.Prompt, [.. draft.Choices.Select(choice => choice.Text)], draft.Policy, draft.Least, draft.Most, draft.Low, draft.High, draft.Final == true,
            draft.Confirmed == true),
        draft.Id,
        draft.Version);

    /// <summary>The form of a poll of the library.</summary>
    public static PollForm Of(PreparedPoll prepared) => Of(PollDesign.Of(prepared), prepared.Id, prepared.Version);

    /// <summary>Adds an empty answer, or takes one out, when the button that was pressed says so.</summary>
    /// <param name="action">add-choice, or remove-choice- and the answer's number from 0.</param>
    /// <returns>False for every other button.</returns>
    public bool Edit(string? action)
    {
        const string remove = "remove-choice-";
        if (action == "add-choice")
        {
            if (Choices.Count < MultipleChoice.MaxChoices)
            {
                Choices.Add(null);
            }

            return true;
        }

        if (action?.StartsWith(remove, StringComparison.Ordinal) == true)
        {
            if (int.TryParse(action[remove.Length..], out var index) && index >= 0 && index < Choices.Count && Choices.Count > PollRules.MinChoices)
            {
                Choices.RemoveAt(index);
            }

            return true;
        }

        return false;
    }

    /// <summary>The field of the form that a rule names.</summary>
    public string FieldOf(string? field) => field switch
    {
        "kind" => "Kinds",
        "prompt" => nameof(Prompt),
        "policy" => nameof(Policy),
        "choices" => Kind == PollKind.YesNo ? nameof(Sides) : nameof(Choices),
        "least" => nameof(Least),
        "most" => Kind == PollKind.WordCloud ? nameof(Words) : nameof(Most),
        "low" => nameof(Low),
        "high" => nameof(High),
        _ => "",
    };

    private static PollForm Of(PollDesign design, Guid id, int? version)
    {
        var texts = design.Choices ?? [];
        return new PollForm
        {
            Id = id,
            Version = version,
            Kind = design.Kind,
            Prompt = design.Prompt,
            Choices = design.Kind is PollKind.SingleChoice or PollKind.MultipleChoice ? [.. texts] : [null, null, null],
            Sides = design.Kind == PollKind.YesNo ? [.. texts] : [],
            Policy = design.Policy,
            Least = design.Kind == PollKind.MultipleChoice ? design.Least : null,
            Most = design.Kind == PollKind.MultipleChoice ? design.Most : null,
            Words = design.Kind == PollKind.WordCloud ? design.Most : WordCloud.UsualWords,
            Low = design.Low,
            High = design.High,
            Final = design.Final,
            Confirmed = design.NeedsConfirmed,
        };
    }

    private static List<string?> Written(List<string?> lines) => [.. lines.Where(line => !string.IsNullOrWhiteSpace(line))];
}
