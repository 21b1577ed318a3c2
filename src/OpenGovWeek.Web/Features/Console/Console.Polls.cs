using Microsoft.AspNetCore.Mvc;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>The console's forms of polls.</summary>
public sealed partial class ConsoleModel
{
    public PollForm Poll { get; private set; } = new();

    /// <summary>The form of a poll is open.</summary>
    public bool IsEditing { get; private set; }

    /// <param name="action">Open, Close, Publish, Copy, Delete, Show or Hide.</param>
    /// <param name="seconds">For Close: how long ahead it is announced.</param>
    /// <param name="choice">For Show and Hide: what attendees wrote.</param>
    /// <param name="copy">For Copy: id of the draft to make, which came with the page, so that sending it twice makes one.</param>
    public Task<IActionResult> OnPostPollAsync(
        string slug, Guid poll, int version, string? action, int? seconds, Guid[] choice, Guid? copy, CancellationToken cancellation) =>
        action == "Copy"
            ? CopyPollAsync(slug, poll, copy ?? Guid.CreateVersion7(), cancellation)
            : ActAsync(
                slug,
                "encuestas",
                () => action switch
                {
                    "Delete" => drafts.DeleteAsync(slug, poll, User, version, cancellation),
                    "Show" => decideWords.RunAsync(slug, poll, User, new DecideWordsRequest(choice, null), cancellation),
                    "Hide" => decideWords.RunAsync(slug, poll, User, new DecideWordsRequest(null, choice), cancellation),
                    _ => changePoll.RunAsync(slug, poll, User, new ChangePollStatusRequest(ActionOf(action), seconds, version), cancellation),
                },
                cancellation);

    /// <summary>Saves a new poll or one that is being edited; the buttons of its answers only change the form.</summary>
    public async Task<IActionResult> OnPostCreatePollAsync(string slug, PollForm form, string? action, CancellationToken cancellation)
    {
        Poll = form;
        IsEditing = true;
        ModelState.Clear();
        if (!form.Edit(action))
        {
            try
            {
                var done = form.Version is { } version
                    ? await drafts.EditAsync(slug, form.Id, User, form.ToEdit(version), cancellation)
                    : (await createPoll.RunAsync(slug, User, form.ToRequest(), cancellation)).Done;
                return Back(slug, "encuestas", done);
            }
            catch (RuleException rule) when (rule.Kind is RuleKind.Invalid or RuleKind.Conflict)
            {
                ModelState.AddModelError(PollForm.FieldOf(rule.Field), speaker.Say(rule));
            }
        }

        await LoadAsync(slug, cancellation);
        return Page();
    }

    private void StartEditing(bool isNew, Guid? id)
    {
        IsEditing = isNew;
        if (Shown.Snapshot.Polls?.FirstOrDefault(p => p.Id == id && p.Status == PollStatus.Draft) is { } draft)
        {
            IsEditing = true;
            Poll = PollForm.Of(draft);
        }
    }

    private async Task<IActionResult> CopyPollAsync(string slug, Guid poll, Guid copy, CancellationToken cancellation)
    {
        var created = await drafts.CopyAsync(slug, poll, User, copy, cancellation);
        return Back(slug, $"p-{created.Poll.Id}", created.Done);
    }

    // What no button sends is refused by the rule like any other action that does not exist.
    private static PollAction ActionOf(string? action) => Enum.TryParse<PollAction>(action, out var known) ? known : default;
}
