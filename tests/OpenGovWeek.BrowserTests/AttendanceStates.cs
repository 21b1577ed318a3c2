using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>The pages of attendance in the states that look different.</summary>
internal static class AttendanceStates
{
    private const string Staff = "equipo/asistencia/{slug?}";
    private const string Person = "equipo/asistencia/{slug}/personas/{id:guid}";
    private const string Windows = "equipo/asistencia/{slug}/ventanas";

    public static IReadOnlyList<PageState> All { get; } =
    [
        new("mi-asistencia", "nothing yet", Reader.Attendee, _ => Task.FromResult("/mi-asistencia")) { Session = SessionStatus.Scheduled },
        new("mi-asistencia", "time of all kinds, requests", Reader.Attendee, async scene =>
        {
            await BusyAsync(scene, scene.AttendeeId);
            return "/mi-asistencia";
        }),
        new("mi-asistencia", "a request that makes no sense", Reader.Attendee, _ => Task.FromResult("/mi-asistencia"))
        {
            Then = async page =>
            {
                await page.GetByLabel("Desde").FillAsync("10:20");
                await page.GetByLabel("Hasta").FillAsync("10:10");
                await page.GetByRole(AriaRole.Button, new() { Name = "Enviar pedido" }).ClickAsync();
                await Expect(page.Locator("#errores")).ToBeVisibleAsync();
            },
            Refused = 422,
        },
        new(Staff, "a moderator", Reader.Moderator, async scene =>
        {
            await BusyAsync(scene, await SomebodyAsync(scene));
            return Address(scene);
        }),
        new(Staff, "an organiser, a busy day", Reader.Organiser, async scene =>
        {
            await BusyAsync(scene, await SomebodyAsync(scene));
            return Address(scene);
        })
        {
            Then = page => page.GetByText("Ver los números").ClickAsync(),
        },
        new(Staff, "an organiser, nobody came", Reader.Organiser, scene => Task.FromResult($"{Address(scene)}?dia=2&buscar=nadie")) { Session = SessionStatus.Scheduled },
        new(Person, "a request to decide", Reader.Organiser, async scene =>
        {
            var who = await SomebodyAsync(scene);
            await BusyAsync(scene, who);
            return $"{Address(scene)}/personas/{who}";
        }),
        new(Person, "a refusal without a reason", Reader.Organiser, async scene =>
        {
            var who = await SomebodyAsync(scene);
            await BusyAsync(scene, who);
            return $"{Address(scene)}/personas/{who}";
        })
        {
            Then = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "No aceptar" }).ClickAsync();
                await Expect(page.Locator("#Note-error")).ToBeVisibleAsync();
            },
            Refused = 422,
        },
        new(Windows, "not yet", Reader.Organiser, scene => Task.FromResult($"/equipo/asistencia/{scene.Week.Slug}/ventanas")) { Session = SessionStatus.Scheduled },
        new(Windows, "live again after a pause, an error", Reader.Organiser, async scene =>
        {
            await BusyAsync(scene, await SomebodyAsync(scene));
            return $"/equipo/asistencia/{scene.Week.Slug}/ventanas";
        })
        {
            Then = async page =>
            {
                await page.GetByLabel("Desde").Nth(1).FillAsync("2024-05-28T10:00:05");
                await page.GetByRole(AriaRole.Button, new() { Name = "Guardar la corrección" }).ClickAsync();
                await Expect(page.Locator("#errores")).ToBeVisibleAsync();
            },
            Refused = 422,
        },
    ];

    private static string Address(Scene scene) => $"/equipo/asistencia/{scene.Week.Event.Slug}";

    private static async Task<Guid> SomebodyAsync(Scene scene)
    {
        var (browser, id) = await scene.Week.NewAttendeeAsync(Registering.Name);
        browser.Dispose();
        return id;
    }

    /// <summary>The session has been live for an hour and a half with a pause; forty people came and went, and one of them asked for corrections.</summary>
    private static async Task BusyAsync(Scene scene, Guid attendee)
    {
        var now = new DateTime(scene.Node.Clock.Now.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        var chance = new Random(7);
        List<Guid> others = [];
        for (var number = 0; number < 40; number++)
        {
            others.Add(await SomebodyAsync(scene));
        }

        await scene.Node.WithDatabaseAsync(async db =>
        {
            var session = await db.Sessions.Include(s => s.LiveWindows).SingleAsync(s => s.Id == scene.Week.Session.Id);
            (session.PlannedStart, session.PlannedEnd) = (now.AddMinutes(-100), now.AddMinutes(20));
            (session.LiveWindows[0].OpenedAt, session.LiveWindows[0].ClosedAt) = (now.AddMinutes(-95), now.AddMinutes(-60));
            db.LiveWindows.Add(new LiveWindow { Id = Guid.CreateVersion7(), SessionId = session.Id, OpenedAt = now.AddMinutes(-50) });
            void Saw(Guid who, double from, double to, Guid? credit = null) => db.AttendanceIntervals.Add(new AttendanceInterval
            {
                Id = Guid.CreateVersion7(),
                SessionId = session.Id,
                AttendeeId = who,
                TabId = Guid.CreateVersion7(),
                JoinedAt = now.AddMinutes(from),
                LastSeenAt = now.AddMinutes(to),
                CreditId = credit,
            });
            foreach (var other in others)
            {
                var from = -110 + chance.NextDouble() * 90;
                Saw(other, from, Math.Min(0, from + 20 + chance.NextDouble() * 80));
            }

            var granted = Ask(-40, -30);
            var refused = Ask(-30, -20);
            Ask(-20, -10);
            Saw(attendee, -105, -80);
            Saw(attendee, -70, -45);
            Saw(attendee, -40, -30, granted);
            db.AttendanceCredits.Add(new AttendanceCredit
            {
                Id = granted,
                SessionId = session.Id,
                AttendeeId = attendee,
                From = now.AddMinutes(-40),
                To = now.AddMinutes(-30),
                Reason = "Se cayó la red",
                People = 1,
                StaffId = Guid.CreateVersion7(),
                StaffName = "Organizadora",
                At = now,
            });
            db.AttendanceDecisions.AddRange(Decide(granted, granted, null), Decide(refused, null, "Su teléfono no dio señales en ese rato."));
            return await db.SaveChangesAsync();

            Guid Ask(int from, int to)
            {
                var id = Guid.CreateVersion7();
                db.AttendanceRequests.Add(new AttendanceRequest
                {
                    Id = id,
                    SessionId = session.Id,
                    AttendeeId = attendee,
                    From = now.AddMinutes(from),
                    To = now.AddMinutes(to),
                    Reason = "Se cayó la red del distrito y volví a entrar cuando pude",
                    At = now.AddMinutes(to),
                });
                return id;
            }

            AttendanceDecision Decide(Guid request, Guid? credit, string? note) => new()
            {
                RequestId = request,
                IsGranted = credit is not null,
                CreditId = credit,
                Note = note,
                StaffId = Guid.CreateVersion7(),
                StaffName = "Organizadora",
                At = now,
            };
        });
    }
}
