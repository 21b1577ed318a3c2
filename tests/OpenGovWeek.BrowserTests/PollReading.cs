using Microsoft.Playwright;

namespace OpenGovWeek.BrowserTests;

/// <summary>What a page shows of a poll's results.</summary>
/// <param name="Choice">Its text.</param>
/// <param name="People">Its number, as written.</param>
/// <param name="Share">Its percentage, as written.</param>
/// <param name="Bar">How long its bar is drawn; empty where one bar is divided among all.</param>
internal sealed record PollRow(string Choice, string People, string Share, string Bar);

internal static class PollReading
{
    /// <summary>Reads the one table of results of a part of a page, once it is there.</summary>
    public static async Task<IReadOnlyList<PollRow>> ReadResultsAsync(this ILocator part)
    {
        await Assertions.Expect(part.Locator("table.results")).ToBeVisibleAsync();
        var rows = new List<PollRow>();
        foreach (var row in await part.Locator("table.results tbody tr").AllAsync())
        {
            var choice = (await row.Locator("th").InnerTextAsync()).Split('\n')[0];
            var badge = row.Locator(".badge");
            if (await badge.CountAsync() > 0)
            {
                choice = choice.Replace(await badge.InnerTextAsync(), "", StringComparison.Ordinal);
            }

            var numbers = await row.Locator("td").AllInnerTextsAsync();
            var bar = row.Locator(".bar-fill");
            rows.Add(new(choice.Trim(), numbers[0], numbers[1], await bar.CountAsync() > 0 ? await bar.GetAttributeAsync("width") ?? "" : ""));
        }

        return rows;
    }

    /// <summary>The widths of the parts of a divided bar.</summary>
    public static Task<string[]> ReadDividedAsync(this ILocator part) =>
        part.Locator("svg.divided rect").EvaluateAllAsync<string[]>("parts => parts.map((part) => part.getAttribute('width'))");

    /// <summary>The words of a cloud by size, the largest first.</summary>
    public static async Task<IReadOnlyList<string>> ReadCloudAsync(this ILocator part)
    {
        await Assertions.Expect(part.Locator("word-cloud text").First).ToBeVisibleAsync();
        return await part.Locator("word-cloud").EvaluateAsync<string[]>(
            """
            (cloud) => {
              const words = [...cloud.querySelectorAll('text')];
              return words.sort((a, b) => b.getAttribute('font-size') - a.getAttribute('font-size') || (a.textContent < b.textContent ? -1 : 1))
                .map((word) => word.textContent);
            }
            """);
    }

    public static async Task<IReadOnlyList<string>> ReadQuotesAsync(this ILocator part)
    {
        await Assertions.Expect(part.Locator(".quotes q").First).ToBeVisibleAsync();
        return await part.Locator(".quotes q").AllInnerTextsAsync();
    }
}
