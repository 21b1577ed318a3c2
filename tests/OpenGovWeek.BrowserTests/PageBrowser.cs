using OpenGovWeek.BrowserTests;
using OpenGovWeek.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(PageBrowser))]

namespace OpenGovWeek.BrowserTests;

/// <summary>The browser in which pages are only looked at, hundreds of them: the one without windows, where the machine has it. What a window is needed for has <see cref="Chromium"/>.</summary>
public sealed class PageBrowser : IAsyncLifetime
{
    public Chromium Chromium { get; } = new(Installed.ChromiumShell);

    public ValueTask InitializeAsync() => Chromium.InitializeAsync();

    public ValueTask DisposeAsync() => Chromium.DisposeAsync();
}
