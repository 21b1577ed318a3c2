using System.Text.RegularExpressions;

namespace OpenGovWeek.Core.Sessions;

/// <summary>Where a stream plays.</summary>
public enum StreamKind
{
    YouTube = 1,
    Vimeo = 2,

    /// <summary>A playlist that the page's own player plays.</summary>
    Hls = 3,

    /// <summary>A page of a host that the institution listed.</summary>
    Frame = 4,
}

/// <summary>A stream that may be embedded. Whatever is not on the list of providers and hosts is refused, because a frame can show anything.</summary>
/// <param name="Kind">What plays it.</param>
/// <param name="EmbedUrl">Address of the frame, or of the playlist for <see cref="StreamKind.Hls"/>; always https.</param>
public sealed partial record StreamAddress(StreamKind Kind, string EmbedUrl)
{
    /// <summary>Longest address as entered, in UTF-16 units.</summary>
    public const int Max = 500;

    private static readonly string[] YouTubeHosts = ["youtube.com", "www.youtube.com", "m.youtube.com", "youtube-nocookie.com", "www.youtube-nocookie.com"];
    private static readonly string[] VimeoHosts = ["vimeo.com", "www.vimeo.com", "player.vimeo.com"];

    /// <summary>Reads an address as people copy it from YouTube (watch, share, live, embed) or Vimeo, or one of a listed host: a playlist when its path ends in <c>.m3u8</c>, a frame otherwise.</summary>
    /// <param name="address">As entered by the organiser.</param>
    /// <param name="allowedHosts">Hosts, without port, that configuration lists; each stands for itself, not for what is below it.</param>
    /// <returns>The stream; null when there is none that may be embedded.</returns>
    public static StreamAddress? Read(string? address, IReadOnlyCollection<string> allowedHosts)
    {
        if (address is not { Length: <= Max } || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || !IsPlainHttps(uri))
        {
            return null;
        }

        if (uri.IdnHost == "youtu.be" || YouTubeHosts.Contains(uri.IdnHost))
        {
            return YouTubeId(uri) is { } id ? new StreamAddress(StreamKind.YouTube, "https://www.youtube-nocookie.com/embed/" + id) : null;
        }

        if (VimeoHosts.Contains(uri.IdnHost))
        {
            return VimeoEmbed(uri) is { } embed ? new StreamAddress(StreamKind.Vimeo, embed) : null;
        }

        if (!allowedHosts.Contains(uri.IdnHost, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        var isPlaylist = uri.AbsolutePath.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase);
        return new StreamAddress(isPlaylist ? StreamKind.Hls : StreamKind.Frame, uri.AbsoluteUri);
    }

    /// <summary>Checks what an organiser enters; empty means that no stream is known yet.</summary>
    /// <returns>The address to store, trimmed; null for none.</returns>
    /// <exception cref="RuleException"><c>stream-not-allowed</c>.</exception>
    public static string? Check(string? address, IReadOnlyCollection<string> allowedHosts, string field = "streamUrl")
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return null;
        }

        return Read(address, allowedHosts) is null ? throw new RuleException("stream-not-allowed", field: field) : address.Trim();
    }

    private static bool IsPlainHttps(Uri uri) => uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && uri.UserInfo.Length == 0;

    private static string? YouTubeId(Uri uri)
    {
        var path = uri.AbsolutePath.Trim('/').Split('/');
        var id = path switch
        {
            [var only] when uri.IdnHost == "youtu.be" => only,
            ["watch"] => QueryValue(uri, "v"),
            ["live" or "embed" or "shorts", var last] => last,
            _ => null,
        };
        return id is not null && YouTubeIdPattern().IsMatch(id) ? id : null;
    }

    private static string? VimeoEmbed(Uri uri)
    {
        var path = uri.AbsolutePath.Trim('/').Split('/');
        var (id, hash) = path switch
        {
            ["video", var video] => (video, QueryValue(uri, "h")),
            [var video] => (video, QueryValue(uri, "h")),
            [var video, var unlisted] => (video, unlisted),
            _ => (null, null),
        };
        if (id is null || !VimeoIdPattern().IsMatch(id) || (hash is not null && !VimeoHashPattern().IsMatch(hash)))
        {
            return null;
        }

        return "https://player.vimeo.com/video/" + id + (hash is null ? "" : "?h=" + hash);
    }

    private static string? QueryValue(Uri uri, string name) => uri.Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2))
        .FirstOrDefault(pair => pair.Length == 2 && pair[0] == name)?[1];

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{11}\z", RegexOptions.CultureInvariant)]
    private static partial Regex YouTubeIdPattern();

    [GeneratedRegex(@"\A[0-9]{1,12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VimeoIdPattern();

    [GeneratedRegex(@"\A[0-9a-f]{6,20}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VimeoHashPattern();
}
