using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Core.Tests.Live;

/// <summary>The objects that the files of tests/contract are the JSON of.</summary>
internal static class GoldenMessages
{
    private const string Slug = "logros-iniciativas-retos";
    private const string Epoch = "5f0c2f6e9d3b4a52";

    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["delta-snapshot"] = new Delta(
            Slug,
            Epoch,
            0,
            41,
            At(15, 20, 4, 250),
            Session(null, new OnAirView(Question: Id("018fbf3b-1000-7000-8000-000000000a01")), 40),
            [
                new QuestionView(
                    Id("018fbf3b-1000-7000-8000-000000000a01"),
                    "¿Cómo puede la ciudadanía seguir el avance de los trece compromisos del V Plan de Acción?",
                    "María Ñahui O’Higgins",
                    QuestionStatus.Answering,
                    Pinned: true,
                    12,
                    At(15, 5, 11, 4),
                    40),
                Municipal(3, 33),
                new QuestionView(
                    Id("018fbf3b-3000-7000-8000-000000000a03"),
                    "¿Desde qué año participa el Perú en la Alianza para el Gobierno Abierto? <b>Gracias</b>",
                    null,
                    QuestionStatus.AnsweredLive,
                    Pinned: false,
                    0,
                    At(15, 3, 2),
                    21),
            ],
            null,
            [
                new PollView(
                    Id("018fbf3c-1000-7000-8000-000000000b01"),
                    PollKind.SingleChoice,
                    "¿Qué principio del gobierno abierto le parece más urgente?",
                    PollStatus.Closed,
                    ResultsPolicy.Live,
                    [
                        new ChoiceView(Id("018fbf3c-1000-7000-8000-000000000c01"), "Transparencia"),
                        new ChoiceView(Id("018fbf3c-1000-7000-8000-000000000c02"), "Participación ciudadana"),
                        new ChoiceView(Id("018fbf3c-1000-7000-8000-000000000c03"), "Rendición de cuentas"),
                    ],
                    At(15, 10, 0),
                    At(15, 12, 20),
                    At(15, 12, 20),
                    214,
                    [98, 71, 45],
                    30),
                Where(null, null, 41, null),
            ],
            null,
            1250),
        ["delta-change"] = new Delta(
            Slug,
            Epoch,
            41,
            44,
            At(15, 20, 30),
            Session("https://stream.example/gobierno-abierto/dia-1.m3u8", new OnAirView(Poll: Id("018fbf3c-2000-7000-8000-000000000b02")), 44),
            [Municipal(4, 42)],
            null,
            [Where(At(15, 20, 50), null, 43, null)],
            Watching: 1250),
        ["delta-removal"] = new Delta(
            Slug,
            Epoch,
            44,
            46,
            At(15, 21, 0),
            RemovedQuestions: [Id("018fbf3b-2000-7000-8000-000000000a02")],
            RemovedPolls: [Id("018fbf3c-1000-7000-8000-000000000b01")],
            Watching: 1250),
        ["delta-staff"] = new Delta(
            Slug,
            Epoch,
            46,
            50,
            At(15, 22, 10, 750),
            null,
            [
                new QuestionView(
                    Id("018fbf3b-4000-7000-8000-000000000a04"),
                    "¿Habrá certificado de los tres días?",
                    "José Quispe Mamani",
                    QuestionStatus.Pending,
                    Pinned: false,
                    0,
                    At(15, 22, 1),
                    47,
                    Version: 1),
                new QuestionView(
                    Id("018fbf3b-5000-7000-8000-000000000a05"),
                    "Mi número es 999 000 000, llámenme",
                    null,
                    QuestionStatus.Rejected,
                    Pinned: false,
                    0,
                    At(15, 21, 44),
                    48,
                    RejectionReason.PersonalData,
                    2),
            ],
            null,
            [
                Where(null, 187, 49, 3),
                new PollView(
                    Id("018fbf3c-3000-7000-8000-000000000b03"),
                    PollKind.SingleChoice,
                    "¿Volvería a participar mañana?",
                    PollStatus.Draft,
                    ResultsPolicy.AfterPublish,
                    [
                        new ChoiceView(Id("018fbf3c-3000-7000-8000-000000000c06"), "Sí"),
                        new ChoiceView(Id("018fbf3c-3000-7000-8000-000000000c07"), "No"),
                    ],
                    null,
                    null,
                    null,
                    0,
                    null,
                    50,
                    1),
            ]),
        ["delta-polls"] = new Delta(
            Slug,
            Epoch,
            50,
            61,
            At(15, 30, 10),
            Polls:
            [
                new PollView(
                    Poll(5),
                    PollKind.Rating,
                    "¿Cuánto confía en que los compromisos se cumplan?",
                    PollStatus.Closed,
                    ResultsPolicy.AfterClose,
                    [.. Enumerable.Range(1, 5).Select(step => new ChoiceView(Choice(5, step), $"{step}"))],
                    At(15, 24, 0),
                    null,
                    At(15, 26, 0),
                    10,
                    [1, 0, 2, 3, 4],
                    58,
                    Low: "Nada",
                    High: "Mucho",
                    Final: true),
                new PollView(
                    Poll(6),
                    PollKind.WordCloud,
                    "Gobierno abierto, en una palabra",
                    PollStatus.Closed,
                    ResultsPolicy.AfterBallot,
                    [new ChoiceView(Choice(6, 2), "Participación"), new ChoiceView(Choice(6, 1), "P’unchay")],
                    At(15, 26, 30),
                    null,
                    At(15, 29, 0),
                    6,
                    [4, 1],
                    60,
                    Least: 1,
                    Most: 3),
                new PollView(
                    Poll(4),
                    PollKind.MultipleChoice,
                    "¿Qué datos abriría primero su municipalidad?",
                    PollStatus.Open,
                    ResultsPolicy.Live,
                    [
                        new ChoiceView(Choice(4, 1), "Presupuesto"),
                        new ChoiceView(Choice(4, 2), "Obras"),
                        new ChoiceView(Choice(4, 3), "Contrataciones"),
                    ],
                    At(15, 30, 0),
                    null,
                    null,
                    3,
                    [3, 2, 1],
                    61,
                    Least: 1,
                    Most: 2,
                    Confirmed: true),
            ]),
        ["delta-staff-polls"] = new Delta(
            Slug,
            Epoch,
            61,
            66,
            At(15, 32, 0),
            Polls:
            [
                new PollView(
                    Poll(7),
                    PollKind.WordCloud,
                    "¿Qué falta?",
                    PollStatus.Open,
                    ResultsPolicy.AfterBallot,
                    [
                        new ChoiceView(Choice(7, 2), "Año fiscal", ChoiceStatus.Pending),
                        new ChoiceView(Choice(7, 1), "Agua", ChoiceStatus.Shown),
                        new ChoiceView(Choice(7, 3), "Nada", ChoiceStatus.Hidden),
                    ],
                    At(15, 31, 0),
                    null,
                    null,
                    5,
                    null,
                    65,
                    1,
                    Least: 1,
                    Most: 3),
                new PollView(
                    Poll(8), PollKind.OpenText, "¿Qué haría usted mañana?", PollStatus.Draft, ResultsPolicy.AfterPublish, [], null, null, null, 0, null, 66, 2, Position: 1),
                new PollView(
                    Poll(3),
                    PollKind.YesNo,
                    "¿Publica su municipalidad las actas?",
                    PollStatus.Closed,
                    ResultsPolicy.AfterPublish,
                    [new ChoiceView(Choice(3, 1), "Sí"), new ChoiceView(Choice(3, 2), "No"), new ChoiceView(Choice(3, 3), "Me abstengo")],
                    At(15, 27, 0),
                    null,
                    At(15, 31, 0),
                    9,
                    [5, 3, 1],
                    64,
                    3,
                    ConfirmedBallots: 4,
                    ConfirmedCounts: [3, 1, 0]),
            ],
            RemovedPolls: [Poll(9)]),
        ["tally"] = Tally,
        ["mine-answers"] = new Mine(
            [],
            [],
            [
                new MyBallot(Poll(4), [Choice(4, 1), Choice(4, 2)]),
                new MyBallot(Poll(7), [Choice(7, 1), Choice(7, 2)], ["AGUA", "Año fiscal"]),
            ],
            new MyAttendance(1, 30, 72, Reached: false, Final: false),
            [Tally]),
        ["beacon"] = new Beacon(Slug, Epoch, 50, 46, 1250, At(15, 22, 12)),
        ["agenda"] = new AgendaView(
            "semana-gobierno-abierto-2024",
            [
                Planned(28, Slug, "Gobierno Abierto: Logros, Iniciativas y Retos en Perú", SessionStatus.Live),
                Planned(29, "calidad-de-los-servicios", "Mejora de la calidad de los servicios en el marco de gobierno abierto", SessionStatus.Scheduled),
                Planned(
                    30,
                    "calidad-regulatoria",
                    "Calidad Regulatoria y Gobierno Abierto: Impulsando la Participación Ciudadana en Perú",
                    SessionStatus.Scheduled),
            ]),
        ["mine"] = new Mine(
            [
                new MyQuestion(
                    Id("018fbf3b-5000-7000-8000-000000000a05"),
                    Id("018fbf3b-5000-7000-9000-0000000000f2"),
                    "Mi número es 999 000 000, llámenme",
                    WithName: false,
                    QuestionStatus.Rejected,
                    RejectionReason.PersonalData,
                    At(15, 21, 44)),
                new MyQuestion(
                    Id("018fbf3b-1000-7000-8000-000000000a01"),
                    Id("018fbf3b-1000-7000-9000-0000000000f1"),
                    "¿Cómo puede la ciudadanía seguir el avance de los trece compromisos del V Plan de Acción?",
                    WithName: true,
                    QuestionStatus.Answering,
                    null,
                    At(15, 5, 11, 4)),
            ],
            [Id("018fbf3b-2000-7000-8000-000000000a02")],
            [new MyBallot(Id("018fbf3c-1000-7000-8000-000000000b01"), [Id("018fbf3c-1000-7000-8000-000000000c02")])],
            new MyAttendance(1, 18, 72, Reached: false, Final: false)),
        ["mine-empty"] = new Mine([], [], [], new MyAttendance(1, 74, 72, Reached: true, Final: true)),
    };

    private static PollTally Tally => new(Poll(7), 65, 5, [3], [new ChoiceView(Choice(7, 1), "Agua")]);

    private static Guid Poll(int number) => Id($"018fbf3c-{number}000-7000-8000-000000000b0{number}");

    private static Guid Choice(int poll, int number) => Id($"018fbf3c-{poll}000-7000-8000-000000000d{number:00}");

    private static Guid Id(string text) => Guid.Parse(text);

    private static DateTime At(int hour, int minute, int second, int millisecond = 0, int day = 28) =>
        new(2024, 5, day, hour, minute, second, millisecond, DateTimeKind.Utc);

    private static SessionView Session(string? streamUrl, OnAirView onAir, long revision) => new(
        Id("018fbf2a-7c00-7000-8000-0000000000d1"),
        "Gobierno Abierto: Logros, Iniciativas y Retos en Perú",
        1,
        SessionStatus.Live,
        At(15, 1, 30),
        At(15, 1, 30),
        At(15, 0, 0),
        At(17, 0, 0),
        IllustrativeTimes: true,
        streamUrl,
        20,
        onAir,
        revision);

    private static QuestionView Municipal(int upvotes, long revision) => new(
        Id("018fbf3b-2000-7000-8000-000000000a02"),
        "¿Qué pasa con los datos que publican las municipalidades?\n\nEn mi distrito no se encuentran.",
        null,
        QuestionStatus.Published,
        Pinned: false,
        upvotes,
        At(15, 7, 40, 500),
        revision);

    private static PollView Where(DateTime? closesAt, int? ballots, long revision, int? version) => new(
        Id("018fbf3c-2000-7000-8000-000000000b02"),
        PollKind.SingleChoice,
        "¿Desde dónde nos acompaña?",
        PollStatus.Open,
        ResultsPolicy.AfterClose,
        [
            new ChoiceView(Id("018fbf3c-2000-7000-8000-000000000c04"), "Una entidad pública"),
            new ChoiceView(Id("018fbf3c-2000-7000-8000-000000000c05"), "La sociedad civil o la academia"),
        ],
        At(15, 19, 30),
        closesAt,
        null,
        ballots,
        null,
        revision,
        version);

    private static AgendaSession Planned(int day, string slug, string title, SessionStatus status) =>
        new(slug, title, status, At(15, 0, 0, day: day), At(17, 0, 0, day: day), IllustrativeTimes: true);
}
