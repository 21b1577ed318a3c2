using System.Text.Json;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>A delta that many ask for, and its JSON, which is written anew only when the number of watchers or the second changed.</summary>
public sealed class CachedDelta(Delta delta)
{
    private volatile Written? written;

    public Delta Delta { get; } = delta;

    /// <summary>UTF-8 JSON of the delta with how many watch and the present time.</summary>
    public ReadOnlyMemory<byte> Json(int watching, DateTime now)
    {
        var present = written;
        if (present is null || present.Watching != watching || now - present.At >= TimeSpan.FromSeconds(1) || now < present.At)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(Delta with { Watching = watching, At = now }, LiveJson.Options);
            written = present = new Written(watching, now, bytes);
        }

        return present.Bytes;
    }

    private sealed record Written(int Watching, DateTime At, byte[] Bytes);
}
