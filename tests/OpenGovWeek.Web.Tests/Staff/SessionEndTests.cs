using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Nodes;
using Xunit;

namespace OpenGovWeek.Web.Tests.Staff;

/// <summary>What ends on one node has ended on all of them within five seconds, for pages and for open connections.</summary>
public sealed class SessionEndTests
{
    // A little more than promised, for a machine that is busy.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(7);

    public static TheoryData<string, string> Pairs => NodePair.Kinds;

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Who_is_removed_on_one_node_is_out_on_the_other(string provider, string kind)
    {
        await using var nodes = await NodePair.StartAsync(provider, kind);
        using var organiser = await Team.FoundAsync(nodes.One);
        using var moderator = await Team.JoinByLinkAsync(nodes.One, await Team.InviteAsync(organiser, StaffRoles.Moderator), "beto@ejemplo.pe", "Beto Ríos");

        await AssertEndsAsync(nodes, moderator, async () =>
            await organiser.SubmitAsync(await organiser.GetPageAsync("/equipo"), "form[action*='handler=Remove']", []));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Whose_password_changed_on_one_node_is_out_on_the_other_and_goes_on_where_it_was_changed(string provider, string kind)
    {
        await using var nodes = await NodePair.StartAsync(provider, kind);
        using var ana = await Team.FoundAsync(nodes.One);
        using var elsewhere = nodes.One.NewBrowser();
        await Team.SignInAsync(elsewhere, "ana@ejemplo.pe", Team.Password);
        var page = await Team.OpenSecurityAsync(ana);

        await AssertEndsAsync(nodes, elsewhere, () => Team.ChangeAsync(ana, page, "Password", new() { ["Password"] = "otra frase muy larga y nueva" }));

        using var same = nodes.OnOther(ana);
        Assert.Equal("/equipo", Team.Path(await same.Http.GetAsync("/equipo")));
    }

    [Fact]
    public async Task A_connection_ends_with_its_stamp_though_nobody_hinted_at_it()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var first = await week.NewStaffAsync();
        using var second = await week.NewStaffAsync();
        await using var changed = await Watcher.EnterAsync(first, week.Slug, "console");
        await using var stays = await Watcher.EnterAsync(second, week.Slug, "console");

        await node.WithDatabaseAsync(db => db.Users.Where(u => u.Id == db.Users.OrderBy(o => o.Email).First().Id)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, "otro")));

        await Eventually.TrueAsync(() => changed.Calls.Contains(LiveNames.Access), "the sweep tells it");
        await Assert.ThrowsAsync<HubException>(() => changed.Connection.InvokeAsync("Enter", week.Slug, "console", Guid.NewGuid()));
        Assert.Empty(stays.Calls);
    }

    private static async Task AssertEndsAsync(NodePair nodes, TestBrowser person, Func<Task> end)
    {
        var week = await TestEvent.CreateAsync(nodes.One);
        using var far = nodes.OnOther(person);
        Assert.Equal("/equipo", Team.Path(await far.Http.GetAsync("/equipo")));
        await using var console = await Watcher.EnterAsync(far, week.Slug, "console");
        await end();
        var start = TimeProvider.System.GetTimestamp();

        await Eventually.TrueAsync(() => console.Calls.Contains(LiveNames.Access), "the open connection is told");
        await Assert.ThrowsAsync<HubException>(() => console.Connection.InvokeAsync("Enter", week.Slug, "console", Guid.NewGuid()));
        await Eventually.TrueAsync(async () => Team.Path(await far.Http.GetAsync("/equipo")) == "/equipo/entrar", "the page is closed");
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, Promised);
        Assert.Equal("/equipo/entrar", Team.Path(await person.Http.GetAsync("/equipo")));
    }
}
