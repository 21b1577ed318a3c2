using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Events;
using Xunit;

namespace OpenGovWeek.Web.Tests.Events;

public sealed class AgendaTests
{
    [Fact]
    public async Task Without_an_event_the_home_page_says_how_to_load_one()
    {
        await using var node = await TestNode.StartAsync();
        using var browser = node.NewBrowser();

        var page = await browser.GetPageAsync("/");

        Assert.Equal("Todavía no hay ningún evento", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("import event.json", page.QuerySelector("code")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_and_times_are_written_as_in_Peru_in_the_events_time_zone()
    {
        await using var node = await TestNode.StartAsync();
        await Import(node);
        using var browser = node.NewBrowser();

        var page = await browser.GetPageAsync("/e/semana-2027");

        Assert.Equal(["Día 1jueves 27 de mayo", "Día 2viernes 28 de mayo"], page.QuerySelectorAll(".day[id] .day-title").Select(title => title.TextContent));
        Assert.Equal("Del 27 al 28 de mayo de 2027", page.QuerySelector(".eyebrow")!.TextContent);
        Assert.Equal(["09:00", "10:30"], Card(page, "s27-dia-1").QuerySelectorAll("time").Select(time => time.TextContent));
        Assert.Equal("2027-05-27T14:00:00Z", Card(page, "s27-dia-1").QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Contains("Hora de Lima (UTC−5)", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_English_days_are_written_in_English_on_the_same_clock()
    {
        await using var node = await TestNode.StartAsync();
        await Import(node);
        using var browser = node.NewBrowser();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        var page = await browser.GetPageAsync("/e/semana-2027");

        Assert.Equal("Day 1Thursday 27 May", page.QuerySelector(".day-title")!.TextContent);
        Assert.Equal("27 to 28 May 2027", page.QuerySelector(".eyebrow")!.TextContent);
        Assert.Equal("09:00", Card(page, "s27-dia-1").QuerySelector("time")!.TextContent);
    }

    [Fact]
    public async Task Invented_times_are_marked_and_only_those()
    {
        await using var node = await TestNode.StartAsync();
        await Import(node);
        using var browser = node.NewBrowser();

        var page = await browser.GetPageAsync("/e/semana-2027");

        Assert.False(page.QuerySelector(".notice[data-live=illustrative]")!.HasAttribute("hidden"));
        Assert.False(Card(page, "s27-taller").QuerySelector("[data-live=illustrative]")!.HasAttribute("hidden"));
        Assert.True(Card(page, "s27-dia-1").QuerySelector("[data-live=illustrative]")!.HasAttribute("hidden"));
    }

    [Fact]
    public async Task A_page_that_cannot_reach_the_hub_reads_how_things_stand()
    {
        await using var node = await TestNode.StartAsync();
        var made = await TestEvent.CreateAsync(node, SessionStatus.Paused);
        using var browser = node.NewBrowser();

        using var response = await browser.Http.GetAsync($"/api/events/{made.Event.Slug}/agenda");
        var agenda = await TestBrowser.ReadAsync<AgendaView>(response);

        Assert.Equal([(made.Slug, SessionStatus.Paused), (made.Tomorrow.Slug, SessionStatus.Scheduled)], agenda.Sessions.Select(s => (s.Slug, s.Status)));
    }

    [Fact]
    public async Task Who_follows_the_agenda_is_told_when_a_session_left_running_ends_by_itself()
    {
        await using var node = await TestNode.StartAsync();
        var made = await TestEvent.CreateAsync(node);
        using var browser = node.NewBrowser();
        await using var hub = browser.NewHubConnection();
        var ended = new TaskCompletionSource<AgendaView>();
        hub.On<AgendaView>(LiveNames.Agenda, agenda =>
        {
            if (agenda.Sessions[0].Status == SessionStatus.Ended)
            {
                ended.TrySetResult(agenda);
            }
        });
        await hub.StartAsync();
        await hub.InvokeAsync("Enter", made.Event.Slug, "agenda", Guid.CreateVersion7());
        var due = SessionRules.EndsItselfAt(made.Session)!.Value;
        node.Clock.Advance(due - node.Clock.Now + TimeSpan.FromMinutes(5));

        var done = await node.Services.GetRequiredService<OverdueSessions>().EndAsync(CancellationToken.None);

        Assert.Equal([made.Slug], done);
        var told = await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(made.Slug, told.Sessions[0].Slug);
        var window = await node.WithDatabaseAsync(db => db.LiveWindows.SingleAsync());
        // Nobody did anything in it after its planned end.
        Assert.Equal(made.Session.PlannedEnd, window.ClosedAt!.Value, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task An_event_that_does_not_exist_is_not_found()
    {
        await using var node = await TestNode.StartAsync();
        using var browser = node.NewBrowser();

        using var response = await browser.Http.GetAsync("/e/no-existe");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static IElement Card(IHtmlDocument page, string slug) => page.QuerySelector($"[data-slug='{slug}']")!;

    private static async Task Import(TestNode node)
    {
        using var file = new EventJson(EventJson.Good);
        await node.Services.GetRequiredService<ImportEvent>().FromFileAsync(file.Path, CancellationToken.None);
    }
}
