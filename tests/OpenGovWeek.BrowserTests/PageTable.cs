using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>A page in a state that it can be in.</summary>
/// <param name="Route">The page's route, as its first line has it.</param>
/// <param name="Name">What the state is.</param>
/// <param name="Reader">Who opens it.</param>
/// <param name="Prepare">Brings the event into the state and returns the address to open.</param>
internal sealed record PageState(string Route, string Name, Reader Reader, Func<Scene, Task<string>> Prepare)
{
    /// <summary>Status of the first day's session to begin with.</summary>
    public SessionStatus Session { get; init; } = SessionStatus.Live;

    /// <summary>The application has no event at all.</summary>
    public bool WithoutEvent { get; init; }

    /// <summary>What is done in the page, and seen, before it is looked at.</summary>
    public Func<IPage, Task> Then { get; init; } = _ => Task.CompletedTask;

    /// <summary>HTTP status with which what is done in the page is refused, of which the browser's console speaks; null when nothing is.</summary>
    public int? Refused { get; init; }

    /// <summary>HTTP status that the page answers with.</summary>
    public int Status { get; init; } = 200;

    public override string ToString() => $"{Route} · {Name}";
}

/// <summary>Every page of the application in the states that look different.</summary>
internal static class PageTable
{
    public static IReadOnlyList<PageState> All { get; } =
    [
        .. PollStates.All,
        .. ConsoleStates.All,
        .. CertificateStates.All,
        .. AttendanceStates.All,
        .. StaffStates.All,
        new("", "no event", Reader.Stranger, _ => At("/")) { WithoutEvent = true },
        new("", "the newest event", Reader.Stranger, _ => At("/")),
        new("e/{slug}", "live, invented times", Reader.Stranger, async scene =>
        {
            await scene.ChangeAsync(session => session.IllustrativeTimes = true);
            return $"/e/{scene.Week.Event.Slug}";
        }),
        new("e/{slug}", "over, as an attendee", Reader.Attendee, scene => At($"/e/{scene.Week.Event.Slug}")) { Session = SessionStatus.Ended },
        new("registro", "empty", Reader.Stranger, scene => At($"/registro?volver={scene.Room}")),
        new("registro", "nothing filled in", Reader.Stranger, scene => At($"/registro?volver={scene.Room}"))
        {
            Then = page => PressAndSeeAsync(page, "Inscribirme y entrar", "#errores"),
        },
        new("registro", "registered", Reader.Attendee, scene => At($"/registro?volver={scene.Room}")),
        new("registro", "no event", Reader.Stranger, _ => At("/registro")) { WithoutEvent = true },
        .. EntryStates.All,
        new("s/{slug}", "scheduled", Reader.Attendee, scene => At(scene.Room)) { Session = SessionStatus.Scheduled },
        new("s/{slug}", "live, a stranger", Reader.Stranger, async scene =>
        {
            await scene.Others.PublishAsync("¿Cómo se elige un compromiso?");
            await scene.Others.OpenPollAsync();
            return scene.Room;
        }),
        new("s/{slug}", "live, poll open, a question on air", Reader.Attendee, async scene =>
        {
            await scene.Others.PinAsync(await scene.Others.PublishAsync("¿Cómo se elige un compromiso?"));
            await scene.Others.OpenPollAsync();
            await scene.Others.MoveAsync(await scene.Others.PublishAsync("¿Quién revisa las actas?"), QuestionStatus.Answering);
            return scene.Room;
        })
        {
            Then = page => Expect(page.Locator("[data-live=on-air] .card")).ToBeVisibleAsync(),
        },
        new("s/{slug}", "poll answered, question sent", Reader.Attendee, async scene =>
        {
            await scene.Others.OpenPollAsync();
            return scene.Room;
        })
        {
            Then = async page =>
            {
                await page.GetByLabel("Rendición de cuentas").CheckAsync();
                await PressAndSeeAsync(page, "Enviar respuesta", "[data-live=poll] .sent");
                await page.GetByLabel("Su pregunta").FillAsync("¿Dónde están las actas?");
                await PressAndSeeAsync(page, "Enviar pregunta", "[data-live=mine] .way[data-status=Pending]");
            },
        },
        new("s/{slug}", "a question too short", Reader.Attendee, scene => At(scene.Room))
        {
            Then = async page =>
            {
                await Expect(page.Locator("[data-live=viewers]")).Not.ToHaveTextAsync("0");
                await page.GetByLabel("Su pregunta").FillAsync("a");
                await PressAndSeeAsync(page, "Enviar pregunta", "#Text-error");
            },
        },
        new("s/{slug}", "poll closed, results", Reader.Attendee, async scene =>
        {
            var poll = await scene.Others.OpenPollAsync();
            await scene.Others.AnswerAsync(1);
            await scene.Others.MoveAsync(poll, PollAction.Close);
            await scene.Others.DraftAsync();
            return scene.Room;
        })
        {
            Then = page => Expect(page.Locator("[data-live=poll] table.results")).ToBeVisibleAsync(),
        },
        new("s/{slug}", "a stream", Reader.Attendee, async scene =>
        {
            await scene.ChangeAsync(session => session.StreamUrl = "https://vimeo.com/76979871");
            return scene.Room;
        })
        {
            Then = page => Expect(page.Locator("iframe")).ToBeVisibleAsync(),
        },
        new("s/{slug}", "questions not open yet", Reader.Attendee, async scene =>
        {
            await scene.ChangeAsync(session => (session.PlannedStart, session.PlannedEnd) = (session.PlannedStart.AddDays(3), session.PlannedEnd.AddDays(3)));
            return scene.Room;
        }) { Session = SessionStatus.Scheduled },
        new("s/{slug}", "an announcement, a poll about to close", Reader.Attendee, async scene =>
        {
            await scene.Others.CloseInAsync(await scene.Others.OpenPollAsync(), 100);
            await scene.AnnounceAsync("Por favor respondan la encuesta: las respuestas se leen al final.", scene.Node.Clock.Now.AddHours(2));
            return scene.Room;
        })
        {
            Then = page => Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cerrar el aviso" })).ToBeVisibleAsync(),
        },
        new("s/{slug}", "offline, an answer waits", Reader.Attendee, async scene =>
        {
            await scene.Others.OpenPollAsync();
            return scene.Room;
        })
        {
            Then = async page =>
            {
                await Expect(page.Locator("[data-live=viewers]")).Not.ToHaveTextAsync("0");
                await page.Context.SetOfflineAsync(true);
                await page.GetByLabel("Rendición de cuentas").CheckAsync();
                await PressAndSeeAsync(page, "Enviar respuesta", "[data-connection=offline]");
            },
        },
        new("s/{slug}", "WebSockets blocked", Reader.Attendee, scene => At(scene.Room))
        {
            Then = async page =>
            {
                await (await Line.ThroughAsync(page)).CutAsync();
                await page.ReloadAsync();
                await Expect(page.Locator("[data-connection=polling]")).ToBeVisibleAsync();
            },
        },
        new("s/{slug}", "the first connection hangs", Reader.Attendee, scene => At(scene.Room))
        {
            Then = async page =>
            {
                await Line.SwallowedAsync(page);
                await page.HoldUpAsync(Line.BeaconsMissed);
                await page.ReloadAsync();
                await Expect(page.Locator("[data-connection=connecting]")).ToContainTextAsync("Conectando…");
            },
        },
        new("s/{slug}", "reconnecting", Reader.Attendee, scene => At(scene.Room))
        {
            Then = async page =>
            {
                var line = await Line.ThroughAsync(page);
                await page.HoldUpAsync(Line.BeaconsMissed);
                await page.ReloadAsync();
                await line.Entered;
                await line.CutAsync();
                await Expect(page.Locator("[data-connection=reconnecting]")).ToContainTextAsync("Reconectando…");
            },
        },
        new("s/{slug}", "one's own question rejected", Reader.Attendee, async scene =>
        {
            await scene.OwnQuestionAsync(QuestionStatus.Rejected, RejectionReason.Duplicate);
            return scene.Room;
        })
        {
            Then = page => Expect(page.Locator(".way [aria-current=step]")).ToContainTextAsync("No publicada: Ya fue preguntado"),
        },
        new("s/{slug}", "many questions, a new one", Reader.Attendee, async scene =>
        {
            await new Commotion(scene.Node, scene.Week.Session.Id, scene.AttendeeId, seed: 1).FillAsync(60);
            return scene.Room;
        })
        {
            Then = page => Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ver más preguntas" })).ToBeVisibleAsync(),
        },
        new("s/{slug}", "paused", Reader.Attendee, scene => At(scene.Room)) { Session = SessionStatus.Paused },
        new("s/{slug}", "ended, enough attended", Reader.Attendee, async scene =>
        {
            await scene.Others.PublishAsync("¿Cómo se elige un compromiso?");
            await scene.AttendToTheEndAsync();
            return scene.Room;
        }),
        new("s/{slug}", "cancelled", Reader.Stranger, scene => At(scene.Room)) { Session = SessionStatus.Cancelled },
        new("s/{slug}/pantalla", "scheduled", Reader.Stranger, scene => At($"{scene.Room}/pantalla")) { Session = SessionStatus.Scheduled },
        new("s/{slug}/pantalla", "a question", Reader.Stranger, async scene =>
        {
            await scene.Others.MoveAsync(await scene.Others.PublishAsync("¿Quién revisa las actas?"), QuestionStatus.Answering);
            return $"{scene.Room}/pantalla";
        }),
        new("s/{slug}/pantalla", "a question in the light theme, an announcement", Reader.Stranger, async scene =>
        {
            await scene.Others.MoveAsync(await scene.Others.PublishAsync("¿Quién revisa las actas?"), QuestionStatus.Answering);
            await scene.ChangeAsync(session =>
            {
                (session.AnnouncementId, session.AnnouncementText) = (Guid.CreateVersion7(), "Volvemos a las 11:30.");
                session.AnnouncementEndsAt = scene.Node.Clock.Now.AddHours(1);
            });
            return $"{scene.Room}/pantalla";
        })
        {
            Then = async page =>
            {
                await Expect(page.Locator("[data-fit]")).ToBeVisibleAsync();
                await page.Keyboard.PressAsync("t");
                await page.Mouse.MoveAsync(200, 200);
            },
        },
        new("s/{slug}/pantalla", "how to take part", Reader.Stranger, async scene =>
        {
            await scene.ChangeAsync(session => session.OnAirInvitation = true);
            return $"{scene.Room}/pantalla";
        }),
        new("s/{slug}/pantalla", "a poll over a video", Reader.Stranger, async scene =>
        {
            await scene.Others.MoveAsync(await scene.Others.OpenPollAsync(ResultsPolicy.Live), PollAction.Close);
            return $"{scene.Room}/pantalla?modo=superpuesta&lado=derecha";
        }),
        new("s/{slug}/pantalla", "a poll", Reader.Stranger, async scene =>
        {
            await scene.Others.OpenPollAsync(ResultsPolicy.Live);
            await scene.Others.AnswerAsync(1);
            return $"{scene.Room}/pantalla";
        }),
        new("s/{slug}/consola", "nothing yet", Reader.Moderator, scene => At($"{scene.Room}/consola")) { Session = SessionStatus.Scheduled },
        new("s/{slug}/consola", "busy", Reader.Moderator, async scene =>
        {
            await scene.Others.AskAsync("¿Cuándo sale el próximo plan?");
            await scene.Others.AskAsync("¿Y sin nombre?", withName: false);
            await scene.Others.MoveAsync(await scene.Others.OpenPollAsync(), PollAction.Close);
            await scene.Others.OpenPollAsync();
            await scene.Others.AnswerAsync(0);
            await scene.Others.DraftAsync();
            return $"{scene.Room}/consola";
        })
        {
            Then = page => PressAndSeeAsync(page, "Publicar", ".toast", first: true),
        },
        new("s/{slug}/consola", "about to reject", Reader.Moderator, async scene =>
        {
            await scene.Others.AskAsync("¿Cuándo sale el próximo plan?");
            return $"{scene.Room}/consola";
        })
        {
            Then = page => PressAndSeeAsync(page, "Rechazar…", "dialog[open]"),
        },
        new("s/{slug}/consola", "published questions", Reader.Moderator, async scene =>
        {
            await scene.Others.PinAsync(await scene.Others.PublishAsync("¿Cómo se elige un compromiso?"));
            await scene.Others.MoveAsync(await scene.Others.PublishAsync("¿Quién revisa las actas?"), QuestionStatus.Answering);
            return $"{scene.Room}/consola?vista=publicadas";
        }),
        new("s/{slug}/consola", "a new poll", Reader.Moderator, scene => At($"{scene.Room}/consola?nueva=true")),
        new("s/{slug}/consola", "ended", Reader.Moderator, scene => At($"{scene.Room}/consola")) { Session = SessionStatus.Ended },
        new("s/{slug}/sala", "empty", Reader.Stranger, scene => At($"{scene.Room}/sala")),
        new("s/{slug}/sala", "a code that is gone", Reader.Attendee, scene => At($"{scene.Room}/sala"))
        {
            Refused = 422,
            Then = async page =>
            {
                await page.GetByLabel("Código de la pantalla").FillAsync("0000 0000");
                await PressAndSeeAsync(page, "Continuar", "#errores");
            },
        },
        new("s/{slug}/sala", "a stranger with a code", Reader.Stranger, async scene => $"{scene.Room}/sala?codigo={Uri.EscapeDataString((await scene.OpenVenueAsync()).Code)}"),
        new("s/{slug}/sala", "here", Reader.Attendee, async scene => $"{scene.Room}/sala?codigo={Uri.EscapeDataString((await scene.OpenVenueAsync()).Code)}")
        {
            Then = page => PressAndSeeAsync(page, "Estoy aquí", ".notice[data-kind=good]"),
        },
        new("s/{slug}/pantalla", "of a venue", Reader.Stranger, async scene => $"{scene.Room}/pantalla?sala={(await scene.OpenVenueAsync()).Key}"),
        new("s/{slug}/salas", "none", Reader.Moderator, scene => At($"{scene.Room}/salas")),
        new("s/{slug}/salas", "one, and how many a credit reaches", Reader.Moderator, async scene =>
        {
            await scene.OpenVenueAsync();
            return $"{scene.Room}/salas";
        })
        {
            Then = async page =>
            {
                await page.GetByLabel("Motivo").FillAsync("Se cayó la red del distrito");
                await PressAndSeeAsync(page, "Ver a cuántas personas", "#creditos .notice, #errores");
            },
        },
        new("mis-certificados", "minutes missing", Reader.Attendee, _ => At("/mis-certificados")),
        new("mis-certificados", "ready to issue", Reader.Attendee, async scene =>
        {
            await scene.AttendToTheEndAsync();
            return "/mis-certificados";
        }),
        new("mis-certificados", "issued", Reader.Attendee, async scene =>
        {
            await scene.IssueAsync();
            return "/mis-certificados";
        }),
        new("verificar/{code?}", "empty", Reader.Stranger, _ => At("/verificar")),
        new("verificar/{code?}", "no code", Reader.Stranger, _ => At("/verificar/ABC")) { Status = 404 },
        new("verificar/{code?}", "unknown", Reader.Stranger, _ => At($"/verificar/{CertificateCode.Generate().Value}")) { Status = 404 },
        new("verificar/{code?}", "mistyped", Reader.Stranger, _ => At("/verificar/01081G81860W40J2GB1G6GW3RG0")) { Status = 404 },
        new("verificar/{code?}", "valid", Reader.Attendee, async scene => $"/verificar/{(await scene.Week.PrintAsync(scene.AttendeeId, documentNumber: "45678901", hours: 3.5m)).Code}")
        {
            Then = page => page.GetByText("Datos técnicos").ClickAsync(),
        },
        new("verificar/{code?}", "valid, no words kept", Reader.Attendee, async scene => $"/verificar/{(await scene.Week.PrintAsync(scene.AttendeeId, withWords: false)).Code}"),
        new("verificar/{code?}", "signed", Reader.Attendee, async scene =>
        {
            var paper = await scene.Week.PrintAsync(scene.AttendeeId);
            await scene.Node.WithDatabaseAsync(db => db.Certificates.Where(c => c.Id == paper.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.SignedBy, SigningIdentity.Name)));
            return $"/verificar/{paper.Code}";
        }),
        new("verificar/{code?}", "another file", Reader.Attendee, async scene => $"/verificar/{(await scene.Week.PrintAsync(scene.AttendeeId)).Code}")
        {
            Refused = 404,
            Then = async page =>
            {
                await page.GetByLabel("Elija el archivo PDF").SetInputFilesAsync(new FilePayload { Name = "otro.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
                await Expect(page.Locator("[data-check=result] .notice[data-kind=bad]")).ToBeVisibleAsync();
            },
        },
        new("verificar/{code?}", "revoked", Reader.Attendee, async scene =>
        {
            var paper = await scene.Week.PrintAsync(scene.AttendeeId);
            await scene.Week.RevokeAsync(paper);
            return $"/verificar/{paper.Code}";
        }),
        new("verificar/{code?}", "superseded", Reader.Attendee, async scene =>
        {
            var (first, second) = (await scene.Week.PrintAsync(scene.AttendeeId), await scene.Week.PrintAsync(scene.AttendeeId, edition: 2));
            await scene.Week.SupersedeAsync(first, second);
            return $"/verificar/{first.Code}";
        }),
        new("equipo/entrar", "empty", Reader.Stranger, _ => At("/equipo/entrar")),
        new("equipo/entrar", "wrong password", Reader.Stranger, _ => At("/equipo/entrar"))
        {
            Then = async page =>
            {
                await page.GetByLabel("Correo electrónico").FillAsync("nadie@ejemplo.pe");
                await page.GetByLabel("Contraseña").FillAsync("no es la contraseña");
                await PressAndSeeAsync(page, "Ingresar", "#errores");
            },
        },
        new("equipo/alta", "empty", Reader.Stranger, _ => At("/equipo/alta")),
        new("equipo/alta", "nothing filled in", Reader.Stranger, _ => At("/equipo/alta"))
        {
            Then = page => PressAndSeeAsync(page, "Unirme al equipo", "#errores"),
        },
        new("equipo", "a moderator", Reader.Moderator, _ => At("/equipo")),
        new("equipo", "an organiser, a new invitation", Reader.Organiser, _ => At("/equipo"))
        {
            Then = page => PressAndSeeAsync(page, "Crear enlace", "#enlace"),
        },
        new("equipo/evento/{slug}", "as it is", Reader.Organiser, scene => At($"/equipo/evento/{scene.Week.Event.Slug}")),
        new("equipo/evento/{slug}", "a colour that is not saved yet", Reader.Organiser, scene => At($"/equipo/evento/{scene.Week.Event.Slug}"))
        {
            Then = async page =>
            {
                await page.GetByLabel("Color principal").FillAsync("#ffdd00");
                await Expect(page.Locator(".theme-preview .button-primary").First).ToHaveCSSAsync("background-color", "rgb(255, 221, 0)");
            },
        },
        new("equipo/evento/{slug}", "a wrong address of the stream", Reader.Organiser, scene => At($"/equipo/evento/{scene.Week.Event.Slug}"))
        {
            Then = async page =>
            {
                await page.GetByLabel("Dirección de la transmisión").First.FillAsync("https://ejemplo.pe/video");
                await PressAndSeeAsync(page, "Guardar cambios", "#errores");
            },
        },
        new("equipo/evento/{slug}/encuestas", "empty", Reader.Moderator, scene => At($"/equipo/evento/{scene.Week.Event.Slug}/encuestas")),
        new("equipo/evento/{slug}/encuestas", "some", Reader.Moderator, async scene =>
        {
            await scene.Others.PrepareAsync(PollKind.SingleChoice, "¿Publica su municipalidad las actas?");
            await scene.Others.PrepareAsync(PollKind.WordCloud, "¿Qué espera de esta semana?");
            return $"/equipo/evento/{scene.Week.Event.Slug}/encuestas?nueva=true";
        })
        {
            Then = page => Expect(page.Locator(".preview-phone .poll")).ToBeVisibleAsync(),
        },
        new("equipo/evento/{slug}/encuestas", "nothing filled in", Reader.Moderator, scene => At($"/equipo/evento/{scene.Week.Event.Slug}/encuestas?nueva=true"))
        {
            Then = page => PressAndSeeAsync(page, "Guardar en la biblioteca", "#errores"),
        },
        new("error/{status:int}", "not found", Reader.Stranger, _ => At("/no-existe")) { Status = 404 },
        new("error/{status:int}", "not allowed", Reader.Moderator, scene => At($"/equipo/evento/{scene.Week.Event.Slug}")) { Status = 403 },
        new("componentes", "all", Reader.Stranger, _ => At("/componentes")),
    ];

    private static Task<string> At(string address) => Task.FromResult(address);

    private static async Task PressAndSeeAsync(IPage page, string button, string seen, bool first = false)
    {
        var buttons = page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true });
        await (first ? buttons.First : buttons).ClickAsync();
        await Expect(page.Locator(seen)).ToBeVisibleAsync();
    }
}
