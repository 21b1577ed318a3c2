using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.Playwright;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>How much a phone loads before its owner is in the room.</summary>
public sealed class BudgetTests(Chromium chromium, ITestOutputHelper output)
{
    private const int Budget = 60 * 1024;

    [BrowserFact]
    public async Task The_first_load_of_the_room_stays_within_60_KB_of_this_site_and_can_be_kept_for_ever()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        foreach (var number in Enumerable.Range(1, 5))
        {
            await others.PublishAsync($"¿Cómo se elige el compromiso número {number} del plan de acción?");
        }

        await others.OpenPollAsync();
        var (person, _) = await week.NewAttendeeAsync();
        using var cookies = person;
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), person);
        var loaded = new ConcurrentQueue<IResponse>();
        attendee.Page.Response += (_, response) => loaded.Enqueue(response);

        await attendee.GoAsync($"/s/{week.Slug}");
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");
        await attendee.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var total = 0L;
        foreach (var response in loaded.Where(response => !new Uri(response.Url).AbsolutePath.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var size = await SizeAsync(response);
            total += size;
            output.WriteLine($"{size,7:N0} {response.Url}");
        }

        output.WriteLine($"{total,7:N0} bytes of {Budget:N0}");
        Assert.All(loaded, response => Assert.Equal(node.Address.Authority, new Uri(response.Url).Authority));
        Assert.Contains(loaded, response => response.Url.Contains("/lib/", StringComparison.Ordinal));
        Assert.All(
            loaded.Where(response => response.Request.ResourceType is "script" or "stylesheet"),
            response => Assert.Matches(@"\.[a-z0-9]{10}\.(js|css)$", response.Url));
        await Expect(attendee.Page.Locator("iframe")).ToHaveCountAsync(0);
        Assert.InRange(total, 10 * 1024, Budget);
    }

    /// <summary>Bytes on the wire: of the page those that came; of files those that a published build sends, compressed once and as small as can be.</summary>
    private static async Task<long> SizeAsync(IResponse response)
    {
        if (response.Request.ResourceType == "document")
        {
            return (await response.Request.SizesAsync()).ResponseBodySize;
        }

        using var compressed = new MemoryStream();
        await using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await brotli.WriteAsync(await response.BodyAsync());
        }

        return compressed.Length;
    }
}
