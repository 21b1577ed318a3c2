using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Testing;

/// <summary>An event whose two days are over, an hour live each, and people who were there.</summary>
public sealed class HeldWeek
{
    public const string Runs = "/equipo/certificados";
    public const string Mine = "/mis-certificados";

    private readonly List<DateTime> openings = [];

    private HeldWeek(TestEvent week) => Week = week;

    public TestEvent Week { get; }

    public TestNode Node => Week.Node;

    /// <summary>An event of the days before yesterday, with a certificate for two days.</summary>
    public static async Task<HeldWeek> CreateAsync(TestNode node, string name = "prueba")
    {
        var week = await TestEvent.CreateAsync(node, SessionStatus.Scheduled, name);
        var held = new HeldWeek(week);
        await node.WithDatabaseAsync(async db =>
        {
            var stored = await db.Events.Include(e => e.Days).ThenInclude(d => d.Sessions).SingleAsync(e => e.Id == week.Event.Id);
            stored.DaysForEvent = 2;
            foreach (var day in stored.Days.OrderBy(d => d.Number))
            {
                day.Date = day.Date.AddDays(-4);
                var opened = EventCalendar.Of(stored.TimeZone).ToUtc(day.Date, new TimeOnly(10, 0));
                held.openings.Add(opened);
                var session = day.Sessions[0];
                (session.PlannedStart, session.PlannedEnd) = (opened, opened.AddHours(1));
                (session.Status, session.StatusSince) = (SessionStatus.Ended, opened.AddHours(1));
                db.LiveWindows.Add(new LiveWindow { Id = Guid.CreateVersion7(), SessionId = session.Id, OpenedAt = opened, ClosedAt = opened.AddHours(1) });
            }

            return await db.SaveChangesAsync();
        });
        return held;
    }

    /// <summary>A browser of somebody who was there on the first days.</summary>
    /// <param name="days">How many days.</param>
    /// <param name="minutes">Of each of them.</param>
    public async Task<(TestBrowser Browser, Guid Id)> NewAttendeeAsync(string? name = null, int days = 2, int minutes = 50, bool isConfirmed = true)
    {
        var (browser, id) = await Week.NewAttendeeAsync(name);
        await Node.WithDatabaseAsync(async db =>
        {
            Attend(db, id, days, minutes);
            return await db.SaveChangesAsync();
        });
        if (isConfirmed)
        {
            await Week.MarkConfirmedAsync(browser, id);
        }

        return (browser, id);
    }

    /// <summary>People who were there on both days and have confirmed their addresses.</summary>
    public Task<int> AddPeopleAsync(int count) => Node.WithDatabaseAsync(async db =>
    {
        for (var number = 1; number <= count; number++)
        {
            var person = db.Attendees.Add(new Attendee
            {
                Id = Guid.CreateVersion7(),
                EventId = Week.Event.Id,
                Name = $"Persona número {number}",
                Email = $"persona{number}@ejemplo.pe",
                NormalizedEmail = $"persona{number}@ejemplo.pe",
                Audience = Audience.Citizen,
                ConsentVersion = "prueba",
                ConsentedAt = Week.Event.CreatedAt,
                Language = number % 2 == 0 ? "en" : "es",
                CreatedAt = Week.Event.CreatedAt,
                ConfirmedAt = Week.Event.CreatedAt,
            }).Entity;
            Attend(db, person.Id, days: 2, minutes: 50);
        }

        return await db.SaveChangesAsync();
    });

    /// <summary>The same for people who come back: the cookie of each.</summary>
    public async Task<IReadOnlyList<string>> NewPeopleAsync(int count)
    {
        var people = await Week.NewAttendeesAsync(count, areConfirmed: true);
        await Node.WithDatabaseAsync(async db =>
        {
            foreach (var (_, id) in people)
            {
                Attend(db, id, days: 2, minutes: 50);
            }

            return await db.SaveChangesAsync();
        });
        return [.. people.Select(person => person.Cookie)];
    }

    public Task<TestBrowser> NewOrganiserAsync(TestNode? on = null) => Week.NewStaffAsync(StaffRoles.Organiser, "Ana Quispe", on);

    /// <summary>Presses the button of a form of the organisers' pages.</summary>
    public static async Task<HttpResponseMessage> PressAsync(TestBrowser browser, string path, string form, Dictionary<string, string?>? fields = null)
    {
        var page = await browser.GetPageAsync(path);
        return await browser.SubmitAsync(page, form, fields ?? []);
    }

    /// <summary>Issues the attendee's certificate by the page's own button.</summary>
    public static Task<HttpResponseMessage> IssueAsync(TestBrowser browser, string where = "#dia-1") => PressAsync(browser, Mine, $"{where} form", where == "#evento" ? [] : new() { ["day"] = where[^1..] });

    private void Attend(OpenGovWeekDbContext db, Guid id, int days, int minutes)
    {
        for (var day = 0; day < days; day++)
        {
            db.AttendanceIntervals.Add(new AttendanceInterval
            {
                Id = Guid.CreateVersion7(),
                SessionId = Week.Event.Days[day].Sessions[0].Id,
                AttendeeId = id,
                TabId = Guid.CreateVersion7(),
                JoinedAt = openings[day],
                LastSeenAt = openings[day].AddMinutes(minutes),
            });
        }
    }
}
