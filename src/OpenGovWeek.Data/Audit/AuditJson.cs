using System.Text.Json;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Data.Audit;

/// <summary>How audit entries keep what was before and after an action.</summary>
internal static class AuditJson
{
    public static string? Write<T>(T? trace)
        where T : class => trace is null ? null : JsonSerializer.Serialize(trace, LiveJson.Options);

    public static T Read<T>(string? json) => JsonSerializer.Deserialize<T>(json ?? "null", LiveJson.Options)
        ?? throw new InvalidOperationException($"An audit entry that can be undone has no {typeof(T).Name}.");
}
