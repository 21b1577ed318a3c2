using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.FaultTests.Clients;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>Some of a room go on to ping and stop reading: they are cut, and the others notice nothing.</summary>
public sealed class FrozenReadersTests
{
    // A few times these are more than all buffers between the two ends of a connection hold: some megabytes on this side of it.
    private const int Questions = 90;
    private const int Length = 1_000;
    private const int MostChanges = 200;

    // Six bytes as JSON.
    private const char Wide = '<';

    public static TheoryData<string> Servers => Form.Servers;

    [FaultTheory]
    [MemberData(nameof(Servers))]
    public async Task They_are_cut_and_the_others_are_told_in_time(string provider)
    {
        var (frozen, others) = (Form.Of(10, 20), Form.Of(60, 480));
        await using var cluster = await Cluster.StartAsync(provider, 100);
        for (var number = 0; number < Questions; number++)
        {
            await cluster.Week.AskAsync(cluster.People[number].Id, QuestionStatus.Published, new string(Wide, Length));
        }

        var readers = new List<RawClient>();
        for (var number = 0; number < frozen; number++)
        {
            readers.Add(await Sockets.EnterAsync(cluster, number, receiveBuffer: 4096));
        }

        // Filled before the others come: to them it would be gigabytes, and more work for this machine than all else. Of each change a full one misses two messages.
        for (var node = 0; await TotalAsync(cluster, "opengovweek_live_gaps_total") < 4 * frozen; node++)
        {
            Assert.True(node < MostChanges, "What lies between the two ends of a connection never fills");
            await ChangeAllAsync(cluster);
            await cluster.RejectQuestionAsync(node, await cluster.PublishQuestionAsync(node));
        }

        var start = TimeProvider.System.GetTimestamp();
        await using var crowd = await Crowd.EnterAsync(cluster, others);
        var slowest = TimeSpan.Zero;
        for (var node = 0; await CutAsync(cluster) < frozen; node++)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Form.Within(20), $"{await CutAsync(cluster)} of {frozen} were cut");
            readers.ForEach(Sockets.Ping);
            var question = await cluster.PublishQuestionAsync(node);
            var took = await crowd.SeesAsync(question, Form.Within(2));
            // A snapshot has a hundred questions, and is compared with what clients hold.
            await cluster.RejectQuestionAsync(node, question);
            slowest = took > slowest ? took : slowest;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Cut after {TimeProvider.System.GetElapsedTime(start)}; of the others the slowest was told after {slowest}.");
        await Eventually.TrueAsync(async () => await Sockets.ConnectedAsync(cluster) == others, "only those who read are left", Form.Within(5));
        await crowd.EqualsDatabaseAsync(Form.Within(5));
        readers.ForEach(reader => reader.Dispose());
    }

    // All the long ones are told with the next change.
    private static Task<int> ChangeAllAsync(Cluster cluster) => cluster.Office.WithDatabaseAsync(async db =>
    {
        var next = await db.Sessions.Where(s => s.Id == cluster.Week.Session.Id).Select(s => s.Revision).SingleAsync() + 1;
        return await db.Questions.Where(q => q.Text.Length == Length).ExecuteUpdateAsync(set => set.SetProperty(q => q.Revision, next));
    });

    private static Task<double> CutAsync(Cluster cluster) => TotalAsync(cluster, "opengovweek_live_connections_cut_total", "does-not-read");

    private static async Task<double> TotalAsync(Cluster cluster, string metric, string label = "") =>
        await cluster.MetricAsync(0, metric, label) + await cluster.MetricAsync(1, metric, label);
}
