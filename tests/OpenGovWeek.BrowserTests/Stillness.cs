using System.Text.Json;

namespace OpenGovWeek.BrowserTests;

/// <summary>How much a page moves by itself, as the browser measures it.</summary>
internal static class Stillness
{
    // Chromium takes what sticks for moved by as much as it scrolled itself, when the page grew above the reader in the frame in which the sticking
    // thing was drawn anew. Whether that moved is seen frame by frame.
    private const string Watch = """
        (() => {
          window.shifts = [];
          const sticking = '.new-items';
          const stood = [];
          const look = () => {
            stood.unshift(document.querySelector(sticking)?.getBoundingClientRect().y ?? 0);
            stood.length = Math.min(stood.length, 10);
            requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
          const stands = ({ sources }) => sources.length > 0 && sources.every(({ node }) => node?.matches?.(sticking)) && Math.max(...stood) - Math.min(...stood) < 2;
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => entry.hadRecentInput || stands(entry) || window.shifts.push({
            value: entry.value,
            moved: entry.sources.map(({ node, previousRect: from, currentRect: to }) =>
              `${node?.nodeName}.${node?.className ?? node?.parentElement?.className} ${from.y}+${from.height} to ${to.y}+${to.height}`),
          }))).observe({ type: 'layout-shift', buffered: true });
        })();
        """;

    /// <summary>Begins to watch each page that the visitor opens from now on.</summary>
    public static Task WatchStillnessAsync(this Visitor visitor) => visitor.Context.AddInitScriptAsync(Watch);

    /// <summary>The cumulative layout shift since the page was opened or since the last reading, and what moved.</summary>
    public static async Task<(double Sum, string Moved)> ReadShiftsAsync(this Visitor visitor)
    {
        var shifts = JsonSerializer.Deserialize<Shift[]>(
            await visitor.Page.EvaluateAsync<string>("JSON.stringify(window.shifts.splice(0))"), JsonSerializerOptions.Web)!;
        return (shifts.Sum(shift => shift.Value), string.Join('\n', shifts.SelectMany(shift => shift.Moved)));
    }

    private sealed record Shift(double Value, string[] Moved);
}
