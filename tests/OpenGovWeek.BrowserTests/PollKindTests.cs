using Microsoft.Playwright;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>Each kind of poll from the first key to its results, by keyboard alone: made and opened in the console, answered in the room, closed, and right in all three places.</summary>
public sealed class PollKindTests(Chromium chromium)
{
    private const string Space = "Space";

    private static readonly IReadOnlyList<Journey> Journeys =
    [
        new(
            PollKind.SingleChoice,
            async console =>
            {
                await console.TypeIntoAsync(Named(console, "Respuesta 1"), "Agua");
                await console.TypeIntoAsync(Named(console, "Respuesta 2"), "Salud");
            },
            async room =>
            {
                await room.PressOnAsync(room.Part("poll").GetByLabel("Agua"), Space);
                await room.Page.Keyboard.PressAsync("ArrowDown");
            },
            "Salud",
            others => others.AnswerAsync(1),
            async part => Assert.Equal([new("Agua", "0", "0 %", "0%"), new("Salud", "2", "100 %", "100%")], Plain(await part.ReadResultsAsync()))),
        new(
            PollKind.MultipleChoice,
            async console =>
            {
                await console.TypeIntoAsync(Named(console, "Respuesta 1"), "Agua");
                await console.TypeIntoAsync(Named(console, "Respuesta 2"), "Salud");
                await console.TypeIntoAsync(Named(console, "Respuesta 3"), "Obras");
                await console.TypeIntoAsync(console.Page.GetByLabel("Máximo de respuestas por persona"), "2");
            },
            async room =>
            {
                await Expect(room.Part("poll")).ToContainTextAsync("Elija de 1 a 2.");
                await room.PressOnAsync(room.Part("poll").GetByLabel("Agua"), Space);
                await room.PressOnAsync(room.Part("poll").GetByLabel("Salud"), Space);
                await room.PressOnAsync(room.Part("poll").GetByLabel("Obras"), Space);
                await Expect(room.Part("poll").GetByLabel("Obras")).Not.ToBeCheckedAsync();
                await Expect(room.Part("poll")).ToContainTextAsync("Ya marcó 2");
            },
            "Agua, Salud",
            others => others.AnswerAsync(1),
            async part => Assert.Equal(
                [new("Agua", "1", "50 %", "50%"), new("Salud", "2", "100 %", "100%"), new("Obras", "0", "0 %", "0%")], Plain(await part.ReadResultsAsync()))),
        new(
            PollKind.YesNo,
            _ => Task.CompletedTask,
            async room =>
            {
                await room.PressOnAsync(room.Part("poll").GetByLabel("Sí"), Space);
                await room.Page.Keyboard.PressAsync("ArrowDown");
            },
            "No",
            others => others.AnswerAsync(0),
            async part =>
            {
                Assert.Equal([new("Sí", "1", "50 %", ""), new("No", "1", "50 %", ""), new("Me abstengo", "0", "0 %", "")], Plain(await part.ReadResultsAsync()));
                Assert.Equal(["50%", "50%", "0%"], await part.ReadDividedAsync());
            }),
        new(
            PollKind.Rating,
            async console =>
            {
                await console.TypeIntoAsync(console.Page.GetByLabel("Qué significa el 1"), "Nada clara");
                await console.TypeIntoAsync(console.Page.GetByLabel("Qué significa el 5"), "Muy clara");
            },
            async room =>
            {
                await room.PressOnAsync(room.Part("poll").GetByLabel("1: Nada clara"), Space);
                for (var step = 1; step < 4; step++)
                {
                    await room.Page.Keyboard.PressAsync("ArrowRight");
                }
            },
            "4 de 5",
            others => others.AnswerAsync(4),
            async part =>
            {
                await Expect(part.Locator(".mean strong")).ToHaveTextAsync("4.5");
                Assert.Equal(
                    [
                        new("5 Muy clara", "1", "50 %", "50%"), new("4", "1", "50 %", "50%"), new("3", "0", "0 %", "0%"), new("2", "0", "0 %", "0%"),
                        new("1 Nada clara", "0", "0 %", "0%"),
                    ],
                    Plain(await part.ReadResultsAsync()));
            }),
        new(
            PollKind.WordCloud,
            _ => Task.CompletedTask,
            async room =>
            {
                await room.TypeIntoAsync(Named(room, "Palabra 1"), "diálogo");
                await room.PressOnAsync(room.Page.GetByRole(AriaRole.Button, new() { Name = "Agregar otra" }));
                await Expect(Named(room, "Palabra 2")).ToBeFocusedAsync();
                await room.Page.Keyboard.TypeAsync("agua");
            },
            "diálogo, agua",
            others => others.WriteAsync("Agua"),
            async part =>
            {
                Assert.Equal(["agua", "diálogo"], await part.ReadCloudAsync(), StringComparer.OrdinalIgnoreCase);
                var table = part.Locator(".as-table table.results");
                await Expect(table.Locator("tbody tr")).ToHaveCountAsync(2);
            })
        {
            IsWritten = true,
        },
        new(
            PollKind.OpenText,
            _ => Task.CompletedTask,
            room => room.TypeIntoAsync(room.Part("poll").GetByLabel("Su respuesta"), "Más sesiones abiertas"),
            "Más sesiones abiertas",
            others => others.WriteAsync("más sesiones abiertas"),
            async part => Assert.Equal(["Más sesiones abiertas"], await part.ReadQuotesAsync()))
        {
            IsWritten = true,
        },
    ];

