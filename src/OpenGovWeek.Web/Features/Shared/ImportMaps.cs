using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;

namespace OpenGovWeek.Web.Features.Shared;

/// <summary>
/// The import map of our modules, for pages at any depth. The framework's own is written for the root: a key such as
/// <c>./js/room.js</c> counts from the page's address, and no <c>base</c> element may say otherwise.
/// </summary>
public static class ImportMaps
{
    private static readonly ConditionalWeakTable<ImportMapDefinition, ImportMapDefinition> Rooted = [];
    private static readonly ConditionalWeakTable<ImportMapDefinition, ImportMapDefinition> OfRooms = [];

    // Half of all modules, each with a name that cannot be compressed.
    private static readonly string[] OfStaff =
    [
        "/js/console", "/js/screen", "/js/staff", "/js/polls/preview.", "/js/invitation.", "/js/library.", "/js/security.", "/js/settings.", "/js/sign-in.", "/js/venue.",
    ];

    /// <summary>The map for the page of a request; null when its endpoint knows no static files.</summary>
    /// <param name="module">The page's own; that of a room, which has to come quickly to a phone, leaves out what only staff's pages import.</param>
    public static ImportMapDefinition? Of(HttpContext context, string? module = null)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ImportMapDefinition>() is not { } map)
        {
            return null;
        }

        var rooted = Rooted.GetValue(map, Root);
        return module == "room" ? OfRooms.GetValue(rooted, WithoutStaff) : rooted;
    }

    // Without the hashes that a published build has for every file, twice: they cannot be compressed, and files of this site need none.
    private static ImportMapDefinition Root(ImportMapDefinition map) => new(
        map.Imports?.ToDictionary(import => FromRoot(import.Key), import => FromRoot(import.Value)), map.Scopes, integrity: null);

    private static ImportMapDefinition WithoutStaff(ImportMapDefinition map) => new(
        map.Imports?.Where(import => !OfStaff.Any(import.Key.StartsWith)).ToDictionary(), map.Scopes, integrity: null);

    private static string FromRoot(string address) => address.StartsWith("./", StringComparison.Ordinal) ? address[1..] : address;
}
