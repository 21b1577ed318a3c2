using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Room;

/// <summary>The stream of a session as a room can play it.</summary>
/// <param name="Frame">Address of the frame; null when it does not play in one.</param>
/// <param name="Playlist">Address of a playlist that the page's own player plays; null for everything else.</param>
public sealed record RoomStream(string? Frame, string? Playlist)
{
    public static readonly RoomStream None = new(null, null);
}

/// <summary>Decides what plays in a room: only what the list of hosts allows.</summary>
public sealed class RoomPlayer(IConfiguration configuration)
{
    private readonly IReadOnlyList<string> hosts = Headers.StreamHosts(configuration);

    /// <param name="address">As the organiser entered it; null while none is known.</param>
    public RoomStream Read(string? address) => StreamAddress.Read(address, hosts) switch
    {
        null => RoomStream.None,
        { Kind: StreamKind.Hls, EmbedUrl: var playlist } => new RoomStream(null, playlist),
        var stream => new RoomStream(stream.EmbedUrl, null),
    };
}
