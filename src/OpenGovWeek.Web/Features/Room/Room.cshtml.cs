using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Web.Features.Attendance;
using OpenGovWeek.Web.Features.Polls;
using OpenGovWeek.Web.Features.Questions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Room;

/// <summary>The room of a session: whole without a script, followed live with one. Anyone may look, attendees of the event act.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Writes)]
public sealed class RoomModel(
    RoomReader reader, AttendanceRecorder attendance, AskQuestion ask, SetUpvote upvote, CastBallot ballot, RuleSpeaker speaker) : PageModel
{
    private static readonly string[] Confirmations = ["question", "upvote", "answer"];

    public RoomContent Room { get; private set; } = null!;

    /// <summary>What is in the form for asking.</summary>
    public AskForm Ask { get; private set; } = new(Guid.CreateVersion7(), null, false);

    /// <summary>The broken rule of a form that was sent, in words; null when there is none.</summary>
    public string? Error { get; private set; }

    /// <summary>Anchor of what the error is about.</summary>
    public string ErrorAt { get; private set; } = "";

    /// <summary>Key of the notice that confirms what was done; null when there is none.</summary>
    public string? Done { get; private set; }

    /// <summary>The poll whose answer the reader asked to change.</summary>
    public Guid? Changing { get; private set; }

    /// <summary>The answer that was refused; null when none was.</summary>
    public MyBallot? TriedBallot { get; private set; }

    /// <param name="hecho">What was just done.</param>
    /// <param name="cambiar">The poll whose answer to change.</param>
    /// <param name="preguntas"><c>todas</c> for all questions of the snapshot.</param>
    public async Task OnGetAsync(string slug, string? hecho, Guid? cambiar, string? preguntas, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        Room = Room with { ShowsAll = preguntas == "todas" };
        Done = Confirmations.Contains(hecho) ? $"Done_{hecho}" : null;
        Changing = cambiar;
    }

    public Task<IActionResult> OnPostAskAsync(
        string slug, [FromForm] Guid id, [FromForm] string? text, [FromForm] bool anonymous, CancellationToken cancellation)
    {
        Ask = new AskForm(id, text, anonymous);
        return WriteAsync(slug, "question", "mias", "Text", async () =>
            await ask.RunAsync(slug, User, new AskQuestionRequest(id, text, !anonymous), cancellation), cancellation);
    }

    public Task<IActionResult> OnPostUpvoteAsync(string slug, [FromForm] Guid question, [FromQuery] bool on, CancellationToken cancellation) =>
        WriteAsync(slug, "upvote", $"q-{question}", $"q-{question}", async () =>
            await upvote.RunAsync(slug, question, User, on, cancellation), cancellation);

    /// <param name="choice">What is marked.</param>
    /// <param name="text">What is written, a field for each word; empty ones are left out.</param>
    public Task<IActionResult> OnPostBallotAsync(
        string slug, [FromForm] Guid poll, [FromForm] Guid[] choice, [FromForm] string?[] text, CancellationToken cancellation)
    {
        TriedBallot = new MyBallot(poll, choice, [.. text.OfType<string>()]);
        return WriteAsync(slug, "answer", "encuesta", "encuesta", async () =>
            await ballot.RunAsync(slug, poll, User, new CastBallotRequest(choice, text), cancellation), cancellation);
    }

    private async Task<IActionResult> WriteAsync(
        string slug, string done, string goTo, string field, Func<Task> write, CancellationToken cancellation)
    {
        try
        {
            await write();
            return Redirect($"/s/{Uri.EscapeDataString(slug)}?hecho={done}#{goTo}");
        }
        catch (RuleException rule) when (rule.Code != "unknown-session")
        {
            await LoadAsync(slug, cancellation);
            Error = speaker.Say(rule);
            ErrorAt = field;
            if (rule.Field == "id")
            {
                Ask = Ask with { Id = Guid.CreateVersion7() };
            }

            RuleExceptionHandler.Answer(Response, rule);
            return Page();
        }
    }

    private async Task LoadAsync(string slug, CancellationToken cancellation)
    {
        Room = await reader.ReadAsync(slug, User, cancellation);
        if (Room.AttendeeId is { } attendee && Room.Session.Status == SessionStatus.Live)
        {
            // Without a script there is no tab that could name itself: the attendee stands for it.
            attendance.Seen(attendee, Room.Session.Id, attendee);
        }
    }
}

/// <summary>The form for asking.</summary>
/// <param name="Id">Made with the page, so that sending it twice asks once.</param>
public sealed record AskForm(Guid Id, string? Text, bool Anonymous);
