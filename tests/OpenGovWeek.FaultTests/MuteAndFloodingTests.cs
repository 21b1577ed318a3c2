using OpenGovWeek.FaultTests.Clients;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>Thousands of sockets that never say a word, and one that never stops, beside people who watch.</summary>
public sealed class MuteAndFloodingTests
{
    public static TheoryData<string> Servers => Form.Servers;

    [FaultTheory]
    [MemberData(nameof(Servers))]
    public async Task They_are_cut_and_the_others_are_told_in_time(string provider)
    {
        var (mutes, others) = (Form.Of(500, 5000), Form.Of(60, 500));
        await using var cluster = await Cluster.StartAsync(provider, 100, ("Live:SilenceTimeout", "00:00:12"));
        await using var crowd = await Crowd.EnterAsync(cluster, others);
        var mute = new RawClient[mutes];
        await Parallel.ForEachAsync(Enumerable.Range(0, mutes), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (number, _) =>
            mute[number] = await Sockets.ShakeHandsAsync(cluster, number));
        var silent = TimeProvider.System.GetTimestamp();
        using var flooding = await Sockets.ShakeHandsAsync(cluster, 0);

        var flood = Sockets.FloodAsync(flooding, Form.Within(15));
        var cut = Task.WhenAll(mute.Select(one => Sockets.UntilCutAsync(one, Form.Within(15))));
        var slowest = TimeSpan.Zero;
        for (var node = 0; !cut.IsCompleted || !flood.IsCompleted; node++)
        {
            var took = await crowd.SeesAsync(await cluster.PublishQuestionAsync(node), Form.Within(2));
            slowest = took > slowest ? took : slowest;
            await Task.Delay(1_000, TestContext.Current.CancellationToken);
        }

        await flood;
        await cut;
        TestContext.Current.TestOutputHelper?.WriteLine($"Cut after {TimeProvider.System.GetElapsedTime(silent)}; of the others the slowest was told after {slowest}.");
        await Eventually.TrueAsync(async () => await Sockets.ConnectedAsync(cluster) == others, "only those who watch are left", Form.Within(5));
        await crowd.EqualsDatabaseAsync(Form.Within(5));
        Array.ForEach(mute, one => one.Dispose());
    }
}
