using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Venues;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;

namespace OpenGovWeek.BrowserTests;

/// <summary>Who opens a page.</summary>
public enum Reader
{
    Stranger,
    Attendee,
    Moderator,
    Organiser,
}

/// <summary>An event of its own, with people, in which a page is brought into a state.</summary>
internal sealed class Scene : IDisposable
{
    private readonly List<TestBrowser> people = [];

    private Scene(TestNode node, TestEvent week)
    {
        Node = node;
        Week = week;
        Others = new Backstage(week);
    }

    public TestNode Node { get; }

    public TestEvent Week { get; }

    public Backstage Others { get; }

    /// <summary>The attendee who opens the page, once <see cref="EnterAsync"/> was called for one.</summary>
    public Guid AttendeeId { get; private set; }

    public TestBrowser? Person { get; private set; }

    public string Room => $"/s/{Week.Slug}";

    /// <summary>A new event on a node, whose first session has the status.</summary>
    public static async Task<Scene> SetAsync(TestNode node, SessionStatus status) =>
        new(node, await TestEvent.CreateAsync(node, status, $"e{Guid.NewGuid():N}"[..9]));

    public async Task EnterAsync(Reader reader)
    {
        switch (reader)
        {
            case Reader.Attendee:
                (Person, AttendeeId) = await Week.NewAttendeeAsync(Registering.Name);
                break;
            case Reader.Moderator or Reader.Organiser:
                Person = await Week.NewStaffAsync(reader == Reader.Organiser ? StaffRoles.Organiser : StaffRoles.Moderator);
                break;
        }

        if (Person is not null)
        {
            people.Add(Person);
        }
    }

    /// <summary>Somebody who entered before opens the page after all.</summary>
    public void GoOnAs(TestBrowser? person) => Person = person;

    /// <summary>Changes the first day's session as an import or the settings do.</summary>
    public Task ChangeAsync(Action<Session> change) => Node.WithDatabaseAsync(async db =>
    {
        change(await db.Sessions.SingleAsync(s => s.Id == Week.Session.Id));
        return await db.SaveChangesAsync();
    });

    /// <summary>The first day's session has been planned and live for some hours.</summary>
    public Task ChangeWindowAsync(int hours) => Node.WithDatabaseAsync(async db =>
    {
        var session = await db.Sessions.Include(s => s.LiveWindows).SingleAsync(s => s.Id == Week.Session.Id);
        session.PlannedStart = session.PlannedStart.AddHours(-hours);
        session.LiveWindows[0].OpenedAt = session.PlannedStart;
        return await db.SaveChangesAsync();
    });

    /// <summary>An instant as a field for times takes it.</summary>
    public string Local(DateTime at) => TimeZoneInfo.ConvertTimeFromUtc(at, TimeZoneInfo.FindSystemTimeZoneById(Week.Event.TimeZone))
        .ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The attendee has asked a question, of which this became.</summary>
    public Task OwnQuestionAsync(QuestionStatus status, RejectionReason? reason = null) => Node.WithDatabaseAsync(async db =>
    {
        db.Questions.Add(new Question
        {
            Id = Guid.CreateVersion7(),
            SessionId = Week.Session.Id,
            AttendeeId = AttendeeId,
            ClientId = Guid.CreateVersion7(),
            Text = "¿Cuándo se publican las actas?",
            AuthorName = Registering.Name,
            Status = status,
            Reason = reason,
            AskedAt = InMilliseconds(Node.Clock.Now),
            StatusSince = InMilliseconds(Node.Clock.Now),
            Version = 1,
        });
        return await db.SaveChangesAsync();
    });

    /// <summary>Announces something to everybody in the session.</summary>
    /// <param name="endsAt">UTC.</param>
    public Task AnnounceAsync(string text, DateTime endsAt) => ChangeAsync(session =>
    {
        session.AnnouncementId = Guid.CreateVersion7();
        session.AnnouncementText = text;
        session.AnnouncementEndsAt = InMilliseconds(endsAt);
        session.ViewRevision = ++session.Revision;
    });

    /// <summary>The attendee stays for ten minutes, which are the whole of the session.</summary>
    public async Task AttendToTheEndAsync(bool isConfirmed = true)
    {
        var joined = Node.Clock.Now;
        Node.Clock.Advance(TimeSpan.FromMinutes(10));
        await Node.WithDatabaseAsync(async db =>
        {
            db.AttendanceIntervals.Add(new AttendanceInterval
            {
                Id = Guid.CreateVersion7(),
                SessionId = Week.Session.Id,
                AttendeeId = AttendeeId,
                TabId = Guid.CreateVersion7(),
                JoinedAt = InMilliseconds(joined),
                LastSeenAt = InMilliseconds(Node.Clock.Now),
            });
            return await db.SaveChangesAsync();
        });
        if (isConfirmed)
        {
            await Week.MarkConfirmedAsync(Person!, AttendeeId);
        }

        await Others.MoveAsync(SessionAction.End);
        Node.Clock.Advance(TimeSpan.FromSeconds(61));
    }

    /// <summary>The attendee's address.</summary>
    public Task<string> EmailAsync() => Node.WithDatabaseAsync(db => db.Attendees.Where(a => a.Id == AttendeeId).Select(a => a.Email).SingleAsync());

    /// <summary>Opens a venue.</summary>
    /// <returns>The key of its screen, and the code that is on it.</returns>
    public async Task<(string Key, string Code)> OpenVenueAsync()
    {
        var now = InMilliseconds(Node.Clock.Now);
        var venue = VenueRules.Open(Guid.CreateVersion7(), Week.Event.Id, "Auditorio de la municipalidad", now);
        await Node.WithDatabaseAsync(db =>
        {
            db.Venues.Add(venue);
            return db.SaveChangesAsync();
        });
        return (venue.ScreenKey, VenueCode.At(venue, Week.Session.Id, now));
    }

    /// <summary>Issues the attendee's certificate of the first day.</summary>
    /// <returns>Its code.</returns>
    public async Task<string> IssueAsync()
    {
        await AttendToTheEndAsync();
        var page = await Person!.GetPageAsync("/mis-certificados");
        using var response = await Person.SubmitAsync(page, "#dia-1 form", [], "button");
        var issued = await TestBrowser.ReadPageAsync(response);
        return issued.QuerySelector("#dia-1 .code")!.TextContent;
    }

    public void Dispose()
    {
        Others.Dispose();
        people.ForEach(person => person.Dispose());
    }

    private static DateTime InMilliseconds(DateTime instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}
