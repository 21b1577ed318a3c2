namespace OpenGovWeek.Testing;

/// <summary>Who may use an endpoint; organisers may do all that moderators may.</summary>
public enum Who
{
    Everyone,
    Attendee,
    Moderator,
    Organiser,
}

/// <summary>What an endpoint is for; decides how a refusal looks.</summary>
public enum EndpointKind
{
    /// <summary>A page; who may not see it is sent to the registration or the sign-in.</summary>
    Page,

    /// <summary>A form that a page sends to itself, by the name of its handler.</summary>
    Form,

    /// <summary>For machines and modules; who may not use it gets 401 or 403.</summary>
    Api,

    /// <summary>Anything else that is served.</summary>
    Other,
}

/// <summary>One endpoint.</summary>
/// <param name="Method">HTTP method; GET for pages.</param>
/// <param name="Pattern">Route as it was mapped, with a leading slash; a form adds <c>?handler=Name</c>.</param>
/// <param name="Address">An address to try; {slug}, {event} and {attendee} stand for those of the test's event, {id} for an id that nothing has.</param>
public sealed record EndpointRow(EndpointKind Kind, string Method, string Pattern, Who Who, string Address)
{
    /// <summary>An id that nothing has.</summary>
    public const string Nothing = "0192f000-0000-7000-8000-000000000000";

    public string Name => $"{Method} {Pattern}";

    /// <summary>The address in an event.</summary>
    public string In(TestEvent week) => Address
        .Replace("{slug}", week.Slug, StringComparison.Ordinal)
        .Replace("{event}", week.Event.Slug, StringComparison.Ordinal)
        .Replace("{attendee}", $"{week.AnAttendee}", StringComparison.Ordinal)
        .Replace("{id}", Nothing, StringComparison.Ordinal);
}

