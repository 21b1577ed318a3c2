using System.Diagnostics;
using System.Globalization;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Measurements;

/// <summary>What an organiser asks about the attendance of a day on which 10,000 came, beside one on which 100 came.</summary>
internal sealed class AttendanceScenario : IScenario
{
    private const int Many = 10_000;
    private const int Few = 100;
    private const int Rounds = 9;

    private static readonly (string What, string Path)[] Asked =
    [
        ("page", "/equipo/asistencia/{0}?dia=1"),
        ("page, a name searched", "/equipo/asistencia/{0}?dia=1&buscar=huaman%207"),
        ("page, the last of the list", "/equipo/asistencia/{0}?dia=1&pagina=1000000"),
        ("numbers and curve alone", "/api/events/{0}/attendance?day=1"),
        ("people as CSV", "/equipo/asistencia/{0}/archivo/personas.csv?dia=1"),
        ("people as XLSX", "/equipo/asistencia/{0}/archivo/personas.xlsx?dia=1"),
        ("intervals as CSV", "/equipo/asistencia/{0}/archivo/intervalos.csv?dia=1"),
    ];

    public string Name => "attendance";

    public string About =>
        $"Milliseconds until an organiser has the whole answer, {Many} attendees of a day beside {Few}, three tabs each, on one node with SQLite: medians of {Rounds} rounds, taking turns. A browser is asked for nothing.";

    public bool NeedsBrowser => false;

    public async Task<string> RunAsync(MeasuredBrowser chromium)
    {
        await using var node = await TestNode.StartAsync();
        var full = await TestEvent.CreateAsync(node, SessionStatus.Live, "llena");
        var small = await TestEvent.CreateAsync(node, SessionStatus.Live, "chica");
        node.Clock.Advance(TimeSpan.FromHours(1));
        await SeedAsync(full, Many);
        await SeedAsync(small, Few);
        using var organiser = await full.NewStaffAsync(StaffRoles.Organiser);
        var times = Asked.ToDictionary(one => one.What, _ => (Many: new List<double>(), Few: new List<double>()));
        for (var round = 0; round <= Rounds; round++)
        {
            // What was counted a moment ago is not counted again.
            node.Clock.Advance(TimeSpan.FromSeconds(10));
            foreach (var (what, path) in Asked)
            {
                var (many, few) = (await TakeAsync(organiser, path, full), await TakeAsync(organiser, path, small));
                // The first round warms up.
                if (round == 0)
                    continue;
                times[what].Many.Add(many);
                times[what].Few.Add(few);
            }
        }

        var rows = times.Select(one => string.Create(
            CultureInfo.InvariantCulture, $"| {one.Key} | {Median(one.Value.Many):0} | {one.Value.Many.Max():0} | {Median(one.Value.Few):0} | {Median(one.Value.Many) / Median(one.Value.Few):0.0} |\n"));
        return $"| | {Many} | most | {Few} | ratio |\n|---|---|---|---|---|\n{string.Concat(rows)}";
    }

    private static async Task<double> TakeAsync(TestBrowser organiser, string path, TestEvent week)
    {
        var watch = Stopwatch.StartNew();
        using var response = await organiser.Http.GetAsync(string.Format(CultureInfo.InvariantCulture, path, week.Event.Slug));
        response.EnsureSuccessStatusCode();
        _ = await response.Content.ReadAsByteArrayAsync();
        return watch.Elapsed.TotalMilliseconds;
    }

    // They come and go by a fixed pattern, so that the curve has a shape and tabs overlap.
    private static async Task SeedAsync(TestEvent week, int count)
    {
        const int AtOnce = 1_000;
        var start = week.Session.PlannedStart;
        for (var first = 0; first < count; first += AtOnce)
        {
            await week.Node.WithDatabaseAsync(async db =>
            {
                for (var number = first; number < Math.Min(first + AtOnce, count); number++)
                {
                    var attendee = new Attendee
                    {
                        Id = Guid.CreateVersion7(),
                        EventId = week.Event.Id,
                        Name = $"Rosa Huamán {number}",
                        Email = $"rosa{number}@ejemplo.pe",
                        NormalizedEmail = $"rosa{number}@ejemplo.pe",
                        Audience = (Audience)(1 + (number % 5)),
                        ConsentVersion = "prueba",
                        ConsentedAt = week.Event.CreatedAt,
                        Language = "es-PE",
                        CreatedAt = week.Event.CreatedAt,
                        ConfirmedAt = number % 2 == 0 ? week.Event.CreatedAt : null,
                    };
                    db.Attendees.Add(attendee);
                    for (var tab = 0; tab < 3; tab++)
                    {
                        var joined = start.AddSeconds((number * 7 % 1_200) + (tab * 600));
                        db.AttendanceIntervals.Add(new AttendanceInterval
                        {
                            Id = Guid.CreateVersion7(),
                            SessionId = week.Session.Id,
                            AttendeeId = attendee.Id,
                            TabId = Guid.CreateVersion7(),
                            JoinedAt = joined,
                            LastSeenAt = joined.AddSeconds(300 + (number * 13 % 1_500)),
                        });
                    }
                }

                return await db.SaveChangesAsync();
            });
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
