using System.Text;
using System.Text.Json;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>A delta that many ask for, and its JSON, which is written anew four times a second at most: of a crowd that comes in each would see another number of watchers.</summary>
public sealed class CachedDelta(Delta delta)
{
    private static readonly TimeSpan Stands = TimeSpan.FromMilliseconds(250);

    private volatile Written? written;

    public Delta Delta { get; } = delta;

    /// <summary>UTF-8 JSON of the delta with how many watch and the present time, either of them a quarter of a second old at most.</summary>
    public ReadOnlyMemory<byte> Json(int watching, DateTime now) => Write(watching, now).Bytes;

    /// <summary>The same as text.</summary>
    public string Text(int watching, DateTime now) => Write(watching, now).Text.Value;

    private Written Write(int watching, DateTime now)
    {
        var present = written;
        if (present is null || now - present.At >= Stands || now < present.At)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(Delta with { Watching = watching, At = now }, LiveJson.Options);
            written = present = new Written(now, bytes, new(() => Encoding.UTF8.GetString(bytes)));
        }

        return present;
    }

    private sealed record Written(DateTime At, byte[] Bytes, Lazy<string> Text);
}
