using System.Globalization;
using Microsoft.Playwright;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Measurements;

/// <summary>Typing into the search of a console that holds 5,000 questions, beside the same in an empty one.</summary>
internal sealed class ConsoleScenario : IScenario
{
    private const int Questions = 5_000;

    private const string Record =
        """
        () => {
          window.frames_ = [];
          let last = performance.now();
          const step = (now) => {
            window.frames_.push(now - last);
            last = now;
            window.recording_ = requestAnimationFrame(step);
          };
          window.recording_ = requestAnimationFrame(step);
        }
        """;

    public string Name => "console";

    public string About => "Milliseconds between frames of the console at 1280 x 800 while someone types into the search (ten keys a second) and deletes it again.";

    public async Task<string> RunAsync(MeasuredBrowser chromium)
    {
        await using var node = await TestNode.StartAsync();
        var full = await TestEvent.CreateAsync(node, name: "llena");
        var empty = await TestEvent.CreateAsync(node, name: "vacia");
        await ManyQuestions.SeedAsync(full, Questions);
        using var staff = await full.NewStaffAsync();
        var measured = await MeasureAsync(chromium, node, full, staff, Questions);
        var beside = await MeasureAsync(chromium, node, empty, staff, 0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            | | median | p95 | max | frames over 50 ms |
            |---|---|---|---|---|
            | {Questions} questions | {measured.At(0.5):0.0} | {measured.At(0.95):0.0} | {measured.At(1):0.0} | {measured.Slow} of {measured.Count} |
            | none | {beside.At(0.5):0.0} | {beside.At(0.95):0.0} | {beside.At(1):0.0} | {beside.Slow} of {beside.Count} |
            | ratio | {measured.At(0.5) / beside.At(0.5):0.00} | {measured.At(0.95) / beside.At(0.95):0.00} | {measured.At(1) / beside.At(1):0.00} | |

            """);
    }

    private static async Task<Frames> MeasureAsync(MeasuredBrowser chromium, TestNode node, TestEvent week, TestBrowser staff, int held)
    {
        var page = await chromium.OpenAsync(node, $"/s/{week.Slug}/consola", staff, 1280, 800);
        await page.Locator($"[data-live=queue][data-held=\"{held}\"]").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 120_000 });
        var search = page.Locator("[data-live=search]");
        await search.FocusAsync();
        await page.EvaluateAsync(Record);
        foreach (var text in (string[])["presupuesto", "región", "quechua", "¿cómo"])
        {
            await page.Keyboard.TypeAsync(text, new() { Delay = 100 });
            for (var left = text.Length; left > 0; left--)
            {
                await page.Keyboard.PressAsync("Backspace", new() { Delay = 60 });
            }
        }

        var frames = await page.EvaluateAsync<double[]>("() => { cancelAnimationFrame(window.recording_); return window.frames_.slice(2); }");
        await page.Context.CloseAsync();
        return new Frames([.. frames.Order()]);
    }

    /// <param name="Sorted">Milliseconds, ascending.</param>
    private sealed record Frames(double[] Sorted)
    {
        public int Count => Sorted.Length;

        public int Slow => Sorted.Count(frame => frame > 50);

        public double At(double part) => Sorted[(int)Math.Round(part * (Sorted.Length - 1))];
    }
}