    public static TheoryData<PollKind> Kinds => [.. Enum.GetValues<PollKind>()];

    [BrowserTheory]
    [MemberData(nameof(Kinds))]
    public async Task A_poll_is_made_opened_answered_and_closed_without_a_mouse_and_its_results_are_right_everywhere(PollKind kind)
    {
        var journey = Journeys.Single(j => j.Kind == kind);
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        using var staff = await week.NewStaffAsync();
        var (person, _) = await week.NewAttendeeAsync();
        using var cookies = person;
        await using var moderator = await chromium.VisitAsync(node, person: staff);
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), person);
        await using var screen = await chromium.VisitAsync(node, Window.Projector());
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await attendee.GoAsync($"/s/{week.Slug}");
        await screen.GoAsync($"/s/{week.Slug}/pantalla");
        var console = moderator.Page;

        await moderator.PressOnAsync(moderator.Part("new-poll"));
        await Expect(console.Locator("[name=Kind]:checked")).ToBeFocusedAsync();
        for (var step = PollKind.SingleChoice; step < kind; step++)
        {
            await console.Keyboard.PressAsync("ArrowDown");
        }

        await moderator.TypeIntoAsync(console.GetByLabel("Pregunta", new() { Exact = true }), "¿Qué dice usted?");
        await journey.Fill(moderator);
        await moderator.PressOnAsync(Button(console, "Guardar borrador"));
        await moderator.PressOnAsync(moderator.Part("polls").GetByRole(AriaRole.Button, new() { Name = "Abrir", Exact = true }));

        await attendee.PressOnAsync(attendee.Part("poll-link"));
        await Expect(screen.Part("screen")).ToContainTextAsync("¿Qué dice usted?");
        await journey.Answer(attendee);
        await attendee.PressOnAsync(Button(attendee.Page, "Enviar respuesta"));
        await Expect(attendee.Part("poll")).ToContainTextAsync($"Respuesta registrada: {journey.Said}");
        await journey.OthersAnswer(others);

        if (journey.IsWritten)
        {
            var show = moderator.Part("polls").GetByRole(AriaRole.Button, new() { NameRegex = new("^Mostrar( ?:| todas)") });
            await moderator.PressOnAsync(show.First);
            await Expect(moderator.Part("polls")).ToContainTextAsync("Nada por revisar");
        }

        await Expect(moderator.Part("polls")).ToContainTextAsync("2 de 2 respondieron");
        await moderator.PressOnAsync(Button(console, "Cerrar ya"));
        await Expect(moderator.Part("polls").Locator(".status")).ToHaveAttributeAsync("data-status", "Closed");
        await Expect(attendee.Part("poll").Locator(".status")).ToHaveAttributeAsync("data-status", "Closed");
        await Expect(screen.Part("screen").Locator(".status")).ToHaveAttributeAsync("data-status", "Closed");
        await journey.Right(attendee.Part("poll"));
        await journey.Right(moderator.Part("polls"));
        await journey.Right(screen.Part("screen"));
        Assert.All([moderator, attendee, screen], visitor => visitor.SawNoComplaints());
    }

    private static ILocator Named(Visitor visitor, string label) => visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static IEnumerable<PollRow> Plain(IEnumerable<PollRow> rows) => rows.Select(row => row with
    {
        Share = row.Share.Replace('\u00a0', ' '),
        Choice = string.Join(' ', row.Choice.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
    });

    /// <summary>What differs in the journey of a kind.</summary>
    /// <param name="Fill">Fills what the kind asks for in the console's form.</param>
    /// <param name="Answer">Answers in the room.</param>
    /// <param name="Said">What the room then says was answered.</param>
    /// <param name="OthersAnswer">Somebody else answers.</param>
    /// <param name="Right">Checks the results that a place shows.</param>
    private sealed record Journey(
        PollKind Kind,
        Func<Visitor, Task> Fill,
        Func<Visitor, Task> Answer,
        string Said,
        Func<Backstage, Task> OthersAnswer,
        Func<ILocator, Task> Right)
    {
        /// <summary>A moderator lets through what was written.</summary>
        public bool IsWritten { get; init; }
    }
}
