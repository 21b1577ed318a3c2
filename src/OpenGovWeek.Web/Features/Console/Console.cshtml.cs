using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Web.Features.Polls;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>The moderator's page of a session; every button is a form that works without a script.</summary>
[Authorize(Policy = Policies.Moderator)]
public sealed partial class ConsoleModel(
    ConsoleReader reader,
    UndoStore entries,
    ChangeSessionStatus changeSession,
    MoveQuestion moveQuestion,
    PinQuestion pinQuestion,
    CreatePoll createPoll,
    ChangePollStatus changePoll,
    PollDrafts drafts,
    DecideWords decideWords,
    ShowOnScreen showOnScreen,
    Announce announce,
    ReplaceStream replaceStream,
    MergeQuestion mergeQuestion,
    UsePrepared usePrepared,
    PreparedPollStore prepared,
    UndoAction undo,
    RuleSpeaker speaker,
    TimeProvider clock) : PageModel
{
    private static readonly Dictionary<string, QueueView> Words = new(StringComparer.Ordinal)
    {
        ["pendientes"] = QueueView.Pending,
        ["publicadas"] = QueueView.Published,
        ["respondidas"] = QueueView.Answered,
        ["rechazadas"] = QueueView.Rejected,
    };

    /// <summary>The word in the address for the part of the queue to show.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Vista { get; set; }

    /// <summary>The page of that part, from 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int Pagina { get; set; } = 1;

    /// <summary>The question that is about to be rejected, whose form of reasons is open.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Rechazar { get; set; }

    /// <summary>The question that is about to be merged, whose form of targets is open.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Unir { get; set; }

    public ConsoleContent Shown { get; private set; } = null!;

    /// <summary>What was just done; null when nothing was.</summary>
    public AuditEntry? Done { get; private set; }

    /// <summary>Whole seconds for which it can be taken back; null when it cannot.</summary>
    public int? UndoSeconds { get; private set; }

    /// <summary>Why what was asked for was not done.</summary>
    public string? Problem { get; private set; }

    public QueueView View => Words.GetValueOrDefault(Vista ?? "", QueueView.Pending);

    /// <summary>The word in the address for a part of the queue.</summary>
    public static string WordOf(QueueView view) => Words.First(word => word.Value == view).Key;

    public async Task OnGetAsync(string slug, Guid? hecho, bool nueva, Guid? editar, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        StartEditing(nueva, editar);
        if (hecho is { } id && await entries.FindAsync(Shown.Session.Id, id, cancellation) is { UndoneAt: null } entry)
        {
            Done = entry;
            var left = (entry.UndoUntil - clock.UtcNow())?.TotalSeconds;
            UndoSeconds = left > 0 ? (int)left : null;
        }
    }

    public Task<IActionResult> OnPostSessionAsync(string slug, SessionAction action, CancellationToken cancellation) =>
        ActAsync(slug, "aire", () => changeSession.RunAsync(slug, User, new ChangeSessionStatusRequest(action), cancellation), cancellation);

    public Task<IActionResult> OnPostQuestionAsync(
        string slug, Guid question, int version, string? action, RejectionReason? reason, CancellationToken cancellation) =>
        ActAsync(
            slug,
            "cola",
            () => action switch
            {
                "pin" or "unpin" => pinQuestion.RunAsync(slug, question, User, new PinQuestionRequest(action == "pin", version), cancellation),
                "screen" => showOnScreen.RunAsync(slug, User, new ShowOnScreenRequest(Question: question), cancellation),
                _ => moveQuestion.RunAsync(slug, question, User, new MoveQuestionRequest(StatusOf(action), reason, version), cancellation),
            },
            cancellation);

    public Task<IActionResult> OnPostUndoAsync(string slug, Guid entry, CancellationToken cancellation) =>
        ActAsync(slug, "aire", () => undo.RunAsync(slug, User, new UndoRequest(entry), cancellation), cancellation);

    private async Task<IActionResult> ActAsync(string slug, string part, Func<Task<Done>> act, CancellationToken cancellation)
    {
        try
        {
            return Back(slug, part, await act());
        }
        catch (RuleException rule) when (rule.Kind is RuleKind.Invalid or RuleKind.Conflict)
        {
            ModelState.Clear();
            Problem = speaker.Say(rule);
            RuleExceptionHandler.Answer(Response, rule);
            await LoadAsync(slug, cancellation);
            return Page();
        }
    }

    private RedirectResult Back(string slug, string part, Done? done) => Redirect(
        $"/s/{slug}/consola?vista={WordOf(View)}{(Pagina > 1 ? FormattableString.Invariant($"&pagina={Pagina}") : "")}{(done is null ? "" : $"&hecho={done.Entry}")}#{part}");

    private async Task LoadAsync(string slug, CancellationToken cancellation)
    {
        Shown = await reader.ReadAsync(slug, View, Pagina, cancellation);
        Library = await prepared.ListAsync(Shown.Place.Event.Id, cancellation);
    }

    private static QuestionStatus StatusOf(string? action) => action switch
    {
        "publish" => QuestionStatus.Published,
        "reject" => QuestionStatus.Rejected,
        "answering" => QuestionStatus.Answering,
        "answered" => QuestionStatus.AnsweredLive,
        _ => QuestionStatus.Pending,
    };
}
