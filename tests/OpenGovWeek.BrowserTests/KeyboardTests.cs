using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>Everything can be done with the keyboard alone, and the focus is seen and stays.</summary>
public sealed class KeyboardTests(Chromium chromium)
{
    [BrowserFact]
    public async Task An_attendee_registers_asks_upvotes_and_answers_without_a_mouse()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        var low = await others.PublishAsync("¿Qué pregunta recibe el apoyo?");
        await using var attendee = await chromium.VisitAsync(node);
        var page = attendee.Page;

        await attendee.GoAsync($"/registro?volver=/s/{week.Slug}");
        await attendee.TypeIntoAsync(page.GetByLabel("Nombre y apellidos"), "Rosa Huamán Ñaupari");
        await attendee.TypeIntoAsync(page.GetByLabel("Correo electrónico"), "rosa@ejemplo.pe");
        await attendee.PressOnAsync(page.GetByLabel("Servidora o servidor público"), "Space");
        await attendee.PressOnAsync(page.GetByLabel("Acepto que mis datos"), "Space");
        await attendee.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Inscribirme y entrar" }));

        await attendee.TypeIntoAsync(page.GetByLabel("Su pregunta"), "¿Se puede preguntar sin ratón?");
        await attendee.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Enviar pregunta" }));
        await Expect(attendee.Part("mine")).ToContainTextAsync("¿Se puede preguntar sin ratón?");

        var upvote = page.Locator($"#q-{low} .upvote");
        await attendee.PressOnAsync(upvote);
        await Expect(upvote).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(upvote).ToBeFocusedAsync();
        var pinned = await others.PublishAsync("¿Qué pasa cuando otra pregunta llega arriba?");
        await others.PinAsync(pinned);
        await Expect(attendee.Part("new-items")).ToBeVisibleAsync();
        await Expect(upvote).ToBeFocusedAsync();
        await attendee.PressOnAsync(attendee.Part("new-items"));
        await Expect(page.Locator($"#q-{pinned}")).ToContainTextAsync("Fijada");
        await attendee.PressOnAsync(upvote);
        await Expect(upvote).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(upvote).ToBeFocusedAsync();

