using Microsoft.AspNetCore.Mvc;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Web.Features.Attendance;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Live;

/// <summary>The reading side of the live protocol over HTTP: catching up, polling where WebSockets are blocked, and what is one's own.</summary>
public static class ChangesEndpoints
{
    internal static void MapChanges(this IEndpointRouteBuilder endpoints)
    {
        var session = endpoints.MapGroup("/api/sessions/{slug}").WithTags("Live");
        session.MapGet("/changes", ChangesAsync)
            .WithName("GetSessionChanges")
            .WithSummary("What changed in a session after a revision, or after one before it; the snapshot for 0.")
            .Produces<Delta>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AllowAnonymous();
        session.MapGet("/mine", MineAsync)
            .WithName("GetMine")
            .WithSummary("One's own questions, upvotes, ballots and minutes.")
            .Produces<Mine>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .RequireAuthorization(Policies.Attendee);
    }

    private static async Task<IResult> ChangesAsync(
        string slug,
        HttpContext context,
        LiveDirectory directory,
        SessionChanges changes,
        Presence presence,
        AttendanceRecorder attendance,
        LiveMetrics metrics,
        DatabaseSilence database,
        TimeProvider clock,
        [FromQuery] long since = 0,
        [FromQuery] string? epoch = null,
        [FromQuery] string? audience = null,
        [FromQuery] Guid? tab = null)
    {
        var session = await FindAsync(directory, database, slug, context.RequestAborted);
        var readAs = AudienceOf(audience, context);
        if (tab is { } known && known != Guid.Empty)
        {
            Note(session, known, context, presence, attendance);
        }

        var read = await database.WaitAsync(changes.ReadAsync(session, readAs, since, epoch, CancellationToken.None), context.RequestAborted);
        metrics.CaughtUp(read.Delta);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(read.Json(presence.Watching(session.Id), clock.UtcNow()), "application/json; charset=utf-8");
    }

    private static async Task<IResult> MineAsync(string slug, HttpContext context, LiveDirectory directory, MineReader reader, DatabaseSilence database)
    {
        var session = await FindAsync(directory, database, slug, context.RequestAborted);
        var attendee = context.User.AttendeeId() ?? throw new InvalidOperationException("The policy lets attendees through only.");
        context.Response.Headers.CacheControl = "no-store";
        var own = await database.WaitAsync(reader.ReadAsync(session.Id, attendee, CancellationToken.None), context.RequestAborted);
        return Results.Json(own, LiveJson.Options);
    }

    private static Task<LiveSession> FindAsync(LiveDirectory directory, DatabaseSilence database, string slug, CancellationToken cancellation) =>
        database.WaitAsync(directory.GetSessionAsync(slug, CancellationToken.None).AsTask(), cancellation);

    private static LiveAudience AudienceOf(string? audience, HttpContext context) => audience switch
    {
        null or "" or "public" => LiveAudience.Public,
        "staff" when context.User.IsModerator() => LiveAudience.Staff,
        _ => throw new RuleException("forbidden", RuleKind.Forbidden),
    };

    private static void Note(LiveSession session, Guid tab, HttpContext context, Presence presence, AttendanceRecorder attendance)
    {
        var attendee = context.User.AttendeeId();
        presence.Polled(session.Id, attendee ?? tab);
        if (attendee is { } known && context.User.AttendeeEventId() == session.EventId)
        {
            attendance.Seen(known, session.Id, tab);
        }
    }
}
