using Microsoft.Playwright;
using OpenGovWeek.BrowserTests;
using OpenGovWeek.Testing;
using Xunit;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: Parallelization(MaxThreads = 2)]

namespace OpenGovWeek.BrowserTests;

/// <summary>The one browser of a run; it starts when the first test visits a page. Each visit has cookies and storage of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private readonly string? program;
    private readonly string[] switches;

    public Chromium()
        : this(null)
    {
    }

    /// <summary>A browser beside the one of the run.</summary>
    /// <param name="program">Its file; null for that of the run.</param>
    /// <param name="switches">What it is started with besides.</param>
    internal Chromium(string? program, params string[] switches) => (this.program, this.switches) = (program, switches);

    /// <summary>How long a test waits for what happens soon; generous, for machines that are busy. Milliseconds.</summary>
    public const float Patience = 30_000;

    /// <summary>After how long a test counts as failed, whatever it waits for: a page that answers nothing any more must not hold up the whole run. Milliseconds.</summary>
    public const int LongestTest = 300_000;

    private readonly SemaphoreSlim starting = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens a window on a node.</summary>
    /// <param name="node">The node that relative addresses belong to.</param>
    /// <param name="window">How large the window is, its theme and what it can do; null for a desk in the light theme.</param>
    /// <param name="person">Whose cookies it has; null for a stranger.</param>
    public async Task<Visitor> VisitAsync(TestNode node, BrowserNewContextOptions? window = null, TestBrowser? person = null)
    {
        var context = await (await StartAsync()).OpenAsync(node, window ?? Window.Desk(), person);
        context.SetDefaultTimeout(Patience);
        return await Visitor.InAsync(context);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            // One that does not end when it is asked to ends with its driver; the tests are done, and their report is still to be written.
            await Task.WhenAny(browser.DisposeAsync().AsTask(), Task.Delay(TimeSpan.FromMinutes(1)));
        }

        playwright?.Dispose();
        starting.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (browser is null)
            {
                Assertions.SetDefaultExpectTimeout(Patience);
                playwright = await Playwright.CreateAsync();
                browser = await InstalledChromium.LaunchAsync(playwright, program, switches);
            }

            return browser;
        }
        finally
        {
            starting.Release();
        }
    }
}
