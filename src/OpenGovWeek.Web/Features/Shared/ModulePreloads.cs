using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;

namespace OpenGovWeek.Web.Features.Shared;

/// <summary>Links that fetch a whole graph of modules at once: on a slow network each level of imports would cost another round trip.</summary>
public static class ModulePreloads
{
    // Written once: a hundredth of a page's cost for each link is much when a thousand people come in together.
    private static readonly ConditionalWeakTable<ResourceAssetCollection, Dictionary<IReadOnlyList<string>, IHtmlContent>> Written = [];

    /// <param name="modules">Addresses below the root, without a slash before them; a list that lives as long as the process.</param>
    /// <returns>Nothing when the request's endpoint knows no static files.</returns>
    public static IHtmlContent Of(HttpContext context, IReadOnlyList<string> modules)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>() is not { } assets)
        {
            return HtmlString.Empty;
        }

        var written = Written.GetOrCreateValue(assets);
        lock (written)
        {
            if (!written.TryGetValue(modules, out var links))
            {
                written[modules] = links = new HtmlString(string.Concat(modules.Select(module => $"<link rel=\"modulepreload\" href=\"/{assets[module].TrimStart('/', '.')}\">\n")));
            }

            return links;
        }
    }
}
