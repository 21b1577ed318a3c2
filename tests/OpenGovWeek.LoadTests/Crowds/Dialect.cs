namespace OpenGovWeek.LoadTests.Crowds;

/// <summary>What a client says to a server over its WebSocket, and how it knows a broadcast.</summary>
/// <param name="Path">Path and query of the upgrade.</param>
/// <param name="Opening">What is said in turn (null for nothing) and how the answer to it begins.</param>
/// <param name="Delta">How a broadcast begins.</param>
/// <param name="Ping">What is said every ten seconds; null for nothing.</param>
/// <param name="Asked">How the server's own ping begins, and the answer to it; null when it needs none.</param>
/// <param name="Cookies">Those of the client of a number; null when nobody is signed in.</param>
internal sealed record Dialect(
    string Path,
    Func<int, (string? Say, string Hear)[]> Opening,
    string Delta,
    string? Ping = null,
    (string Hear, string Say)? Asked = null,
    Func<int, string>? Cookies = null)
{
    private const string SignalRDelta = """{"type":1,"target":"delta","arguments":[""";
    private const string SignalRPing = "{\"type\":6}\u001e";

    private static readonly (string?, string) SignalRHandshake = ("{\"protocol\":\"json\",\"version\":1}\u001e", "{}");

    public static Dialect Hub { get; } = new("/hub", _ => [SignalRHandshake], SignalRDelta, SignalRPing);

    public static Dialect Socket { get; } = new("/socket", _ => [], SignalRDelta);

    public static Dialect SocketIo { get; } = new(
        "/socket.io/?EIO=4&transport=websocket", _ => [(null, "0{"), ("40", "40{")], "42[\"delta\",", Asked: ("2", "3"));

    /// <summary>A page in the room of a session.</summary>
    /// <param name="cookies">Those of each attendee; null for people who are not registered.</param>
    public static Dialect Room(string slug, Func<int, string>? cookies = null) => new(
        "/hubs/session",
        _ => [SignalRHandshake, ($$"""{"type":1,"invocationId":"1","target":"Enter","arguments":["{{slug}}","room","{{Guid.NewGuid()}}"]}""" + "\u001e", """{"type":3""")],
        SignalRDelta,
        SignalRPing,
        Cookies: cookies);
}
