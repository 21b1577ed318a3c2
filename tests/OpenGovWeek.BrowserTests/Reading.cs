using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.BrowserTests;

/// <summary>Each page, in each of its states, can be read by everyone: on a small phone and at a desk, in both themes.</summary>
internal static class Reading
{
    // A theme changes colours only; the rest is looked at once for each width.
    private static readonly AxeRunOptions ColoursOnly = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    // What makes the page wider than the window, with the pixel that it reaches to.
    private const string TooWide = """
        (width) => document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('body *')]
          .filter((one) => one.getBoundingClientRect().right > width)
          .map((one) => `${Math.ceil(one.getBoundingClientRect().right)}: ${one.cloneNode(false).outerHTML}`)
        """;

    public static TheoryData<string> NamesOf(bool isForStaff) => [.. PageTable.All.Where(state => IsForStaff(state) == isForStaff).Select(state => state.ToString())];

    public static async Task CanBeReadAsync(Chromium chromium, TestNode node, string name)
    {
        var state = PageTable.All.Single(row => row.ToString() == name);
        await using var empty = state.WithoutEvent ? await TestNode.StartAsync() : null;
        using var scene = state.WithoutEvent ? null : await Scene.SetAsync(node, state.Session);
        await (scene?.EnterAsync(state.Reader) ?? Task.CompletedTask);
        var path = await state.Prepare(scene!);
        var window = Window.Desk();
        window.ReducedMotion = ReducedMotion.Reduce;
        await using var visitor = await chromium.VisitAsync(empty ?? node, window, scene?.Person);
        await visitor.Context.RouteAsync("https://player.vimeo.com/**", route => route.FulfillAsync(
            new() { ContentType = "text/html", Body = "<!DOCTYPE html><html lang=es><title>Transmisión</title><body></body>" }));

        Assert.Equal(state.Status, (await visitor.Page.GotoAsync(path))?.Status);
        await state.Then(visitor.Page);
        foreach (var width in (int[])[1440, 320])
        {
            await visitor.Page.SetViewportSizeAsync(width, 800);
            var tooWide = await visitor.Page.EvaluateAsync<string[]>(TooWide, width);
            Assert.True(tooWide.Length == 0, $"Wider than {width} px:\n{string.Join("\n", tooWide)}");
            foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await visitor.Page.EmulateMediaAsync(new() { ColorScheme = theme });
                var violations = (await visitor.Page.RunAxe(theme == ColorScheme.Light ? null : ColoursOnly)).Violations;
                Assert.True(violations.Length == 0, $"{width} px, {theme}: {string.Join("\n", violations.Select(Describe))}");
            }
        }

        string[] expected = ["ERR_INTERNET_DISCONNECTED", $"a status of {state.Refused ?? state.Status} "];
        Assert.DoesNotContain(visitor.Complaints, complaint => !expected.Any(part => complaint.Contains(part, StringComparison.Ordinal)));
    }

    private static bool IsForStaff(PageState state) => state.Reader is Reader.Moderator or Reader.Organiser;

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n{string.Join("\n", violation.Nodes.Select(node => $"  {node.Html}"))}";
}