        await others.OpenPollAsync();
        await Expect(upvote).ToBeFocusedAsync();
        await attendee.PressOnAsync(attendee.Part("poll-link"));
        await attendee.PressOnAsync(attendee.Part("poll").GetByLabel("Participación ciudadana"), "Space");
        await page.Keyboard.PressAsync("ArrowDown");
        await attendee.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Enviar respuesta" }));
        await Expect(attendee.Part("poll")).ToContainTextAsync("Respuesta registrada: Rendición de cuentas");
        await Expect(attendee.Part("poll")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task A_moderator_clears_the_queue_with_keys()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        using var staff = await week.NewStaffAsync();
        var ids = new List<Guid>();
        foreach (var text in (string[])["¿Primera pregunta de la cola?", "¿Segunda pregunta de la cola?", "¿Tercera pregunta de la cola?"])
        {
            ids.Add(await others.AskAsync(text));
        }

        await using var moderator = await chromium.VisitAsync(node, person: staff);
        var page = moderator.Page;
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await Expect(page.Locator(".queue-item")).ToHaveCountAsync(3);

        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator($"#q-{ids[0]}")).ToBeFocusedAsync();
        ids.Add(await others.AskAsync("¿Una que llega mientras tanto?"));
        await Expect(page.Locator(".queue-item")).ToHaveCountAsync(4);
        await Expect(page.Locator($"#q-{ids[0]}")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("p");
        await BecomesAsync(node, ids[0], QuestionStatus.Published);
        await Expect(page.Locator($"#q-{ids[1]}")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
        await moderator.PressOnAsync(page.GetByLabel("No trata el tema de la sesión"), "Space");
        await moderator.PressOnAsync(page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Rechazar" }));
        await BecomesAsync(node, ids[1], QuestionStatus.Rejected);
        await Expect(page.Locator($"#q-{ids[2]}")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("u");
        await BecomesAsync(node, ids[1], QuestionStatus.Pending);
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator($"#q-{ids[0]}")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("a");
        await BecomesAsync(node, ids[0], QuestionStatus.Answering);
    }

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_taken_back_is_what_was_done_last_even_while_its_answer_is_on_the_way(bool isRefused)
    {
        await using var desk = await Desk.SetAsync(chromium, questions: 3);
        var (node, moderator, page) = (desk.Node, desk.Moderator, desk.Moderator.Page);
        var (before, last, after) = (desk.Questions[0], desk.Questions[1], desk.Questions[2]);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("p");
        await Expect(moderator.Part("toasts")).ToContainTextAsync("Pregunta publicada.");
        await Expect(page.Locator($"#q-{last}")).ToBeFocusedAsync();
        var (onTheWay, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync($"**/{last}/status", async route =>
        {
            var response = isRefused ? null : await route.FetchAsync();
            onTheWay.TrySetResult();
            await answer.Task;
            await route.FulfillAsync(isRefused ? new() { Status = 409, Body = "{}" } : new() { Response = response });
        });

        await page.Keyboard.PressAsync("p");
        await onTheWay.Task.WaitAsync(TimeSpan.FromMilliseconds(Chromium.Patience), TestContext.Current.CancellationToken);
        await page.Keyboard.PressAsync("u");
        answer.SetResult();

        if (isRefused)
        {
            await Expect(page.Locator(".toast[data-kind=bad]")).ToBeVisibleAsync();
        }

        await BecomesAsync(node, last, QuestionStatus.Pending);
        await page.Locator($"#q-{after}").FocusAsync();
        await page.Keyboard.PressAsync("p");
        await BecomesAsync(node, after, QuestionStatus.Published);
        await BecomesAsync(node, before, QuestionStatus.Published);
        await BecomesAsync(node, last, QuestionStatus.Pending);
    }

    [BrowserFact]
    public async Task What_could_not_be_taken_back_for_want_of_a_network_is_what_the_next_press_takes_back()
    {
        await using var desk = await Desk.SetAsync(chromium, questions: 2);
        var (node, moderator, page) = (desk.Node, desk.Moderator, desk.Moderator.Page);
        var (before, last) = (desk.Questions[0], desk.Questions[1]);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("p");
        await BecomesAsync(node, before, QuestionStatus.Published);
        await Expect(page.Locator($"#q-{last}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("p");
        await BecomesAsync(node, last, QuestionStatus.Published);
        await Expect(moderator.Part("toasts").GetByRole(AriaRole.Button)).ToHaveCountAsync(2);
        await page.RouteAsync("**/undo", route => route.AbortAsync("internetdisconnected"));

        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator(".toast[data-kind=bad]")).ToBeVisibleAsync();
        await page.UnrouteAsync("**/undo");
        await page.Keyboard.PressAsync("u");

        await Expect(page.Locator(".toast[data-kind=bad]")).ToHaveCountAsync(0);
        await BecomesAsync(node, last, QuestionStatus.Pending);
        await BecomesAsync(node, before, QuestionStatus.Published);
    }

    [BrowserFact]
    public async Task A_question_that_changes_its_place_keeps_the_focus()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        using var staff = await week.NewStaffAsync();
        await others.PublishAsync("¿Primera pregunta publicada?");
        await others.PublishAsync("¿Segunda pregunta publicada?");
        await others.PublishAsync("¿Tercera pregunta publicada?");
        await using var moderator = await chromium.VisitAsync(node, person: staff);
        var page = moderator.Page;
        await moderator.GoAsync($"/s/{week.Slug}/consola?vista=publicadas");
        var rows = page.Locator(".queue-item");
        await Expect(rows).ToHaveCountAsync(3);
        var id = await rows.Last.GetAttributeAsync("id");
        await rows.Last.FocusAsync();

        await page.Keyboard.PressAsync("f");

        await Expect(rows.First).ToHaveIdAsync(id!);
        await Expect(rows.First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(rows.Nth(1)).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task A_moderator_runs_a_session_from_its_start_to_its_end_with_single_keys()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node, SessionStatus.Scheduled);
        using var others = new Backstage(week);
        using var staff = await week.NewStaffAsync();
        await using var moderator = await chromium.VisitAsync(node, person: staff);
        var page = moderator.Page;
        var keys = page.Keyboard;
        var status = moderator.Part("status");
        var air = moderator.Part("on-air");
        await moderator.GoAsync($"/s/{week.Slug}/consola");

        await keys.PressAsync("v");
        await Expect(status).ToHaveTextAsync("Programada");
        await keys.PressAsync("Shift+V");
        await Expect(status).ToHaveTextAsync("En vivo");
        var id = await others.AskAsync("¿Quién dirige todo esto sin ratón?");
        await Expect(page.Locator($"#q-{id}")).ToBeVisibleAsync();

        await keys.PressAsync("j");
        await keys.PressAsync("p");
        await Expect(moderator.Part("toasts")).ToContainTextAsync("Pregunta publicada.");
        await keys.PressAsync("2");
        await keys.PressAsync("j");
        await keys.PressAsync("a");
        await Expect(air).ToContainTextAsync("¿Quién dirige todo esto sin ratón?");
        await keys.PressAsync("i");
        await Expect(air).ToContainTextAsync("Cómo participar");
        await keys.PressAsync("q");
        await Expect(air).ToContainTextAsync("¿Quién dirige todo esto sin ratón?");
        await keys.PressAsync("1");
        await keys.PressAsync("l");
        await Expect(moderator.Part("toasts")).ToContainTextAsync("Pregunta respondida.");

        await keys.PressAsync("b");
        await Expect(page.Locator("[name=Kind]:checked")).ToBeFocusedAsync();
        await moderator.TypeIntoAsync(page.GetByLabel("Pregunta", new() { Exact = true }), "¿Seguimos?");
        await moderator.TypeIntoAsync(page.GetByLabel("Respuesta 1", new() { Exact = true }).Locator("visible=true"), "Sí");
        await keys.PressAsync("Enter");
        await keys.TypeAsync("No");
        await moderator.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Guardar borrador" }));
        var poll = page.Locator(".poll-item[aria-current]");
        await Expect(poll).ToContainTextAsync("¿Seguimos?");
        await keys.PressAsync(".");
        await Expect(poll).ToBeFocusedAsync();
        await keys.PressAsync("Shift+G");
        await Expect(moderator.Part("toasts")).ToContainTextAsync("Eso no se puede hacer ahora con la encuesta «¿Seguimos?»");
        await keys.PressAsync("Shift+E");
        await Expect(poll.Locator(".status")).ToHaveTextAsync("Abierta");
        await Expect(poll).ToBeFocusedAsync();
        await keys.PressAsync("e");
        await Expect(air).ToContainTextAsync("¿Seguimos?");
        await keys.PressAsync("Shift+C");
        await Expect(poll).ToContainTextAsync("Cierra en");
        await keys.PressAsync("Shift+Y");
        await Expect(poll.Locator(".status")).ToHaveTextAsync("Cerrada");
        await keys.PressAsync("Shift+G");
        await Expect(poll.Locator(".status")).ToHaveTextAsync("Publicada");

        await keys.PressAsync("n");
        await keys.TypeAsync("¡Gracias, V Z ?!");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await Expect(moderator.Part("announcement")).ToContainTextAsync("¡Gracias, V Z ?!");
        // Until the field is gone it is what a key is typed into.
        await Expect(page.Locator("#anuncio-texto")).ToBeHiddenAsync();
        await keys.PressAsync("Shift+N");
        await Expect(moderator.Part("announcement")).ToBeEmptyAsync();

        await keys.PressAsync("Shift+Z");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Todavía no" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#terminar")).ToBeHiddenAsync();
        await Expect(status).ToHaveTextAsync("En vivo");
        await keys.PressAsync("Shift+Z");
        await moderator.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Terminar la sesión" }));
        await Expect(status).ToHaveTextAsync("Finalizada");
        moderator.SawNoComplaints();
    }

    [BrowserFact]
    public async Task The_list_of_keys_on_the_page_is_the_table_that_the_keys_go_by()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var staff = await week.NewStaffAsync();
        await using var moderator = await chromium.VisitAsync(node, person: staff);
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await moderator.Page.Keyboard.PressAsync("?");
        await Expect(moderator.Page.Locator("#teclas")).ToBeVisibleAsync();

        var table = await moderator.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const { KEYS } = await import('/js/console/keys.js');
              return Object.values(KEYS).flatMap((part) => Object.values(part)).flatMap((line) => Object.keys(line));
            }
            """);
        Assert.Equal(table, await moderator.Page.Locator("#teclas kbd").AllInnerTextsAsync());
        var texts = await moderator.Page.Locator("#teclas dd, #teclas h3").AllInnerTextsAsync();
        Assert.All(texts, text => Assert.DoesNotContain("Keys_", text, StringComparison.Ordinal));
    }

    private static Task BecomesAsync(TestNode node, Guid id, QuestionStatus status) => Eventually.TrueAsync(
        () => node.WithDatabaseAsync(db => db.Questions.AnyAsync(q => q.Id == id && q.Status == status)), $"the question is {status}");

    /// <summary>A moderator before the console of a session in which some questions wait.</summary>
    private sealed record Desk(TestNode Node, Backstage Others, TestBrowser Staff, Visitor Moderator, IReadOnlyList<Guid> Questions) : IAsyncDisposable
    {
        public static async Task<Desk> SetAsync(Chromium chromium, int questions)
        {
            var node = await TestNode.StartAsync(settings: Passing.Quick);
            var week = await TestEvent.CreateAsync(node);
            var others = new Backstage(week);
            var ids = new List<Guid>();
            for (var number = 1; number <= questions; number++)
            {
                ids.Add(await others.AskAsync($"¿Pregunta {number} de la cola?"));
            }

            var staff = await week.NewStaffAsync();
            var moderator = await chromium.VisitAsync(node, person: staff);
            await moderator.GoAsync($"/s/{week.Slug}/consola");
            return new Desk(node, others, staff, moderator, ids);
        }

        public async ValueTask DisposeAsync()
        {
            await Moderator.DisposeAsync();
            Staff.Dispose();
            Others.Dispose();
            await Node.DisposeAsync();
        }
    }
}
