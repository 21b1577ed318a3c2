using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Nodes;

/// <summary>Real clients under Node.js that follow one session and lose a fifth of the deltas; see <c>tests/js/swarm.js</c>.</summary>
internal sealed class Swarm : IDisposable
{
    private readonly Process process;

    private Swarm(Process process) => this.process = process;

    /// <summary>Starts the clients and waits until all have entered and read once.</summary>
    /// <param name="losing">Share of the deltas that never reach them, from 0 to 1.</param>
    public static async Task<Swarm> StartAsync(NodePair nodes, string slug, int clients, int seed, double losing, IEnumerable<string> cookies, params string[] more)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(cookies));
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["NODE_TLS_REJECT_UNAUTHORIZED"] = "0", ["NODE_NO_WARNINGS"] = "1" },
        };
        foreach (var argument in (string[])
            [
                Repository.PathOf("tests", "js", "swarm.js"), "--urls", $"{nodes.One.Address},{nodes.Other.Address}", "--slug", slug,
                "--clients", $"{clients}", "--cookies", file, "--drop", losing.ToString(System.Globalization.CultureInfo.InvariantCulture), "--seed", $"{seed}", .. more,
            ])
        {
            start.ArgumentList.Add(argument);
        }

        var swarm = new Swarm(Process.Start(start)!);
        var ready = await swarm.process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        File.Delete(file);
        Assert.Equal(clients, JsonNode.Parse(ready ?? "{}")!["ready"]?.GetValue<int>());
        return swarm;
    }

    /// <summary>Waits until every client has all that there is to see up to a revision, or the time is over.</summary>
    public async Task<IReadOnlyList<Member>> FinishAsync(long revision, TimeSpan within)
    {
        await process.StandardInput.WriteLineAsync($"finish {revision} {(long)within.TotalMilliseconds}");
        var lines = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new Member(JsonNode.Parse(line)!))];
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    /// <summary>One client at the end.</summary>
    public sealed class Member(JsonNode line)
    {
        public bool Reached => line["reached"]!.GetValue<bool>();

        public int Dropped => line["dropped"]!.GetValue<int>();

        public JsonNode State => line["state"]!;

        public override string ToString() => line.ToJsonString();
    }
}
