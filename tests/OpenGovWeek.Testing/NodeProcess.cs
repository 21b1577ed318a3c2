using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace OpenGovWeek.Testing;

/// <summary>A node as a process of its own, which can be killed and asked to stop.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private NodeProcess(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public bool IsRunning => !process.HasExited;

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <exception cref="InvalidOperationException">It ended instead; the message has what it printed.</exception>
    public static async Task<NodeProcess> StartAsync(string folder, int port, Dictionary<string, string> settings)
    {
        string[] arguments = ["--urls", $"http://127.0.0.1:{port}", .. settings.SelectMany(setting => (string[])[$"--{setting.Key}", setting.Value])];
        var node = new NodeProcess(Process.Start(BuiltApplication.Start(folder, arguments))!, port);
        node.Listen();
        await Eventually.TrueAsync(node.IsReadyAsync, $"the node on port {port} is ready", TimeSpan.FromSeconds(90));
        return node;
    }

    /// <summary>SIGKILL: nothing of it runs any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public void AskToStop() => Signals.Send(process, "TERM");

    /// <summary>Waits until it has ended by itself, as it should.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has the last that it printed.</exception>
    public async Task EndAsync(TimeSpan within)
    {
        await process.WaitForExitAsync().WaitAsync(within);
        if (process.ExitCode != 0)
        {
            throw Ended();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    // What nobody reads would stop it once the pipe is full; the last of it says why it ended.
    private void Listen()
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        void Keep(string? line)
        {
            said.Enqueue(line ?? "");
            if (said.Count > 100)
            {
                said.TryDequeue(out var _);
            }
        }
    }

    private InvalidOperationException Ended() => new($"The node on port {Port} ended with {process.ExitCode}:\n{string.Join('\n', said)}");

    private async Task<bool> IsReadyAsync()
    {
        if (!IsRunning)
        {
            throw Ended();
        }

        try
        {
            using var http = new HttpClient();
            using var answer = await http.GetAsync($"http://127.0.0.1:{Port}/readyz");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
