using System.Text.Json;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Web.Composition;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>Reads event files from disk; whatever is wrong is told in one sentence each.</summary>
public sealed class EventFiles(IStringLocalizer<EventTexts> texts, RuleSpeaker speaker, IConfiguration configuration)
{
    /// <summary>A file may be this large, in bytes; the largest event stays well below.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The first event as it happened, which comes with the application and is what a rehearsal is made of.</summary>
    public static string FirstEvent { get; } = Path.Combine(AppContext.BaseDirectory, "Features", "Events", "Files", "semana-de-gobierno-abierto-2024.json");

    /// <summary>Hosts of streams that configuration adds to the known players.</summary>
    public IReadOnlyList<string> StreamHosts { get; } = Headers.StreamHosts(configuration);

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">Absolute, or relative to the folder that the application was started in.</param>
    /// <exception cref="StartupException">It cannot be read, is no JSON of the format, or breaks rules: every one is listed.</exception>
    public async Task<EventFile> ReadAsync(string path, CancellationToken cancellation)
    {
        var file = Parse(await LoadAsync(path, cancellation), path);
        if (EventFileRules.Validate(file, StreamHosts) is { Count: > 0 } errors)
        {
            var lines = errors.Select(error => $"  {error.Path}: {speaker.Say(error.Rule)}");
            throw new StartupException(string.Join(Environment.NewLine, [texts["Import_Errors", path, errors.Count], .. lines]));
        }

        return file;
    }

    private EventFile Parse(byte[] content, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<EventFile>(content, LiveJson.Options)
                ?? throw new StartupException(texts["Import_Empty", path]);
        }
        catch (JsonException broken)
        {
            throw new StartupException(texts["Import_NotJson", path, (broken.LineNumber ?? 0) + 1, Pointer(broken.Path)], broken);
        }
    }

    private async Task<byte[]> LoadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var info = new FileInfo(path);
            if (info is { Exists: true, Length: > MaxBytes })
            {
                throw new StartupException(texts["Import_TooLarge", path, MaxBytes / 1024]);
            }

            var content = await File.ReadAllBytesAsync(path, cancellation);
            return content.AsSpan().StartsWith("\uFEFF"u8) ? content[3..] : content;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StartupException(texts["Import_Missing", path], exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(texts["Import_Unreadable", path], exception);
        }
    }

    // "$.days[0].date" as System.Text.Json writes it, in the form in which the rules name a place.
    private static string Pointer(string? path) =>
        path is null or "$" ? "/" : path.TrimStart('$').Replace('.', '/').Replace('[', '/').Replace("]", "", StringComparison.Ordinal);
}
