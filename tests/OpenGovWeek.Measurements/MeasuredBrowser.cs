using Microsoft.Playwright;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Measurements;

/// <summary>The browser that measures.</summary>
internal sealed class MeasuredBrowser : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private MeasuredBrowser(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<MeasuredBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new MeasuredBrowser(playwright, await InstalledChromium.LaunchAsync(playwright));
    }

    /// <summary>Opens a page.</summary>
    /// <param name="person">Whose cookies the window has; null for a stranger.</param>
    public async Task<IPage> OpenAsync(TestNode node, string path, TestBrowser? person, int width, int height)
    {
        var context = await browser.OpenAsync(node, new() { ViewportSize = new() { Width = width, Height = height } }, person);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
