using Microsoft.Playwright;

namespace OpenGovWeek.BrowserTests;

/// <summary>What a page shows of a poll's results.</summary>
/// <param name="Choice">Its text.</param>
/// <param name="People">Its number, as written.</param>
/// <param name="Share">Its percentage, as written.</param>
/// <param name="Bar">How long its bar is drawn.</param>
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
            rows.Add(new(choice.Trim(), numbers[0], numbers[1], await row.Locator(".bar-fill").GetAttributeAsync("width") ?? ""));
        }

        return rows;
    }
}
