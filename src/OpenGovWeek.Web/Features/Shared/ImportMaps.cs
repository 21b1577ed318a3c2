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

    /// <summary>The map for the page of a request; null when its endpoint knows no static files.</summary>
    public static ImportMapDefinition? Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ImportMapDefinition>() is { } map ? Rooted.GetValue(map, Root) : null;

    private static ImportMapDefinition Root(ImportMapDefinition map) => new(
        map.Imports?.ToDictionary(import => FromRoot(import.Key), import => FromRoot(import.Value)), map.Scopes, map.Integrity);

    private static string FromRoot(string address) => address.StartsWith("./", StringComparison.Ordinal) ? address[1..] : address;
}
