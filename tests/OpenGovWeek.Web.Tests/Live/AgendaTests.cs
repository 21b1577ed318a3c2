using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

public sealed class AgendaTests
{
    [Fact]
    public async Task Who_enters_the_agenda_is_told_how_it_stands_and_then_each_change_once()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node, SessionStatus.Scheduled);
        using var browser = node.NewBrowser();
        await using var agenda = await Watcher.EnterAsync(browser, week.Event.Slug, "agenda");
        await Eventually.TrueAsync(() => !agenda.Agendas.IsEmpty, "how it stands");

        await StartAsync(week);
        await Eventually.TrueAsync(() => agenda.Agendas.Count == 2, "the change");

        var (before, after) = (agenda.Agendas.First(), agenda.Agendas.Last());
        Assert.Equal(week.Event.Slug, before.Event);
        Assert.Equal([(week.Slug, SessionStatus.Scheduled), (week.Tomorrow.Slug, SessionStatus.Scheduled)], before.Sessions.Select(s => (s.Slug, s.Status)));
        Assert.Equal([(week.Slug, SessionStatus.Live), (week.Tomorrow.Slug, SessionStatus.Scheduled)], after.Sessions.Select(s => (s.Slug, s.Status)));
    }

    [Fact]
    public async Task A_room_is_told_of_its_sessions_new_status()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node, SessionStatus.Scheduled);
        using var browser = node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, week.Slug);

        await StartAsync(week);

        await Eventually.TrueAsync(() => room.Deltas.Any(d => d.Session is { Status: SessionStatus.Live }), "it is live");
    }

    private static Task<bool> StartAsync(TestEvent week) => week.Node.Services.GetRequiredService<SessionWriter>().WriteAsync(
        week.Session.Id,
        write =>
        {
            write.Session.Status = SessionStatus.Live;
            write.Session.StatusSince = write.Now;
            return Task.FromResult(true);
        },
        CancellationToken.None);
}
