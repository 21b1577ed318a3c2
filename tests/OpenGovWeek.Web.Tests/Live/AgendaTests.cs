using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Live;
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
    public async Task Who_enters_at_the_same_moment_as_others_is_answered_by_a_reading_that_is_theirs_as_well()
    {
        var readings = 0;
        await using var node = await TestNode.StartAsync(settings: new() { ["Live:Sweep"] = "01:00:00" }, services: services =>
        {
            var real = services.Single(service => service.ServiceType == typeof(LiveSource));
            services.Replace(ServiceDescriptor.Singleton(provider =>
            {
                var source = (LiveSource)real.ImplementationFactory!(provider);
                return source with
                {
                    ReadAgendaAsync = async (week, cancellation) =>
                    {
                        Interlocked.Increment(ref readings);
                        await Task.Delay(500, cancellation);
                        return await source.ReadAgendaAsync(week, cancellation);
                    },
                };
            }));
        });
        var week = await TestEvent.CreateAsync(node, SessionStatus.Scheduled);
        using var browser = node.NewBrowser();
        var lines = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Watcher.ConnectAsync(browser)));

        await Task.WhenAll(lines.Select(line => line.Connection.InvokeAsync("Enter", week.Event.Slug, "agenda", Guid.NewGuid())));

        await Eventually.TrueAsync(() => lines.All(line => !line.Agendas.IsEmpty), "all are told");
        // Who comes while another's reading is under way needs the next one.
        Assert.InRange(readings, 1, 15);
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }
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
