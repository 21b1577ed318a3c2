using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Measurements;

/// <summary>How much the room moves by itself while a hundred changes arrive.</summary>
internal sealed class LayoutScenario : IScenario
{
    private const int Changes = 100;

    private const string Watch =
        """
        () => {
          window.shift_ = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) window.shift_ += entry.value; }))
            .observe({ type: 'layout-shift', buffered: true });
        }
        """;

    public string Name => "layout";

    public string About => $"Cumulative layout shift of the room while {Changes} changes arrive (questions, upvotes, polls, what is on air, announcements, pauses); less than 0.02 is wanted.";

    public async Task<string> RunAsync(MeasuredBrowser chromium)
    {
        var table = new StringBuilder("| window | scrolled | opening | changes |\n|---|---|---|---|\n");
        foreach (var (width, height, scrolled) in ((int, int, int)[])[(360, 740, 0), (360, 740, 900), (1440, 900, 0)])
        {
            var (opening, changes) = await MeasureAsync(chromium, width, height, scrolled);
            table.Append(CultureInfo.InvariantCulture, $"| {width} x {height} | {scrolled} | {opening:0.0000} | {changes:0.0000} |\n");
        }

        return table.ToString();
    }

    private static async Task<(double Opening, double Changes)> MeasureAsync(MeasuredBrowser chromium, int width, int height, int scrolled)
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (person, _) = await week.NewAttendeeAsync();
        using var cookies = person;
        var commotion = new Commotion(node, week.Session.Id, (await week.NewAttendeeAsync()).Id, seed: 3);
        await commotion.FillAsync(40);
        var page = await chromium.OpenAsync(node, $"/s/{week.Slug}", person, width, height);
        await page.EvaluateAsync(Watch);
        await page.Locator("[data-live=viewers]:text-is('1')").WaitForAsync();
        await page.EvaluateAsync("y => scrollTo(0, y)", scrolled);
        await Task.Delay(1_000);
        var opening = await page.EvaluateAsync<double>("window.shift_");
        for (var number = 0; number < Changes; number++)
        {
            await commotion.ChangeAsync(number);
            await Task.Delay(50);
        }

        await Task.Delay(4_000);
        var all = await page.EvaluateAsync<double>("window.shift_");
        await page.Context.CloseAsync();
        return (opening, all - opening);
    }
}
