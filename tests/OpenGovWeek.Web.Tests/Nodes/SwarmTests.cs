using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Nodes;

public sealed class SwarmTests
{
    private const int Clients = 50;

    /// <summary>What stands between the nodes, and how many of a hundred deltas and hints are lost.</summary>
    public static TheoryData<string, string, int> Losses =>
        [.. from kind in NodePair.OneKind from percent in (int[])[1, 5, 20] select (kind.Data.Item1, kind.Data.Item2, percent)];

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Fifty_clients_hold_what_the_database_holds_however_many_deltas_and_hints_are_lost_and_without_gap_detection_do_not(string provider, string kind, int percent)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SEED"), out var given) ? given : Random.Shared.Next(1_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"SEED={seed}");
        var (losing, hints) = (percent / 100.0, LosingHints.Lost);
        await using var nodes = await NodePair.StartAsync(provider, kind, services: LosingHints.Of(percent));
        var week = await TestEvent.CreateAsync(nodes.One);
        var commotion = new Commotion(nodes, week, seed);
        await commotion.BringPeopleAsync(12);
        using var swarm = await Swarm.StartAsync(nodes, week.Slug, Clients, seed, losing, commotion.Cookies);
        using var blind = await Swarm.StartAsync(nodes, week.Slug, 10, seed, 0.2, commotion.Cookies, "--no-gap-detection");

        await commotion.RunAsync(60);

        var revision = await nodes.One.WithDatabaseAsync(db => db.Sessions.Where(s => s.Id == week.Session.Id).Select(s => s.Revision).SingleAsync());
        var members = await swarm.FinishAsync(revision, TimeSpan.FromSeconds(45));
        var losers = await blind.FinishAsync(revision, TimeSpan.FromSeconds(4));
        using var visitor = nodes.Other.NewBrowser();
        var truth = Canonical(JsonNode.Parse(await visitor.Http.GetStringAsync($"/api/sessions/{week.Slug}/changes?since=0"))!);

        Assert.Equal(Clients, members.Count);
        Assert.All(members, member => Assert.True(member.Reached, $"SEED={seed} {member}"));
        Assert.All(members, member => Assert.True(JsonNode.DeepEquals(truth, member.State), $"SEED={seed} {truth.ToJsonString()} {member}"));
        Assert.True(members.Sum(member => member.Dropped) > Clients * (percent - 1) / 20, $"SEED={seed} too few deltas were lost to prove anything");
        Assert.True(kind == "alone" || LosingHints.Lost > hints, $"SEED={seed} no hint was lost");
        Assert.Equal(10, losers.Count);
        Assert.Contains(losers, member => !JsonNode.DeepEquals(truth, member.State));
    }

    /// <summary>A snapshot in the order of a client's canonical state.</summary>
    private static JsonObject Canonical(JsonNode snapshot) => new()
    {
        ["polls"] = ById(snapshot["polls"]),
        ["questions"] = ById(snapshot["questions"]),
        ["session"] = snapshot["session"]!.DeepClone(),
    };

    private static JsonArray ById(JsonNode? items) =>
        [.. (items?.AsArray() ?? []).OrderBy(item => item!["id"]!.GetValue<string>(), StringComparer.Ordinal).Select(item => item!.DeepClone())];
}
