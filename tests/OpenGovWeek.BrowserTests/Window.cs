using Microsoft.Playwright;

namespace OpenGovWeek.BrowserTests;

/// <summary>The windows that people look through.</summary>
internal static class Window
{
    public static BrowserNewContextOptions Desk(ColorScheme theme = ColorScheme.Light) => Of(1440, 900, theme);

    public static BrowserNewContextOptions Phone(ColorScheme theme = ColorScheme.Light) => Of(390, 844, theme);

    public static BrowserNewContextOptions Projector() => Of(1920, 1080, ColorScheme.Light);

    public static BrowserNewContextOptions Of(int width, int height, ColorScheme theme) => new()
    {
        ViewportSize = new() { Width = width, Height = height },
        ColorScheme = theme,
    };

    public static BrowserNewContextOptions WithoutScript(this BrowserNewContextOptions window)
    {
        window.JavaScriptEnabled = false;
        return window;
    }
}