/// <summary>Every endpoint of the application with who may use it. A test fails for an endpoint without a row and for a row without an endpoint.</summary>
public static class EndpointTable
{
    public static IReadOnlyList<EndpointRow> Rows { get; } =
    [
        Page("/", Who.Everyone, "/"),
        Page("/e/{slug}", Who.Everyone, "/e/{event}"),
        Page("/registro", Who.Everyone, "/registro"),
        Page("/entrar", Who.Everyone, "/entrar"),
        Page("/entrar/enlace", Who.Everyone, "/entrar/enlace"),
        Page("/confirmar", Who.Everyone, "/confirmar"),
        Page("/s/{slug}", Who.Everyone, "/s/{slug}"),
        Page("/s/{slug}/pantalla", Who.Everyone, "/s/{slug}/pantalla"),
        Page("/s/{slug}/consola", Who.Moderator, "/s/{slug}/consola"),
        Page("/s/{slug}/sala", Who.Everyone, "/s/{slug}/sala"),
        Page("/s/{slug}/salas", Who.Moderator, "/s/{slug}/salas"),
        Page("/mis-certificados", Who.Attendee, "/mis-certificados"),
        Page("/mi-asistencia", Who.Attendee, "/mi-asistencia"),
        Page("/verificar/{code?}", Who.Everyone, "/verificar"),
        Page("/equipo", Who.Moderator, "/equipo"),
        Page("/equipo/entrar", Who.Everyone, "/equipo/entrar"),
        Page("/equipo/segundo-paso", Who.Everyone, "/equipo/segundo-paso"),
        Page("/equipo/recuperar", Who.Everyone, "/equipo/recuperar"),
        Page("/equipo/recuperar/nueva", Who.Everyone, "/equipo/recuperar/nueva"),
        Page("/equipo/seguridad", Who.Moderator, "/equipo/seguridad"),
        Page("/equipo/alta", Who.Everyone, "/equipo/alta"),
        Page("/equipo/asistencia/{slug?}", Who.Moderator, "/equipo/asistencia/{event}"),
        Page("/equipo/asistencia/{slug}/personas/{id:guid}", Who.Organiser, "/equipo/asistencia/{event}/personas/{attendee}"),
        Page("/equipo/asistencia/{slug}/ventanas", Who.Organiser, "/equipo/asistencia/{slug}/ventanas"),
        Page("/equipo/evento/{slug}", Who.Organiser, "/equipo/evento/{event}"),
        Page("/equipo/evento/{slug}/encuestas", Who.Moderator, "/equipo/evento/{event}/encuestas"),
        Page("/buzon", Who.Everyone, "/buzon"),
        Page("/equipo/certificados", Who.Organiser, "/equipo/certificados?evento={event}"),
        Page("/equipo/certificados/ajustes", Who.Organiser, "/equipo/certificados/ajustes?evento={event}"),
        Page("/equipo/certificados/emitidos", Who.Organiser, "/equipo/certificados/emitidos?evento={event}"),
        Page("/equipo/certificados/emitidos/{id:guid}", Who.Organiser, $"/equipo/certificados/emitidos/{EndpointRow.Nothing}?evento={{event}}"),
        Page("/componentes", Who.Everyone, "/componentes"),
        Page("/error/{status:int}", Who.Everyone, "/error/404"),

        Form("/registro", "", Who.Everyone),
        Form("/registro", "Leave", Who.Everyone),
        Form("/entrar", "Ask", Who.Everyone),
        Form("/entrar", "Code", Who.Everyone),
        Form("/entrar/enlace", "", Who.Everyone),
        Form("/confirmar", "Ask", Who.Everyone),
        Form("/confirmar", "Code", Who.Everyone),
        Form("/s/{slug}", "Ask", Who.Attendee),
        Form("/s/{slug}", "Upvote", Who.Attendee),
        Form("/s/{slug}", "Ballot", Who.Attendee),
        Form("/s/{slug}/consola", "Session", Who.Moderator),
        Form("/s/{slug}/consola", "Question", Who.Moderator),
        Form("/s/{slug}/consola", "CreatePoll", Who.Moderator),
        Form("/s/{slug}/consola", "Poll", Who.Moderator),
        Form("/s/{slug}/consola", "Prepared", Who.Moderator),
        Form("/s/{slug}/consola", "Screen", Who.Moderator),
        Form("/s/{slug}/consola", "Announce", Who.Moderator),
        Form("/s/{slug}/consola", "EndAnnouncement", Who.Moderator),
        Form("/s/{slug}/consola", "Stream", Who.Moderator),
        Form("/s/{slug}/consola", "Merge", Who.Moderator),
        Form("/s/{slug}/consola", "Undo", Who.Moderator),
        Form("/s/{slug}/sala", "", Who.Everyone),
        Form("/s/{slug}/salas", "Open", Who.Moderator),
        Form("/s/{slug}/salas", "Close", Who.Moderator),
        Form("/s/{slug}/salas", "Credit", Who.Moderator),
        Form("/s/{slug}/salas", "Withdraw", Who.Moderator),
        Form("/mis-certificados", "Issue", Who.Attendee),
        Form("/mi-asistencia", "Ask", Who.Attendee),
        Form("/equipo/asistencia/{slug}/personas/{id:guid}", "Decide", Who.Organiser),
        Form("/equipo/asistencia/{slug}/personas/{id:guid}", "Withdraw", Who.Organiser),
        Form("/equipo/asistencia/{slug}/ventanas", "", Who.Organiser),
        Form("/equipo", "Invite", Who.Organiser),
        Form("/equipo", "Cancel", Who.Organiser),
        Form("/equipo", "Remove", Who.Organiser),
        Form("/equipo/entrar", "", Who.Everyone),
        Form("/equipo/entrar", "Passkey", Who.Everyone),
        Form("/equipo/segundo-paso", "", Who.Everyone),
        Form("/equipo/recuperar", "", Who.Everyone),
        Form("/equipo/recuperar/nueva", "", Who.Everyone),
        Form("/equipo/seguridad", "Prove", Who.Moderator),
        Form("/equipo/seguridad", "Password", Who.Moderator),
        Form("/equipo/seguridad", "Begin", Who.Moderator),
        Form("/equipo/seguridad", "Enable", Who.Moderator),
        Form("/equipo/seguridad", "Codes", Who.Moderator),
        Form("/equipo/seguridad", "Disable", Who.Moderator),
        Form("/equipo/seguridad", "AddPasskey", Who.Moderator),
        Form("/equipo/seguridad", "RemovePasskey", Who.Moderator),
        Form("/equipo/alta", "", Who.Everyone),
        Form("/equipo/evento/{slug}", "", Who.Organiser),
        Form("/equipo/evento/{slug}/encuestas", "Save", Who.Moderator),
        Form("/equipo/evento/{slug}/encuestas", "Poll", Who.Moderator),
        Form("/equipo/certificados", "Start", Who.Organiser),
        Form("/equipo/certificados", "Stop", Who.Organiser),
        Form("/equipo/certificados", "Resume", Who.Organiser),
        Form("/equipo/certificados/ajustes", "", Who.Organiser),
        Form("/equipo/certificados/ajustes", "Preview", Who.Organiser),
        Form("/equipo/certificados/emitidos/{id:guid}", "Supersede", Who.Organiser),
        Form("/equipo/certificados/emitidos/{id:guid}", "Revoke", Who.Organiser),
        Form("/error/{status:int}", "", Who.Everyone),

        Api("GET", "/api/sessions/{slug}/changes", Who.Everyone),
        Api("GET", "/api/sessions/{slug}/mine", Who.Attendee),
        Api("GET", "/api/sessions/{slug}/stream", Who.Everyone),
        Api("GET", "/api/sessions/{slug}/questions", Who.Everyone),
        Api("POST", "/api/sessions/{slug}/questions", Who.Attendee),
        Api("GET", "/api/sessions/{slug}/questions/similar", Who.Attendee),
        Api("GET", "/api/sessions/{slug}/questions/duplicates", Who.Moderator),
        Api("PUT", "/api/sessions/{slug}/questions/{question:guid}/upvote", Who.Attendee),
        Api("PUT", "/api/sessions/{slug}/polls/{poll:guid}/ballot", Who.Attendee),
        Api("POST", "/api/sessions/{slug}/status", Who.Moderator),
        Api("POST", "/api/sessions/{slug}/questions/{question:guid}/status", Who.Moderator),
        Api("POST", "/api/sessions/{slug}/questions/{question:guid}/pin", Who.Moderator),
        Api("POST", "/api/sessions/{slug}/polls", Who.Moderator),
        Api("PUT", "/api/sessions/{slug}/polls/{poll:guid}", Who.Moderator),
        Api("DELETE", "/api/sessions/{slug}/polls/{poll:guid}", Who.Moderator),
        Api("POST", "/api/sessions/{slug}/polls/{poll:guid}/copy", Who.Moderator),
        Api("POST", "/api/sessions/{slug}/polls/prepared", Who.Moderator),
        Api("PUT", "/api/sessions/{slug}/polls/order", Who.Moderator),
        Api("POST", "/api/sessions/{slug}/polls/{poll:guid}/words", Who.Moderator),
        Api("POST", "/api/sessions/{slug}/polls/{poll:guid}/status", Who.Moderator),
        Api("POST", "/api/sessions/{slug}/questions/bulk", Who.Moderator),
        Api("PUT", "/api/sessions/{slug}/questions/{question:guid}/hold", Who.Moderator),
        Api("POST", "/api/sessions/{slug}/questions/{question:guid}/merge", Who.Moderator),
        new(EndpointKind.Api, "GET", "/api/sessions/{slug}/questions/{question:guid}/merge", Who.Moderator, "/api/sessions/{slug}/questions/{id}/merge?into={id}"),
        Api("GET", "/api/sessions/{slug}/audience", Who.Moderator),
        Api("POST", "/api/sessions/{slug}/undo/bulk", Who.Moderator),
        Api("PUT", "/api/sessions/{slug}/screen", Who.Moderator),
        Api("PUT", "/api/sessions/{slug}/announcement", Who.Moderator),
        Api("DELETE", "/api/sessions/{slug}/announcement", Who.Moderator),
        Api("PUT", "/api/sessions/{slug}/stream", Who.Moderator),
        Api("POST", "/api/sessions/{slug}/undo", Who.Moderator),
        Api("GET", "/api/sessions/{slug}/venue-codes", Who.Everyone),
        Api("GET", "/api/events/{slug}/agenda", Who.Everyone),
        Api("GET", "/api/events/{slug}/certificate-runs", Who.Organiser),
        Api("GET", "/api/events/{slug}/attendance", Who.Moderator),
        Api("GET", "/api/certificates/{code}", Who.Everyone),
        new(EndpointKind.Api, "GET", "/api/certificates/by-hash/{sha256}", Who.Everyone, $"/api/certificates/by-hash/{new string('0', 64)}"),
        Api("GET", "/api/certificates/{code}/badge", Who.Everyone),
        new(EndpointKind.Api, "GET", "/api/badges/keys/{id:guid}", Who.Everyone, "/api/badges/keys/{id}"),
        new(EndpointKind.Api, "GET", "/api/badges/{event:guid}/issuer", Who.Everyone, "/api/badges/{id}/issuer"),
        new(EndpointKind.Api, "GET", "/api/badges/{event:guid}/achievements/{kind}", Who.Everyone, "/api/badges/{id}/achievements/day:1"),
        new(EndpointKind.Api, "GET", "/api/badges/{event:guid}/status", Who.Everyone, "/api/badges/{id}/status"),

        Api("POST", "/api/staff/passkeys/challenge", Who.Everyone),
        Api("POST", "/api/staff/passkeys/options", Who.Moderator),

        new(EndpointKind.Other, "POST", "/idioma", Who.Everyone, "/idioma"),
        new(EndpointKind.Other, "POST", "/equipo/salir", Who.Everyone, "/equipo/salir"),
        new(EndpointKind.Page, "GET", "/mis-certificados/{code}.pdf", Who.Attendee, "/mis-certificados/0000.pdf"),
        new(EndpointKind.Page, "GET", "/equipo/certificados/muestra.pdf", Who.Organiser, "/equipo/certificados/muestra.pdf?evento={event}"),
        new(EndpointKind.Other, "GET", "/equipo/asistencia/{slug}/archivo/{file}", Who.Organiser, "/equipo/asistencia/{event}/archivo/personas.csv"),
        new(EndpointKind.Other, "GET", "/e/{slug}/tema.{hash}.css", Who.Everyone, "/e/{event}/tema.0.css"),
        new(EndpointKind.Other, "GET", "/e/{slug}/logo.{hash}", Who.Everyone, "/e/{event}/logo.0"),
        new(EndpointKind.Other, "GET", "/temas/{accent:regex(^[0-9a-f]{{6}}$)}.css", Who.Everyone, "/temas/8c1630.css"),
        new(EndpointKind.Other, "GET", "/openapi/{documentName}.json", Who.Everyone, "/openapi/v1.json"),
        new(EndpointKind.Other, "GET", "/scalar/{documentName?}", Who.Everyone, "/scalar"),
        new(EndpointKind.Other, "GET", "/scalar/scalar.js", Who.Everyone, "/scalar/scalar.js"),
        new(EndpointKind.Other, "GET", "/scalar/scalar.aspnetcore.js", Who.Everyone, "/scalar/scalar.aspnetcore.js"),
        new(EndpointKind.Other, "GET", "/scalar/favicon.svg", Who.Everyone, "/scalar/favicon.svg"),
        new(EndpointKind.Other, "GET", "/.well-known/jwks.json", Who.Everyone, "/.well-known/jwks.json"),
        new(EndpointKind.Other, "GET", "/livez", Who.Everyone, "/livez"),
        new(EndpointKind.Other, "GET", "/readyz", Who.Everyone, "/readyz"),
        new(EndpointKind.Other, "GET", "/hubs/session", Who.Everyone, "/hubs/session"),
        new(EndpointKind.Other, "GET", "/hubs/session/negotiate", Who.Everyone, "/hubs/session/negotiate"),
    ];

