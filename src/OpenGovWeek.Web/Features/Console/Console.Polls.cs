using Microsoft.AspNetCore.Mvc;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Web.Features.Polls;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>The console's forms of polls.</summary>
public sealed partial class ConsoleModel
{
    private static readonly int[] UsualClosings = [10, 20, 30];

    public PollForm Poll { get; private set; } = new();

    /// <summary>The form of a poll is open.</summary>
    public bool IsEditing { get; private set; }

    /// <summary>The event's library, of which a poll can be taken.</summary>
    public IReadOnlyList<PreparedPoll> Library { get; private set; } = [];

    /// <summary>How far ahead a close can be announced, in seconds: first so that who watches the stream with its delay still has ten.</summary>
    /// <param name="streamDelay">Seconds that viewers of the stream are behind.</param>
    public static IReadOnlyList<int> Closings(int streamDelay)
    {
        var usual = Math.Min(PollRules.MaxCloseSeconds, streamDelay + 10);
        return [usual, .. UsualClosings.Where(seconds => seconds != usual)];
    }

    /// <param name="action">Open, Close, Publish, Copy, Delete, Up, Down, Screen, Show or Hide.</param>
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
                    "Up" or "Down" => OrderAsync(slug, poll, action == "Up" ? -1 : 1, cancellation),
                    "Screen" => ShowAsync(slug, poll, cancellation),
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
                    ? await drafts.EditAsync(slug, form.Id, User, EditOf(form.Design, version), cancellation)
                    : (await createPoll.RunAsync(slug, User, NewOf(form.Design, form.Id), cancellation)).Done;
                return Back(slug, "encuestas", done);
            }
            catch (RuleException rule) when (rule.Kind is RuleKind.Invalid or RuleKind.Conflict)
            {
                ModelState.AddModelError(form.FieldOf(rule.Field), speaker.Say(rule));
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

    /// <param name="prepared">A poll of the library.</param>
    /// <param name="id">Id of the draft to make, which came with the page, so that sending it twice makes one.</param>
    public async Task<IActionResult> OnPostPreparedAsync(string slug, Guid prepared, Guid id, CancellationToken cancellation)
    {
        var created = await usePrepared.RunAsync(slug, User, new UsePreparedRequest(id, prepared), cancellation);
        return Back(slug, $"p-{created.Poll.Id}", created.Done);
    }

    private static CreatePollRequest NewOf(PollDesign design, Guid id) => new(
        id, design.Kind, design.Prompt, design.Choices, design.Policy, design.Least, design.Most, design.Low, design.High, design.Final,
        design.NeedsConfirmed);

    private static EditPollRequest EditOf(PollDesign design, int version) => new(
        design.Kind, design.Prompt, design.Choices, design.Policy, version, design.Least, design.Most, design.Low, design.High, design.Final,
        design.NeedsConfirmed);

    private async Task<Done> OrderAsync(string slug, Guid poll, int by, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        var ids = Shown.Polls.Where(p => p.Status == PollStatus.Draft).Select(p => p.Id).ToList();
        return await drafts.OrderAsync(slug, User, new OrderPollsRequest(ids.Moved(poll, by)), cancellation);
    }

    // The button of the poll that is on the screen takes it off.
    private async Task<Done> ShowAsync(string slug, Guid poll, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        return await showOnScreen.RunAsync(slug, User, new ShowOnScreenRequest(Poll: Shown.Session.OnAir?.Poll == poll ? null : poll), cancellation);
    }

    private async Task<IActionResult> CopyPollAsync(string slug, Guid poll, Guid copy, CancellationToken cancellation)
    {
        var created = await drafts.CopyAsync(slug, poll, User, copy, cancellation);
        return Back(slug, $"p-{created.Poll.Id}", created.Done);
    }

    // What no button sends is refused by the rule like any other action that does not exist.
    private static PollAction ActionOf(string? action) => Enum.TryParse<PollAction>(action, out var known) ? known : default;
}
