using Microsoft.Playwright;

namespace OpenGovWeek.BrowserTests;

/// <summary>A page's connection to the hub, which can be cut while all else still comes through.</summary>
internal sealed class Line
{
    /// <summary>Milliseconds without a beacon after which a page begins to poll.</summary>
    public const int BeaconsMissed = 6_000;

    private const string Completion = "\"type\":3";

    private readonly List<IWebSocketRoute> open = [];
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isCut;

    /// <summary>The hub has answered the page's first call, which is to enter.</summary>
    public Task Entered => entered.Task.WaitAsync(TimeSpan.FromMilliseconds(Chromium.Patience));

    /// <summary>From the page's next load on its connections open, and nothing is ever answered.</summary>
    public static Task SwallowedAsync(IPage page) => page.RouteWebSocketAsync("**/hubs/session", _ => { });

    /// <summary>Leads the connections that the page opens from its next load on.</summary>
    public static async Task<Line> ThroughAsync(IPage page)
    {
        var line = new Line();
        await page.RouteWebSocketAsync("**/hubs/session", line.Lead);
        return line;
    }

    /// <summary>Ends what is open and refuses what is tried, until <see cref="Mend"/>.</summary>
    public async Task CutAsync()
    {
        isCut = true;
        IWebSocketRoute[] ended;
        lock (open)
        {
            ended = [.. open];
            open.Clear();
        }

        foreach (var socket in ended)
        {
            await socket.CloseAsync();
        }
    }

    public void Mend() => isCut = false;

    private void Lead(IWebSocketRoute socket)
    {
        if (isCut)
        {
            _ = socket.CloseAsync();
            return;
        }

        lock (open)
        {
            open.Add(socket);
        }

        var server = socket.ConnectToServer();
        server.OnMessage(frame =>
        {
            socket.Send(frame.Text!);
            if (frame.Text!.Contains(Completion, StringComparison.Ordinal))
            {
                entered.TrySetResult();
            }
        });
    }
}
