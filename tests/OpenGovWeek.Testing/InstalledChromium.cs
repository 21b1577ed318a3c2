using Microsoft.Playwright;

namespace OpenGovWeek.Testing;

/// <summary>Chromium as tests, measurements and pictures drive it.</summary>
public static class InstalledChromium
{
    /// <summary>Starts the browser that is installed.</summary>
    /// <param name="program">Its file; null for <see cref="Installed.Chromium"/>.</param>
    /// <param name="switches">What it is started with besides.</param>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, string? program = null, params string[] switches) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = program ?? Installed.Chromium ?? throw new InvalidOperationException("Chromium is not installed; set OPENGOVWEEK_CHROMIUM."),
        Timeout = 120_000,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            .. switches,
        ],
    });

    /// <summary>Opens a window on a node, with cookies and storage of its own.</summary>
    /// <param name="node">The node that relative addresses belong to.</param>
    /// <param name="window">How large the window is, its theme and what it can do.</param>
    /// <param name="person">Whose cookies it has; null for a stranger.</param>
    public static async Task<IBrowserContext> OpenAsync(this IBrowser browser, TestNode node, BrowserNewContextOptions window, TestBrowser? person)
    {
        window.BaseURL = node.Address.ToString();
        window.IgnoreHTTPSErrors = true;
        window.Locale ??= "es-PE";
        var context = await browser.NewContextAsync(window);
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

        return context;
    }
}
