using System.Diagnostics;
using System.Text.Json;

namespace OpenGovWeek.LoadTests.Servers;

/// <summary>A server in a process of its own, which says in one line of JSON where it is and what a crowd needs to know.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(20);

    private readonly Process process;

    private ServerProcess(Process process, JsonElement said) => (this.process, Said) = (process, said);

    /// <summary>What it said, with at least <c>port</c>.</summary>
    public JsonElement Said { get; }

    public int Port => Said.GetProperty("port").GetInt32();

    /// <summary>Processor time of all its threads so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of its memory that lie in RAM.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts one of <see cref="Serve"/>.</summary>
    public static Task<ServerProcess> ServeAsync(params string[] arguments) => StartAsync("dotnet", [typeof(Serve).Assembly.Location, "serve", .. arguments]);

    /// <summary>Starts a program that serves until its input ends.</summary>
    public static async Task<ServerProcess> StartAsync(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        using var patience = new CancellationTokenSource(Patience);
        return new ServerProcess(process, await ReadAsync(process, patience.Token));
    }

    /// <summary>Tells it to do something; see <see cref="ServedApplication.Hear"/>.</summary>
    /// <returns>What it says then.</returns>
    public async Task<JsonElement> TellAsync(string order)
    {
        await process.StandardInput.WriteLineAsync(order);
        await process.StandardInput.FlushAsync();
        using var patience = new CancellationTokenSource(Patience);
        return await ReadAsync(process, patience.Token);
    }

    /// <summary>Lets it end, and take its database away.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(Parting))
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static async Task<JsonElement> ReadAsync(Process process, CancellationToken patience)
    {
        while (await process.StandardOutput.ReadLineAsync(patience) is { } line)
        {
            if (line.StartsWith('{'))
            {
                return JsonSerializer.Deserialize<JsonElement>(line);
            }
        }

        throw new InvalidOperationException("The server ended without a word.");
    }
}
