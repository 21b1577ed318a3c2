using Microsoft.Playwright;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;

namespace OpenGovWeek.Pictures;

/// <summary>The twelve main views, in the order of a day.</summary>
internal sealed class Album(RehearsedWeek week, Camera camera)
{
    private static readonly Dictionary<string, int> Words = new()
    {
        ["transparencia"] = 34,
        ["confianza"] = 25,
        ["participación"] = 22,
        ["diálogo"] = 17,
        ["honestidad"] = 13,
        ["escuchar"] = 11,
        ["integridad"] = 9,
        ["datos abiertos"] = 8,
        ["cercanía"] = 7,
        ["respeto"] = 6,
        ["claridad"] = 6,
        ["servicio"] = 5,
        ["rendir cuentas"] = 5,
        ["vigilancia"] = 4,
        ["futuro"] = 3,
        ["ciudadanía"] = 3,
        ["lenguas originarias"] = 2,
        ["accesible"] = 2,
        ["compromiso"] = 2,
        ["esperanza"] = 1,
    };

    private static readonly string[] Pillars = ["Transparencia y acceso a la información", "Participación ciudadana", "Rendición de cuentas", "Integridad pública"];

    public async Task MakeAsync()
    {
        var screen = $"{week.Room}/pantalla";
        var console = $"{week.Room}/consola";
        await camera.TakeAsync("01-agenda", week.EventPath, null, ".session");
        await camera.TakeAsync("02-inscripcion", $"/registro?volver={week.Room}", null, "form");

        await week.AskAsync();
        await week.MoveAsync(week.Leading[0], QuestionStatus.Answering);
        var pillar = await week.OpenPollAsync(
            PollKind.SingleChoice, "¿Qué principio necesita más trabajo en su localidad?", Pillars, ResultsPolicy.AfterBallot, [21, 17, 15, 8]);
        await camera.TakeAsync("03-sala-encuesta", week.Room, week.Attendee, "[data-live=poll] fieldset", ShowPollAsync);
        await week.DraftAsync(PollKind.YesNo, "¿Conocía el V Plan de Acción antes de hoy?", ["Sí", "No", "Me abstengo"], ResultsPolicy.AfterClose);
        await camera.TakeAsync("07-consola", console, week.Moderator, ".queue-item");
        await camera.TakeAsync("08-editor-de-encuestas", $"{console}?nueva=true", week.Moderator, "[data-live=editor] :is(input, textarea):visible", WriteAPollAsync);
        await week.ShowAsync(new { question = week.Leading[0] });
        await camera.TakeAsync("09-pantalla-pregunta", screen, null, ".screen-upvotes");

        await week.MoveAsync(pillar, PollAction.Close);
        await camera.TakeAsync("04-sala-resultados", week.Room, week.Attendee, "[data-live=poll] table.results", ShowPollAsync);
        await week.ShowAsync(new { poll = pillar });
        await camera.TakeAsync("10-pantalla-resultados", screen, null, ".screen-results table");

        var cloud = await week.OpenCloudAsync("¿Qué palabra debe describir al Estado que queremos?", Words);
        await week.MoveAsync(cloud, PollAction.Close);
        await week.ShowAsync(new { poll = cloud });
        await camera.TakeAsync("05-sala-nube", week.Room, week.Attendee, "word-cloud text", ShowPollAsync);
        await camera.TakeAsync("10-pantalla-nube", screen, null, "word-cloud text");

        var code = await week.EndAsync();
        await camera.TakeAsync("06-sala-finalizada", week.Room, week.Attendee, "[data-live=status][data-status=Ended]");
        await camera.TakeAsync("11-mis-certificados", "/mis-certificados", week.Attendee, "#dia-1 .code");
        await camera.TakeAsync("12-verificacion", $"/verificar/{code}", null, ".verdict");
    }

    private static Task ShowPollAsync(IPage page) => page.Locator("[data-live=poll]").EvaluateAsync("poll => poll.scrollIntoView({ block: 'center' })");

    private static async Task WriteAPollAsync(IPage page)
    {
        await page.GetByLabel("Pregunta", new() { Exact = true }).FillAsync("¿Por qué medio se entera de las audiencias de su municipalidad?");
        foreach (var (place, choice) in ((string[])["La radio", "Un cartel en la plaza"]).Index())
        {
            await page.GetByLabel($"Respuesta {place + 1}", new() { Exact = true }).Locator("visible=true").FillAsync(choice);
        }
    }
}
