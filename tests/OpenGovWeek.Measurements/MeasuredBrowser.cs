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
        return new MeasuredBrowser(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Installed.Chromium ?? throw new InvalidOperationException("Chromium is not installed; set OPENGOVWEEK_CHROMIUM."),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
        }));
    }

    /// <summary>Opens a page.</summary>
    /// <param name="person">Whose cookies the window has; null for a stranger.</param>
    public async Task<IPage> OpenAsync(TestNode node, string path, TestBrowser? person, int width, int height)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = node.Address.ToString(),
            IgnoreHTTPSErrors = true,
            Locale = "es-PE",
            ViewportSize = new() { Width = width, Height = height },
        });
        if (person is not null)
        {
            await context.AddCookiesAsync(person.Cookies.GetCookies(node.Address).Select(cookie => new Cookie
            {
                Name = cookie.Name,
                Value = cookie.Value,
                Url = node.Address.ToString(),
                Secure = true,
                HttpOnly = cookie.HttpOnly,
            }));
        }

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
