using Microsoft.Playwright;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Pictures;

/// <summary>Takes pictures of pages in Chromium: on a phone and at a desk, in both themes.</summary>
internal sealed class Camera : IAsyncDisposable
{
    private static readonly (string Name, int Width, int Height, float Scale)[] Windows = [("telefono", 390, 844, 2), ("escritorio", 1440, 900, 1)];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly TestNode node;
    private readonly string folder;

    private Camera(IPlaywright playwright, IBrowser browser, TestNode node, string folder) =>
        (this.playwright, this.browser, this.node, this.folder) = (playwright, browser, node, folder);

    /// <summary>Number of pictures so far.</summary>
    public int Taken { get; private set; }

    public static async Task<Camera> OpenAsync(TestNode node, string folder)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await InstalledChromium.LaunchAsync(playwright);
        return new Camera(playwright, browser, node, folder);
    }

    /// <summary>Takes a view in both windows and both themes.</summary>
    /// <param name="name">Begins the names of the files.</param>
    /// <param name="path">Address of the page.</param>
    /// <param name="person">Whose page it is; null for a stranger.</param>
    /// <param name="ready">What is seen once the page is as it should be.</param>
    /// <param name="prepare">What is done in the page before.</param>
    public async Task TakeAsync(string name, string path, TestBrowser? person, string ready, Func<IPage, Task>? prepare = null)
    {
        foreach (var (window, width, height, scale) in Windows)
        {
            foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await TakeAsync($"{name}-{window}-{(theme == ColorScheme.Light ? "claro" : "oscuro")}", path, person, ready, prepare, new()
                {
                    ViewportSize = new() { Width = width, Height = height },
                    DeviceScaleFactor = scale,
                    ColorScheme = theme,
                });
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private async Task TakeAsync(
        string file, string path, TestBrowser? person, string ready, Func<IPage, Task>? prepare, BrowserNewContextOptions window)
    {
        window.ReducedMotion = ReducedMotion.Reduce;
        await using var context = await browser.OpenAsync(node, window, person);

        // A screen on a wall has its own theme, which its key changes and the browser remembers.
        await context.AddInitScriptAsync($"localStorage.setItem('screen-theme', '{(window.ColorScheme == ColorScheme.Light ? "light" : "dark")}')");
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        await page.Locator(ready).First.WaitForAsync();
        await (prepare?.Invoke(page) ?? Task.CompletedTask);
        await page.WaitForTimeoutAsync(600);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{file}.png") });
        Taken++;
    }
}
