using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>The room on networks that block or lose connections.</summary>
public sealed class WeakNetworkTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Where_WebSockets_are_blocked_the_room_says_so_and_follows_all_the_same()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        var (person, id) = await week.NewAttendeeAsync();
        using var _ = person;
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), person);
        await attendee.Context.RouteWebSocketAsync("**/*", socket => socket.CloseAsync());

        await attendee.GoAsync($"/s/{week.Slug}");
        await Expect(attendee.Part("connection")).ToContainTextAsync("Conexión lenta");
        await others.PublishAsync("¿Llega esto sin WebSockets?");
        await attendee.SeeQuestionAsync("¿Llega esto sin WebSockets?");
        await others.OpenPollAsync();
        await attendee.Part("poll-link").ClickAsync();
        await attendee.Part("poll").GetByLabel("Rendición de cuentas").CheckAsync();
        await attendee.PressAsync("Enviar respuesta");
        await Expect(attendee.Part("poll")).ToContainTextAsync("Respuesta registrada: Rendición de cuentas");

        var later = node.Clock.Now.AddSeconds(30);
        node.Clock.Advance(TimeSpan.FromSeconds(45));
        await Eventually.TrueAsync(
            () => node.WithDatabaseAsync(db => db.AttendanceIntervals.AnyAsync(i => i.AttendeeId == id && i.LastSeenAt >= later)),
            "asking for changes counts as attending");
        await others.MoveAsync(SessionAction.Pause);
        await Expect(attendee.Part("status")).ToHaveTextAsync("En pausa");
    }

    [BrowserFact]
    public async Task Where_a_connection_is_swallowed_the_room_says_so_and_follows_by_asking()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await using var stranger = await chromium.VisitAsync(node, Window.Phone());
        await Line.SwallowedAsync(stranger.Page);

        await stranger.GoAsync(scene.Room);
        await Expect(stranger.Part("connection")).ToContainTextAsync("Conexión lenta");
        await scene.Others.PublishAsync("¿Llega esto a pesar de todo?");
        await stranger.SeeQuestionAsync("¿Llega esto a pesar de todo?");

        await stranger.Context.SetOfflineAsync(true);
        await Expect(stranger.Part("connection")).ToContainTextAsync("Sin internet");
    }

    [BrowserFact]
    public async Task What_is_pressed_offline_is_kept_and_sent_when_the_network_is_back()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        var question = await others.PublishAsync("¿Se puede apoyar sin conexión?");
        var poll = await others.OpenPollAsync();
        var (person, id) = await week.NewAttendeeAsync();
        using var _ = person;
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), person);
        await attendee.GoAsync($"/s/{week.Slug}");
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");

        await attendee.Context.SetOfflineAsync(true);
        await Expect(attendee.Part("connection")).ToContainTextAsync("Sin internet");
        var upvote = attendee.Page.Locator($"#q-{question} .upvote");
        await upvote.ClickAsync();
        await Expect(upvote).ToHaveAttributeAsync("aria-pressed", "true");
        await attendee.Part("poll").GetByLabel("Participación ciudadana").CheckAsync();
        await attendee.PressAsync("Enviar respuesta");
        await Expect(attendee.Part("poll")).ToContainTextAsync("Enviando su respuesta: Participación ciudadana");
        Assert.Equal((0, 0), await StoredAsync());

        await attendee.Context.SetOfflineAsync(false);
        await Expect(attendee.Part("poll")).ToContainTextAsync("Respuesta registrada: Participación ciudadana");
        await Expect(attendee.Part("connection")).ToBeEmptyAsync();
        await Eventually.TrueAsync(async () => await StoredAsync() == (1, 1), "upvote and ballot are stored");

        Task<(int Upvotes, int Ballots)> StoredAsync() => node.WithDatabaseAsync(async db => (
            await db.Upvotes.CountAsync(u => u.QuestionId == question && u.AttendeeId == id),
            await db.Ballots.CountAsync(b => b.PollId == poll && b.AttendeeId == id)));
    }
}