    /// <summary>The pages that a person sees; every one is looked at in every language and by the accessibility checks.</summary>
    public static IReadOnlyList<EndpointRow> Pages { get; } =
        [.. Rows.Where(row => row.Kind == EndpointKind.Page && !row.Pattern.EndsWith(".pdf", StringComparison.Ordinal))];

    private static EndpointRow Page(string pattern, Who who, string address) => new(EndpointKind.Page, "GET", pattern, who, address);

    private static EndpointRow Form(string page, string handler, Who who)
    {
        var pattern = handler.Length == 0 ? page : $"{page}?handler={handler}";
        return new(EndpointKind.Form, "POST", pattern, who, pattern
            .Replace("/e/{slug}", "/e/{event}", StringComparison.Ordinal)
            .Replace("/equipo/evento/{slug}", "/equipo/evento/{event}", StringComparison.Ordinal)
            .Replace("/{slug}/personas/{id:guid}", "/{event}/personas/{attendee}", StringComparison.Ordinal)
            .Replace("{status:int}", "404", StringComparison.Ordinal)
            .Replace("{id:guid}", EndpointRow.Nothing, StringComparison.Ordinal));
    }

    private static EndpointRow Api(string method, string pattern, Who who) => new(EndpointKind.Api, method, pattern, who, pattern
        .Replace("/events/{slug}", "/events/{event}", StringComparison.Ordinal)
        .Replace("{question:guid}", "{id}", StringComparison.Ordinal)
        .Replace("{poll:guid}", "{id}", StringComparison.Ordinal)
        .Replace("{code}", "0000", StringComparison.Ordinal));
}
