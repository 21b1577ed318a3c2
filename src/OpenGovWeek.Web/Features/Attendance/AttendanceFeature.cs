using OpenGovWeek.Core;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>Attendance as its attendee and as staff see it, its corrections and its exports.</summary>
public static class AttendanceFeature
{
    public static void AddAttendance(this IServiceCollection services)
    {
        services.AddSingleton<AttendanceBoard>();
        services.AddSingleton<AttendanceLetter>();
        services.AddSingleton<AttendanceExport>();
    }

    public static void MapAttendance(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/events/{slug}/attendance", ReadAsync)
            .WithTags("Attendance")
            .WithName("GetAttendance")
            .WithSummary("How many attendees are there now, were seen and have reached the share of a day, and how many there were over it; no names.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .RequireAuthorization(Policies.Moderator);
        routes.MapGet("/equipo/asistencia/{slug}/archivo/{file}", ExportAsync)
            .RequireAuthorization(Policies.Organiser)
            .ExcludeFromDescription();
    }

    /// <exception cref="RuleException">NotFound <c>unknown-event</c>.</exception>
    private static async Task<BoardView> ReadAsync(
        string slug, int? day, EventStore events, AttendanceBoard board, HttpResponse response, CancellationToken cancellation)
    {
        var week = await events.GetAsync(slug, cancellation);
        response.Headers.CacheControl = "no-store";
        return await board.ReadAsync(week, AttendanceBoard.DayOf(week, day, board.Now));
    }

    private static async Task<IResult> ExportAsync(
        string slug, string file, int? dia, EventStore events, AttendanceExport export, HttpResponse response, CancellationToken cancellation)
    {
        var week = await events.GetAsync(slug, cancellation);
        response.Headers.CacheControl = "private, no-store";
        return export.Of(week, dia, file) is { } table
            ? Results.Stream(body => table.WriteAsync(body, cancellation), table.ContentType, table.Name)
            : Results.NotFound();
    }
}
