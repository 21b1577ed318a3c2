using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Live;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

public sealed class DeltaCacheTests
{
    [Fact]
    public async Task A_storm_reads_the_database_once_and_a_newer_change_once_more()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        var changes = node.Services.GetRequiredService<SessionChanges>();
        var opening = new TaskCompletionSource();
        script.Gate = opening.Task;

        var storm = Enumerable.Range(0, 500).Select(_ => ReadAsync(changes, script)).ToList();
        opening.SetResult();
        Assert.All(await Task.WhenAll(storm), delta => Assert.Equal(10, delta.To));
        Assert.Single(script.Readings);

        script.Commit(node, isPublic: true);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => ReadAsync(changes, script))), delta => Assert.Equal(11, delta.To));
        Assert.InRange(script.Readings.Count, 2, 3);
    }

    [Fact]
    public async Task Who_just_wrote_sees_what_he_wrote_though_an_older_reading_was_under_way()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        var changes = node.Services.GetRequiredService<SessionChanges>();
        await ReadAsync(changes, script);
        var known = node.Services.GetRequiredService<SessionRevisions>();
        await Eventually.TrueAsync(() => known.IsFresh(script.Session.Id), "the sweep confirmed the revision");

        script.Commit(node, isPublic: true);

        Assert.Equal(11, (await ReadAsync(changes, script)).To);
    }

    [Fact]
    public async Task What_was_just_read_is_handed_out_again_before_any_sweep()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(settings: new() { ["Live:Sweep"] = "01:00:00" }, services: script.Replace);
        var changes = node.Services.GetRequiredService<SessionChanges>();

        await ReadAsync(changes, script);
        await ReadAsync(changes, script);
        Assert.Single(script.Readings);

        script.Commit(node, isPublic: true);
        Assert.Equal(11, (await ReadAsync(changes, script)).To);
    }

    [Fact]
    public async Task A_revision_of_another_life_of_the_database_gets_a_snapshot()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        var changes = node.Services.GetRequiredService<SessionChanges>();

        var other = await changes.ReadAsync(script.Session, LiveAudience.Public, 5, "otra", TestContext.Current.CancellationToken);
        var same = await changes.ReadAsync(script.Session, LiveAudience.Public, 5, script.Epoch, TestContext.Current.CancellationToken);

        Assert.Equal(0, other.Delta.From);
        Assert.InRange(same.Delta.From, 1, 5);
    }

    [Fact]
    public async Task Who_asks_for_ever_other_revisions_has_the_database_read_a_handful_of_times_and_misses_nothing()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(settings: new() { ["Live:Sweep"] = "01:00:00" }, services: script.Replace);
        var changes = node.Services.GetRequiredService<SessionChanges>();
        node.Services.GetRequiredService<SessionRevisions>().StartEpoch(script.Epoch);
        for (var number = 0; number < 500; number++)
        {
            script.Commit(node, isPublic: true);
        }

        await ReadAsync(changes, script);
        var all = await Task.WhenAll(Enumerable.Range(-3, 2000).Select(since =>
            changes.ReadAsync(script.Session, LiveAudience.Public, since, script.Epoch, TestContext.Current.CancellationToken)));

        Assert.InRange(script.Readings.Count, 1, 40);
        Assert.All(all, read => Assert.Equal(510, read.Delta.To));
        foreach (var (since, read) in Enumerable.Range(-3, 2000).Zip(all))
        {
            Assert.InRange(read.Delta.From, 0, since is > 0 and <= 510 ? since : 0);
            // No more than a quarter further back than was asked for.
            Assert.True(since is <= 0 or > 510 || 510 - read.Delta.From <= 1.25 * (510 - since), $"{since}: {read.Delta.From}");
            Assert.Equal(500 - Math.Max(read.Delta.From - 10, 0), read.Delta.Questions?.Count ?? 0);
        }
    }

    [Fact]
    public async Task Who_was_told_more_by_another_node_is_not_put_back_by_one_that_has_not_heard_of_it()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(settings: new() { ["Live:Sweep"] = "01:00:00" }, services: script.Replace);
        var changes = node.Services.GetRequiredService<SessionChanges>();
        node.Services.GetRequiredService<SessionRevisions>().StartEpoch(script.Epoch);
        await ReadAsync(changes, script);
        await changes.ReadAsync(script.Session, LiveAudience.Public, 10, script.Epoch, TestContext.Current.CancellationToken);
        script.CommitUnheard(isPublic: true);
        var told = script.CommitUnheard(isPublic: true);

        var read = await changes.ReadAsync(script.Session, LiveAudience.Public, told, script.Epoch, TestContext.Current.CancellationToken);
        Assert.Equal((told, told), (read.Delta.From, read.Delta.To));

        // The same while it has not noticed that the database began another life.
        script.Restore("segunda", to: 10);
        for (var number = 0; number < 5; number++)
        {
            told = script.CommitUnheard(isPublic: true);
        }

        read = await changes.ReadAsync(script.Session, LiveAudience.Public, told, script.Epoch, TestContext.Current.CancellationToken);
        Assert.Equal((script.Epoch, told), (read.Delta.Epoch, read.Delta.To));
    }

    [Fact]
    public async Task A_reading_that_failed_is_not_remembered()
    {
        var script = new ScriptedSession { Fault = new TimeoutException("The database is away.") };
        await using var node = await TestNode.StartAsync(services: script.Replace);
        var changes = node.Services.GetRequiredService<SessionChanges>();
        await Assert.ThrowsAsync<TimeoutException>(() => ReadAsync(changes, script));

        script.Fault = null;

        Assert.Equal(10, (await ReadAsync(changes, script)).To);
    }

    private static async Task<Delta> ReadAsync(SessionChanges changes, ScriptedSession script) =>
        (await changes.ReadAsync(script.Session, LiveAudience.Public, 0, null, TestContext.Current.CancellationToken)).Delta;
}
