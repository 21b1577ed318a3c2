using Microsoft.Playwright;
using OpenGovWeek.Core.Polls;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>The states of pages that each kind of poll makes: open, answered and closed in the room, being made and moderated in the console, on the screen.</summary>
internal static class PollStates
{
    public static IReadOnlyList<PageState> All { get; } =
    [
        .. Enum.GetValues<PollKind>().SelectMany(Of),
        new("s/{slug}", "what was answered is final, the tally so far", Reader.Attendee, async scene =>
        {
            await scene.Others.OpenPollAsync(PollKind.YesNo, ResultsPolicy.AfterBallot, final: true);
            await scene.Others.AnswerAsync(0);
            return scene.Room;
        })
        {
            Then = async page =>
            {
                await Expect(page.Locator("[data-live=poll]")).ToContainTextAsync("No se puede cambiar");
                await AnswerAsync(page, PollKind.YesNo);
                await Expect(page.Locator("[data-live=poll]")).ToContainTextAsync("Así va por ahora");
            },
        },
        new("s/{slug}/consola", "words wait for a moderator", Reader.Moderator, async scene =>
        {
            var poll = await scene.Others.OpenPollAsync(PollKind.WordCloud, ResultsPolicy.Live);
            await scene.Others.WriteAsync("agua", "diálogo");
            await scene.Others.ShowWrittenAsync(poll);
            await scene.Others.WriteAsync("agua", "transparencia", "salud");
            return $"{scene.Room}/consola";
        })
        {
            Then = async page =>
            {
                await Expect(page.Locator("word-cloud text").First).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Ocultar ?: salud") }).ClickAsync();
                await Expect(page.Locator("[data-live=polls]")).ToContainTextAsync("1 respuesta por revisar");
            },
        },
    ];

    private static IEnumerable<PageState> Of(PollKind kind)
    {
        yield return new("s/{slug}", $"{kind} open", Reader.Attendee, async scene =>
        {
            await scene.Others.OpenPollAsync(kind);
            return scene.Room;
        })
        {
            Then = page => Expect(page.Locator("[data-live=poll] form")).ToBeVisibleAsync(),
        };
        yield return new("s/{slug}", $"{kind} answered", Reader.Attendee, async scene =>
        {
            await scene.Others.OpenPollAsync(kind, ResultsPolicy.Live);
            return scene.Room;
        })
        {
            Then = page => AnswerAsync(page, kind),
        };
        yield return new("s/{slug}", $"{kind} closed", Reader.Attendee, async scene =>
        {
            await CloseAsync(scene, kind);
            return scene.Room;
        })
        {
            Then = page => SeesResultsAsync(page.Locator("[data-live=poll]"), kind),
        };
        yield return new("s/{slug}/pantalla", $"{kind} closed", Reader.Stranger, async scene =>
        {
            await CloseAsync(scene, kind);
            return $"{scene.Room}/pantalla";
        })
        {
            Then = page => SeesResultsAsync(page.Locator("[data-live=screen]"), kind),
        };
        yield return new("s/{slug}/consola", $"a new {kind}", Reader.Moderator, scene => Task.FromResult($"{scene.Room}/consola?nueva=true"))
        {
            Then = async page =>
            {
                await page.Locator($"[name=Kind][value={kind}]").CheckAsync();
                await page.GetByLabel("Con resultados de ejemplo").CheckAsync();
                await Expect(page.Locator(".preview-phone .poll")).ToBeVisibleAsync();
            },
        };
    }

    private static async Task CloseAsync(Scene scene, PollKind kind)
    {
        var poll = await scene.Others.OpenPollAsync(kind);
        if (kind is PollKind.WordCloud or PollKind.OpenText)
        {
            await scene.Others.WriteAsync(kind == PollKind.WordCloud ? ["agua", "diálogo"] : ["Más sesiones abiertas"]);
            await scene.Others.WriteAsync("agua");
            await scene.Others.ShowWrittenAsync(poll);
        }
        else
        {
            await scene.Others.AnswerAsync(kind == PollKind.MultipleChoice ? [0, 2] : [1]);
            await scene.Others.AnswerAsync(0);
        }

        await scene.Others.MoveAsync(poll, PollAction.Close);
    }

    private static async Task AnswerAsync(IPage page, PollKind kind)
    {
        var poll = page.Locator("[data-live=poll]");
        if (kind is PollKind.WordCloud or PollKind.OpenText)
        {
            await poll.Locator("[name=text]").FillAsync("transparencia");
        }
        else
        {
            await poll.Locator("[name=choice]").First.CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Enviar respuesta" }).ClickAsync();
        await Expect(poll.Locator(".sent")).ToContainTextAsync("Respuesta registrada");
    }

    private static Task SeesResultsAsync(ILocator part, PollKind kind) => Expect(part.Locator(kind switch
    {
        PollKind.WordCloud => "word-cloud text",
        PollKind.OpenText => ".quotes q",
        _ => "table.results tbody tr",
    }).First).ToBeVisibleAsync();
}
