using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenGovWeek.Core.Live;

/// <summary>How the messages of the live protocol and the API are written as JSON: camel case, names of enums, nothing for null, UTC with a Z.</summary>
public static class LiveJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Applies the rules to options that a framework owns.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
        return options;
    }
}
