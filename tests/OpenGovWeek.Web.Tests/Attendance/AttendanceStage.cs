using System.Globalization;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Web.Tests.Attendance;

/// <summary>An event whose first session was live for two hours that have passed, an organiser and an attendee.</summary>
internal sealed class AttendanceStage : IAsyncDisposable
{
    private AttendanceStage(TestNode node, TestDatabase database) => (Node, this.database) = (node, database);

    private readonly TestDatabase database;

    public TestNode Node { get; }

    public TestEvent Week { get; private set; } = null!;

    public TestBrowser Organiser { get; private set; } = null!;

    public TestBrowser Attendee { get; private set; } = null!;

    public Guid AttendeeId { get; private set; }

    /// <summary>When the first session opened, UTC.</summary>
    public DateTime Start => Week.Session.PlannedStart;

    public string Address => $"/equipo/asistencia/{Week.Event.Slug}";

    public string Person => $"{Address}/personas/{AttendeeId}";

    public string Windows => $"/equipo/asistencia/{Week.Slug}/ventanas";

    /// <param name="status">Status of the first session; it has been in it for long, except while it is Live.</param>
    public static async Task<AttendanceStage> SetAsync(SessionStatus status = SessionStatus.Ended, string? provider = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var clock = new AdjustableClock();
        // Morning in Lima, so that the day does not end in the middle of a test.
        clock.Advance(EndOfMorning(clock.Now) - clock.Now);
        var node = await TestNode.StartAsync(database, clock);
        var stage = new AttendanceStage(node, database) { Week = await TestEvent.CreateAsync(node, status == SessionStatus.Scheduled ? status : SessionStatus.Live) };
        stage.Organiser = await stage.Week.NewStaffAsync(StaffRoles.Organiser, "Organizadora");
        (stage.Attendee, stage.AttendeeId) = await stage.Week.NewAttendeeAsync();
        if (status != SessionStatus.Scheduled)
        {
            clock.Advance(TimeSpan.FromHours(2));
        }

        if (status is SessionStatus.Ended or SessionStatus.Paused)
        {
            await node.WithDatabaseAsync(async db =>
            {
                var session = await db.Sessions.Include(s => s.LiveWindows).SingleAsync(s => s.Id == stage.Week.Session.Id);
                session.Status = status;
                session.StatusSince = stage.At(110);
                session.LiveWindows[0].ClosedAt = stage.At(110);
                return await db.SaveChangesAsync();
            });
        }

        return stage;
    }

    /// <summary>So many minutes after the first session opened, UTC.</summary>
    public DateTime At(double minutes) => Start.AddMinutes(minutes);

    /// <summary>An instant as the fields of a form take it.</summary>
    public string Local(DateTime at, string format = "HH:mm") =>
        TimeZoneInfo.ConvertTimeFromUtc(at, TimeZoneInfo.FindSystemTimeZoneById(Week.Event.TimeZone)).ToString(format, CultureInfo.InvariantCulture);

    /// <summary>An attendee was seen.</summary>
    public Task SeenAsync(double from, double to, Guid? attendee = null, Guid? session = null) => Node.WithDatabaseAsync(async db =>
    {
        db.AttendanceIntervals.Add(new AttendanceInterval
        {
            Id = Guid.CreateVersion7(),
            SessionId = session ?? Week.Session.Id,
            AttendeeId = attendee ?? AttendeeId,
            TabId = Guid.CreateVersion7(),
            JoinedAt = At(from),
            LastSeenAt = At(to),
        });
        return await db.SaveChangesAsync();
    });

    /// <summary>The attendee asks for a time of the first session.</summary>
    public async Task<HttpResponseMessage> AskAsync(double from, double to, string reason = "Se cayó la red", IHtmlDocument? on = null) =>
        await Attendee.SubmitAsync(on ?? await Attendee.GetPageAsync("/mi-asistencia"), "#pedir form", new()
        {
            ["Session"] = Week.Slug,
            ["From"] = Local(At(from), "HH:mm:ss"),
            ["To"] = Local(At(to), "HH:mm:ss"),
            ["Reason"] = reason,
        });

    /// <summary>The organiser decides about the request that is open.</summary>
    public async Task<IHtmlDocument> DecideAsync(string action, Dictionary<string, string?> fields, IHtmlDocument? on = null)
    {
        using var answer = await Organiser.SubmitAsync(on ?? await Organiser.GetPageAsync(Person), "#decidir form", fields, $"button[value={action}]");
        return await TestBrowser.ReadPageAsync(answer);
    }

    /// <summary>The attendee's minutes as the room shows them.</summary>
    public async Task<MyAttendance> MineAsync() =>
        (await TestBrowser.ReadAsync<Mine>(await Attendee.Http.GetAsync($"/api/sessions/{Week.Slug}/mine"))).Attendance;

    public async ValueTask DisposeAsync()
    {
        Organiser.Dispose();
        Attendee.Dispose();
        await Node.DisposeAsync();
        await database.DisposeAsync();
    }

    private static DateTime EndOfMorning(DateTime now) => now.Date.AddDays(1).AddHours(14);
}
