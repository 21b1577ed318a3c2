namespace OpenGovWeek.Pictures;

/// <summary>Some three hundred questions as an audience asks them; illustrative, nobody asked them.</summary>
internal static class QuestionTexts
{
    // With their articles, so that "de" and "a" join them as Spanish does.
    private static readonly string[] Matters =
    [
        "el V Plan de Acción de Gobierno Abierto", "los trece compromisos en marcha", "el portal de transparencia de mi municipalidad",
        "el presupuesto participativo", "las audiencias públicas de rendición de cuentas", "las solicitudes de acceso a la información",
        "los trámites en línea", "la atención en lenguas originarias", "la calidad regulatoria", "las consultas públicas de normas",
        "el libro de reclamaciones de las entidades", "los datos abiertos de salud", "los datos abiertos de educación",
        "las compras públicas de los distritos", "el seguimiento de obras", "la integridad en los gobiernos regionales",
        "los comités de vigilancia ciudadana", "la participación de los pueblos indígenas", "la participación de las juventudes",
        "el lenguaje claro en las resoluciones", "la mejora de los servicios en zonas rurales", "los archivos públicos", "la gestión de denuncias",
        "el trabajo con la sociedad civil", "la Alianza para el Gobierno Abierto",
    ];

    private static readonly Func<string, string>[] Asked =
    [
        matter => $"¿Dónde se publican los avances {Of(matter)}?",
        matter => $"¿Quién responde en cada entidad por {matter}?",
        matter => $"¿Cómo se mide el resultado {Of(matter)} y cada cuánto se informa?",
        matter => $"¿Cómo puede una organización vecinal aportar a {matter}?".Replace(" a el ", " al ", StringComparison.Ordinal),
        matter => $"¿Qué se ha aprendido hasta ahora {Of(matter)} en otras regiones?",
        matter => $"¿Por qué cuesta tanto encontrar información sobre {matter} desde provincias?",
        matter => $"¿Qué papel tienen las universidades en {matter}?",
        matter => $"¿Habrá materiales en quechua y aimara sobre {matter}?",
        matter => $"Trabajo en una municipalidad distrital. ¿Qué apoyo recibimos para {matter}?",
        matter => $"¿Qué cambia para las personas con discapacidad con {matter}?",
        matter => $"¿Qué hacemos si en nuestra región nadie informa sobre {matter}?",
        matter => $"¿Cómo se evita que {matter} quede solo en el papel cuando cambia la gestión?",
    ];

    /// <summary>The questions that stand at the head of the room, the most supported first.</summary>
    public static IReadOnlyList<string> Leading { get; } =
    [
        "¿Cómo se verifica que un compromiso del V Plan de Acción se cumplió de verdad, y quién lo verifica?",
        "¿Por qué tantas municipalidades siguen sin publicar las actas de su presupuesto participativo?",
        "¿Cómo pueden participar quienes no tienen buena conexión a internet?",
        "¿Qué pasa cuando una entidad no responde una solicitud de acceso a la información en el plazo?",
        "¿Se publicarán los datos de esta semana en un formato que se pueda reutilizar?",
        "¿Cómo se elige a las organizaciones de la sociedad civil que siguen los compromisos?",
    ];

    /// <summary>What waits for the moderator.</summary>
    public static IReadOnlyList<string> Waiting { get; } =
    [
        "¿El certificado de participación sirve para el concurso de mi entidad?",
        "¿Podrían hablar un poco más despacio para la interpretación en lengua de señas?",
        "¿Cuándo empieza a prepararse el siguiente plan de acción?",
        "En mi distrito las audiencias son a las diez de la mañana de un día de semana. ¿Cómo va a ir la gente que trabaja?",
        "¿Qué entidad revisa que los portales de transparencia estén al día?",
    ];

    /// <summary>All others.</summary>
    public static IEnumerable<string> Others() =>
        Asked.SelectMany((ask, form) => Matters.Where((_, place) => IsPlain(form, place)).Select(ask));

    // A verb that agrees with its matter asks for a singular one.
    private static bool IsPlain(int form, int place) => form != 11 || Matters[place].StartsWith("el ", StringComparison.Ordinal) || Matters[place].StartsWith("la ", StringComparison.Ordinal);

    private static string Of(string matter) => matter.StartsWith("el ", StringComparison.Ordinal) ? $"del {matter[3..]}" : $"de {matter}";
}
