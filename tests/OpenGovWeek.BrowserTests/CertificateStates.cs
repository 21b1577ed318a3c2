using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Certificates;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>The pages about certificates, of those who hold them and of organisers, in the states that look different.</summary>
internal static class CertificateStates
{
    private const string Runs = "equipo/certificados";
    private const string Settings = "equipo/certificados/ajustes";
    private const string Issued = "equipo/certificados/emitidos";
    private const string One = "equipo/certificados/emitidos/{id:guid}";

    public static IReadOnlyList<PageState> All { get; } =
    [
        new("mis-certificados", "the event's, days missing", Reader.Attendee, async scene =>
        {
            await AskDaysAsync(scene, 2);
            return "/mis-certificados";
        }),
        new("mis-certificados", "reached, address not confirmed", Reader.Attendee, async scene =>
        {
            await scene.AttendToTheEndAsync(isConfirmed: false);
            return "/mis-certificados";
        }),
        new("mis-certificados", "superseded, another name, older editions unfolded", Reader.Attendee, async scene =>
        {
            await scene.IssueAsync();
            var id = await CertificateAsync(scene);
            await AmendAsync(scene, id, "Supersede", new() { ["Name"] = "Rosa Huamán Ñaupari de Quispe", ["NameReason"] = "Faltaba un apellido" });
            return "/mis-certificados";
        })
        {
            Then = page => page.Locator("#dia-1 summary").ClickAsync(),
        },
        new("mis-certificados", "revoked", Reader.Attendee, async scene =>
        {
            await scene.IssueAsync();
            await AmendAsync(scene, await CertificateAsync(scene), "Revoke", new() { ["RevokeReason"] = "Asistió otra persona en su lugar" });
            return "/mis-certificados";
        }),
        new("registro", "asks for a document", Reader.Stranger, async scene =>
        {
            await scene.Node.WithDatabaseAsync(db =>
            {
                db.CertificatePolicies.Add(new CertificatePolicy { EventId = scene.Week.Event.Id, AsksDocument = true, Version = 1 });
                return db.SaveChangesAsync();
            });
            return $"/registro?volver={scene.Room}";
        }),
        new(Runs, "nobody qualifies", Reader.Organiser, scene => At(scene, "")),
        new(Runs, "one waits, of the event too", Reader.Organiser, async scene =>
        {
            await HolderAsync(scene);
            await AskDaysAsync(scene, 1);
            return await At(scene, "");
        }),
        new(Runs, "runs in every state, with failures", Reader.Organiser, async scene =>
        {
            await HolderAsync(scene);
            await RunsAsync(scene);
            return await At(scene, "");
        })
        {
            Then = page => page.Locator("#emisiones summary").ClickAsync(),
        },
        new(Settings, "as it is at first", Reader.Organiser, scene => At(scene, "/ajustes")),
        new(Settings, "placeholders unfolded", Reader.Organiser, scene => At(scene, "/ajustes")) { Then = page => page.Locator("summary").ClickAsync() },
        new(Settings, "an unknown placeholder", Reader.Organiser, scene => At(scene, "/ajustes"))
        {
            Then = async page =>
            {
                await page.GetByLabel("Texto del certificado de un día").FillAsync("por haber estado en {sesión}");
                await page.GetByRole(AriaRole.Button, new() { Name = "Guardar", Exact = true }).ClickAsync();
                await Expect(page.Locator("#errores")).ToBeVisibleAsync();
            },
            Refused = 422,
        },
        new(Settings, "saved", Reader.Organiser, scene => At(scene, "/ajustes"))
        {
            Then = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Guardar", Exact = true }).ClickAsync();
                await Expect(page.Locator(".notice[data-kind=good]")).ToBeVisibleAsync();
            },
        },
        new(Issued, "none", Reader.Organiser, scene => At(scene, "/emitidos")),
        new(Issued, "nothing found", Reader.Organiser, scene => At(scene, "/emitidos", "&buscar=nadie")),
        new(Issued, "one", Reader.Organiser, async scene =>
        {
            await HolderAsync(scene);
            return await At(scene, "/emitidos");
        }),
        new(One, "valid", Reader.Organiser, async scene =>
        {
            await HolderAsync(scene);
            return await At(scene, $"/emitidos/{await CertificateAsync(scene)}");
        }),
        new(One, "no reason given", Reader.Organiser, async scene =>
        {
            await HolderAsync(scene);
            return await At(scene, $"/emitidos/{await CertificateAsync(scene)}");
        })
        {
            Then = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Revocar el certificado", Exact = true }).ClickAsync();
                await Expect(page.Locator("#errores")).ToBeVisibleAsync();
            },
            Refused = 422,
        },
        new(One, "superseded", Reader.Organiser, async scene =>
        {
            await HolderAsync(scene);
            var id = await CertificateAsync(scene);
            await AmendAsync(scene, id, "Supersede", new() { ["Name"] = "Rosa Huamán Ñaupari de Quispe", ["NameReason"] = "Faltaba un apellido" });
            return await At(scene, $"/emitidos/{id}");
        }),
    ];

    private static Task<string> At(Scene scene, string page, string more = "") => Task.FromResult($"/{Runs}{page}?evento={scene.Week.Event.Slug}{more}");

    // The organiser opens the page; somebody else has attended and issued.
    private static async Task HolderAsync(Scene scene)
    {
        var organiser = scene.Person;
        await scene.EnterAsync(Reader.Attendee);
        await scene.IssueAsync();
        scene.GoOnAs(organiser);
    }

    private static Task<int> AskDaysAsync(Scene scene, int days) => scene.Node.WithDatabaseAsync(db =>
        db.Events.Where(e => e.Id == scene.Week.Event.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.DaysForEvent, days)));

    private static Task<Guid> CertificateAsync(Scene scene) =>
        scene.Node.WithDatabaseAsync(db => db.Certificates.Where(c => c.EventId == scene.Week.Event.Id && c.Edition == 1).Select(c => c.Id).SingleAsync());

    private static async Task AmendAsync(Scene scene, Guid id, string form, Dictionary<string, string?> fields)
    {
        using var organiser = await scene.Week.NewStaffAsync(OpenGovWeek.Data.Staff.StaffRoles.Organiser);
        var page = await organiser.GetPageAsync(await At(scene, $"/emitidos/{id}"));
        using var done = await organiser.SubmitAsync(page, $"form[action*='{form}']", fields);
        _ = done.IsSuccessStatusCode ? true : throw new InvalidOperationException(await done.Content.ReadAsStringAsync());
    }

    // Nobody has the running one in hand: it stays as it is while it is looked at.
    private static Task<int> RunsAsync(Scene scene) => scene.Node.WithDatabaseAsync(async db =>
    {
        var now = scene.Week.Event.CreatedAt;
        foreach (var (status, kind, failed) in ((CertificateRunStatus, string, int)[])[(CertificateRunStatus.Running, "day:1", 0), (CertificateRunStatus.Stopped, "day:2", 0), (CertificateRunStatus.Finished, "day:1", 1)])
        {
            var run = db.CertificateRuns.Add(new CertificateRun
            {
                Id = Guid.CreateVersion7(),
                EventId = scene.Week.Event.Id,
                Kind = kind,
                Status = status,
                SendsMail = true,
                Site = "https://ejemplo.pe/",
                Total = 1200,
                Seen = status == CertificateRunStatus.Finished ? 1200 : 480,
                Issued = 310,
                Failed = failed,
                StaffId = Guid.Empty,
                StaffName = "Ana Quispe",
                StartedAt = now,
                FinishedAt = status == CertificateRunStatus.Finished ? now : null,
                LeasedUntil = status == CertificateRunStatus.Running ? now.AddYears(1) : null,
            }).Entity;
            if (failed > 0)
            {
                db.AuditEntries.Add(new Core.Audit.AuditEntry
                {
                    Id = Guid.CreateVersion7(),
                    At = now,
                    StaffName = "",
                    Action = Core.Audit.AuditAction.CertificateRun,
                    SubjectId = run.Id,
                    After = $$"""{"attendee":"{{Guid.Empty}}","name":"東京 Pérez","code":"certificate-characters","detail":["東 (U+6771)"]}""",
                });
            }
        }

        return await db.SaveChangesAsync();
    });
}
