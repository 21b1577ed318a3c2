using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Testing;

/// <summary>An event of two days with a session each, day 1 today, and people for it; made without the pages, which have tests of their own.</summary>
public sealed class TestEvent
{
    // A good hash takes long, and tests make staff by the hundred: they share one.
    private static readonly Lazy<string> PasswordHash = new(() => new PasswordHasher<StaffMember>().HashPassword(null!, StaffPassword));

    private int people;

    /// <summary>The password of everybody whom <see cref="NewStaffAsync"/> makes.</summary>
    public const string StaffPassword = "una frase larga para entrar";

    public required TestNode Node { get; init; }

    public required Event Event { get; init; }

    /// <summary>The session of the first day.</summary>
    public Session Session => Event.Days[0].Sessions[0];

    /// <summary>The session of the second day.</summary>
    public Session Tomorrow => Event.Days[1].Sessions[0];

    public string Slug => Session.Slug;

    /// <summary>Id of the first attendee who was made; empty while there is none.</summary>
    public Guid AnAttendee { get; private set; }

    /// <summary>Writes the event; the first session is Live unless another status is asked for.</summary>
    public static async Task<TestEvent> CreateAsync(TestNode node, SessionStatus status = SessionStatus.Live, string name = "prueba")
    {
        var now = node.Services.GetRequiredService<TimeProvider>().UtcNow();
        var eventId = Guid.CreateVersion7();
        var made = new Event
        {
            Id = eventId,
            Slug = name,
            Name = "Semana de Gobierno Abierto",
            Institution = "Presidencia del Consejo de Ministros",
            Unit = "Secretaría de Gestión Pública",
            TimeZone = "America/Lima",
            CreatedAt = now,
        };
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, TimeZoneInfo.FindSystemTimeZoneById(made.TimeZone)));
        for (var number = 1; number <= 2; number++)
        {
            var day = new EventDay { Id = Guid.CreateVersion7(), EventId = eventId, Number = number, Date = today.AddDays(number - 1) };
            var start = now.AddMinutes(-1).AddDays(number - 1);
            var session = new Session
            {
                Id = Guid.CreateVersion7(),
                EventId = eventId,
                EventDayId = day.Id,
                Slug = $"{name}-dia-{number}",
                Title = number == 1 ? "Gobierno Abierto: Logros, Iniciativas y Retos en Perú" : "Mejora de la calidad de los servicios en el marco de gobierno abierto",
                PlannedStart = start,
                PlannedEnd = start.AddHours(2),
            };
            if (number == 1 && status != SessionStatus.Scheduled)
            {
                session.Status = status;
                session.StatusSince = start;
                session.LiveWindows.Add(new LiveWindow
                {
                    Id = Guid.CreateVersion7(),
                    SessionId = session.Id,
                    OpenedAt = start,
                    ClosedAt = status == SessionStatus.Live ? null : now,
                });
            }

            day.Sessions.Add(session);
            made.Days.Add(day);
        }

        await node.WithDatabaseAsync(async db =>
        {
            db.Events.Add(made);
            return await db.SaveChangesAsync();
        });
        return new TestEvent { Node = node, Event = made };
    }

    /// <summary>A browser of a new attendee of the event.</summary>
    /// <param name="on">The node that the browser talks to; null for the one that the event was made on.</param>
    /// <param name="email">In lower case; null for one of its own.</param>
    public async Task<(TestBrowser Browser, Guid Id)> NewAttendeeAsync(string? name = null, TestNode? on = null, string? email = null)
    {
        var attendee = NewAttendee(name, email);
        await Node.WithDatabaseAsync(async db =>
        {
            db.Attendees.Add(attendee);
            return await db.SaveChangesAsync();
        });
        AnAttendee = AnAttendee == Guid.Empty ? attendee.Id : AnAttendee;
        var node = on ?? Node;
        var browser = node.NewBrowser();
        browser.Cookies.Add(CookieOf(node, attendee));
        return (browser, attendee.Id);
    }

    /// <summary>Many new attendees of the event at once, each with the cookie that the browser would send.</summary>
    /// <param name="areConfirmed">Their addresses are, and their browsers have proved them.</param>
    public async Task<IReadOnlyList<(string Cookie, Guid Id)>> NewAttendeesAsync(int count, bool areConfirmed = false)
    {
        var attendees = Enumerable.Range(0, count).Select(_ => NewAttendee(null, null)).ToList();
        foreach (var attendee in attendees.Where(_ => areConfirmed))
        {
            attendee.ConfirmedAt = Event.CreatedAt;
        }

        await Node.WithDatabaseAsync(async db =>
        {
            db.Attendees.AddRange(attendees);
            return await db.SaveChangesAsync();
        });
        return attendees.ConvertAll(attendee => (CookieOf(Node, attendee).ToString(), attendee.Id));
    }

    /// <summary>Confirms the address of a browser's attendee, as a person does: through the pages, and with the code of the mail.</summary>
    public async Task ConfirmAsync(TestBrowser browser)
    {
        var ask = await browser.GetPageAsync("/confirmar?otro=true");
        var email = ask.QuerySelector("#Email")!.GetAttribute("value")!;
        using var asked = await browser.SubmitAsync(ask, "form.form", []);
        var mail = (await SignInMail.ReadAsync(Node, email))[^1];
        using var confirmed = await browser.SubmitAsync(await TestBrowser.ReadPageAsync(asked), "form.form", new() { ["Code"] = mail.Code });
        var page = await TestBrowser.ReadPageAsync(confirmed);
        if (page.QuerySelector(".notice[data-kind=good]") is null)
        {
            throw new InvalidOperationException($"The address was not confirmed: {page.Body?.TextContent}");
        }
    }

    /// <summary>What <see cref="ConfirmAsync"/> comes to, without the pages: the attendee is confirmed, and the browser has proved it.</summary>
    public async Task MarkConfirmedAsync(TestBrowser browser, Guid attendeeId)
    {
        var name = await Node.WithDatabaseAsync(async db =>
        {
            await db.Attendees.Where(a => a.Id == attendeeId).ExecuteUpdateAsync(set => set.SetProperty(a => a.ConfirmedAt, a => a.CreatedAt));
            return await db.Attendees.Where(a => a.Id == attendeeId).Select(a => a.Name).SingleAsync();
        });
        browser.Cookies.Add(CookieOf(Node, People.AttendeeScheme, People.ForAttendee(attendeeId, Event.Id, name, isConfirmed: true)));
    }

    /// <summary>A browser of a new member of staff.</summary>
    public async Task<TestBrowser> NewStaffAsync(string role = StaffRoles.Moderator, string name = "Moderadora", TestNode? on = null)
    {
        var node = on ?? Node;
        await using var scope = node.Services.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole<Guid>>>();
        if (!await roles.RoleExistsAsync(role))
        {
            await roles.CreateAsync(new IdentityRole<Guid>(role) { Id = Guid.CreateVersion7() });
        }

        var email = $"equipo{Interlocked.Increment(ref people)}.{Event.Slug}@ejemplo.pe";
        var member = new StaffMember { Id = Guid.CreateVersion7(), UserName = email, Email = email, DisplayName = name, PasswordHash = PasswordHash.Value };
        var staff = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        await staff.CreateAsync(member);
        await staff.AddToRoleAsync(member, role);
        var principal = await scope.ServiceProvider.GetRequiredService<SignInManager<StaffMember>>().CreateUserPrincipalAsync(member);
        var browser = node.NewBrowser();
        browser.Cookies.Add(CookieOf(node, IdentityConstants.ApplicationScheme, principal));
        return browser;
    }

    private Attendee NewAttendee(string? name, string? email)
    {
        var number = Interlocked.Increment(ref people);
        return new Attendee
        {
            Id = Guid.CreateVersion7(),
            EventId = Event.Id,
            Name = name ?? $"Rosa Huamán Ñaupari {number}",
            Email = email ?? $"rosa{number}.{Event.Slug}@ejemplo.pe",
            NormalizedEmail = email ?? $"rosa{number}.{Event.Slug}@ejemplo.pe",
            Audience = Audience.Citizen,
            ConsentVersion = "prueba",
            ConsentedAt = Event.CreatedAt,
            Language = "es-PE",
            CreatedAt = Event.CreatedAt,
        };
    }

    private System.Net.Cookie CookieOf(TestNode node, Attendee attendee) =>
        CookieOf(node, People.AttendeeScheme, People.ForAttendee(attendee.Id, Event.Id, attendee.Name, attendee.ConfirmedAt is not null));

    private static System.Net.Cookie CookieOf(TestNode node, string scheme, System.Security.Claims.ClaimsPrincipal principal)
    {
        var options = node.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var now = node.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(10), IsPersistent = true };
        var value = options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, scheme));
        return new System.Net.Cookie(options.Cookie.Name!, value, "/", node.Address.Host) { Secure = true, HttpOnly = true };
    }
}
