using OpenGovWeek.Core.Questions;

namespace OpenGovWeek.Testing;

/// <summary>Questions as people ask them, as many as are needed, written straight into the database.</summary>
public static class ManyQuestions
{
    private static readonly string[] Openings =
    [
        "¿Cómo se va a", "¿Cuándo se podrá", "¿Quién se encarga de", "¿Por qué no se puede", "¿Qué hace falta para", "¿Con qué presupuesto se piensa",
        "Buenas tardes, quisiera saber cómo se hará para", "¿Hay algún plan para", "¿Es obligatorio para las municipalidades", "¿De qué manera la ciudadanía podrá",
    ];

    private static readonly string[] Actions =
    [
        "publicar los contratos de obras", "traducir los formularios al quechua y al aimara", "seguir el avance de los compromisos", "presentar un pedido de información",
        "abrir los datos del presupuesto", "capacitar a los funcionarios", "revisar las actas de las audiencias", "participar en el presupuesto participativo",
        "denunciar una demora sin temor", "medir la calidad de los servicios", "simplificar los trámites en línea", "llegar a quienes no tienen internet",
        "rendir cuentas cada trimestre", "elegir a los representantes del foro", "proteger los datos personales",
    ];

    private static readonly string[] Places =
    [
        "en la región Puno", "en Loreto", "en las comunidades de la Amazonía", "en los distritos de Lima norte", "en Ayacucho", "en los colegios rurales", "en Piura",
        "en los hospitales", "en Cusco", "en las municipalidades pequeñas", "en Tacna", "en Huancavelica", "en el gobierno regional de Áncash", "en Ucayali",
    ];

    private static readonly string[] Ends =
    [
        "?", " antes de fin de año?", " si no hay personal?", " sin esperar otra norma?", " y dónde se verá?", ", y quién lo supervisa?",
        " para las personas con discapacidad?", " y desde cuándo?", " como en otros países?",
    ];

    /// <summary>The text of a number; the first 18,900 differ.</summary>
    public static string Text(int number)
    {
        var (opening, action) = (Openings[number % Openings.Length], Actions[number / Openings.Length % Actions.Length]);
        var rest = number / (Openings.Length * Actions.Length);
        return $"{opening} {action} {Places[(rest + number) % Places.Length]}{Ends[(rest / Places.Length + number) % Ends.Length]}";
    }

    /// <summary>Writes questions of a few attendees into the first session: half of them pending, the others in every other status, a minute apart or less.</summary>
    /// <returns>Their ids, in the order in which they were asked.</returns>
    public static async Task<IReadOnlyList<Guid>> SeedAsync(TestEvent week, int count)
    {
        var authors = new List<Guid>();
        for (var number = 0; number < 5; number++)
        {
            var (browser, id) = await week.NewAttendeeAsync();
            browser.Dispose();
            authors.Add(id);
        }

        var ids = new List<Guid>(count);
        await week.Node.WithDatabaseAsync(async db =>
        {
            for (var number = 0; number < count; number++)
            {
                var status = (number % 10) switch
                {
                    < 5 => QuestionStatus.Pending,
                    < 8 => QuestionStatus.Published,
                    8 => QuestionStatus.AnsweredLive,
                    _ => QuestionStatus.Rejected,
                };
                var isPublic = QuestionRules.IsPublic(status);
                var upvotes = isPublic ? number * 37 % 113 : 0;
                var at = week.Event.CreatedAt.AddSeconds(number - count);
                ids.Add(Guid.CreateVersion7(new DateTimeOffset(at)));
                db.Questions.Add(new Question
                {
                    Id = ids[^1],
                    SessionId = week.Session.Id,
                    AttendeeId = authors[number % authors.Count],
                    ClientId = Guid.CreateVersion7(),
                    Text = Text(number),
                    AuthorName = number % 3 == 0 ? null : "Rosa Huamán Ñaupari",
                    AskedAt = at,
                    StatusSince = at,
                    Status = status,
                    Reason = status == QuestionStatus.Rejected ? RejectionReason.OffTopic : null,
                    Upvotes = upvotes,
                    Heat = upvotes == 0 ? QuestionHeat.None : QuestionHeat.Of(Enumerable.Repeat(at, upvotes)),
                    WasPublic = isPublic,
                    Revision = 1,
                });
            }

            return await db.SaveChangesAsync();
        });
        return ids;
    }
}
