using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Polls.Kinds;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>A poll as it is being prepared.</summary>
public sealed class PollForm
{
    /// <summary>Id that the poll will have, so that sending the form twice makes one poll; that of the draft when one is edited.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Version of the draft that is edited; null for a new poll.</summary>
    public int? Version { get; set; }

    public PollKind Kind { get; set; } = PollKind.SingleChoice;

    public string? Prompt { get; set; }

    public List<string?> Choices { get; set; } = [null, null, null];

    public ResultsPolicy Policy { get; set; } = ResultsPolicy.AfterClose;

    public int? Least { get; set; }

    public int? Most { get; set; }

    public string? Low { get; set; }

    public string? High { get; set; }

    public bool Final { get; set; }

    /// <summary>The form of a draft that exists.</summary>
    public static PollForm Of(PollView draft) => new()
    {
        Id = draft.Id,
        Version = draft.Version,
        Kind = draft.Kind,
        Prompt = draft.Prompt,
        Choices = draft.Choices.Count == 0 ? [null, null, null] : [.. draft.Choices.Select(choice => choice.Text)],
        Policy = draft.Policy,
        Least = draft.Least,
        Most = draft.Most,
        Low = draft.Low,
        High = draft.High,
        Final = draft.Final == true,
    };

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

    /// <summary>The request for a new poll: lines that were left empty are no answers.</summary>
    public CreatePollRequest ToRequest() => new(Id, Kind, Prompt, Written(), Policy, Least, Most, Low, High, Final);

    /// <summary>The request for the draft that is edited.</summary>
    public EditPollRequest ToEdit(int version) => new(Kind, Prompt, Written(), Policy, version, Least, Most, Low, High, Final);

    /// <summary>The field of the form that a rule names.</summary>
    public static string FieldOf(string? field) => field switch
    {
        "kind" => nameof(Kind),
        "prompt" => nameof(Prompt),
        "policy" => nameof(Policy),
        "choices" => nameof(Choices),
        "least" => nameof(Least),
        "most" => nameof(Most),
        "low" => nameof(Low),
        "high" => nameof(High),
        _ => "",
    };

    private List<string?> Written() => [.. Choices.Where(choice => !string.IsNullOrWhiteSpace(choice))];
}
