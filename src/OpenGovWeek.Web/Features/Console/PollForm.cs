using OpenGovWeek.Core.Polls;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>A poll as it is being prepared.</summary>
public sealed class PollForm
{
    /// <summary>Id that the poll will have, so that sending the form twice makes one poll.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string? Prompt { get; set; }

    public List<string?> Choices { get; set; } = [null, null, null];

    public ResultsPolicy Policy { get; set; } = ResultsPolicy.AfterClose;

    /// <summary>Adds an empty answer, or takes one out, when the button that was pressed says so.</summary>
    /// <param name="action">add-choice, or remove-choice- and the answer's number from 0.</param>
    /// <returns>False for every other button.</returns>
    public bool Edit(string? action)
    {
        const string remove = "remove-choice-";
        if (action == "add-choice")
        {
            if (Choices.Count < PollRules.MaxChoices)
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

    /// <summary>The request: lines that were left empty are no answers.</summary>
    public CreatePollRequest ToRequest() => new(
        Id, PollKind.SingleChoice, Prompt, [.. Choices.Where(choice => !string.IsNullOrWhiteSpace(choice))], Policy);
}
