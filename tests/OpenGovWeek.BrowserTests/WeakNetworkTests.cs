using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Live;
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
    public async Task What_somebody_is_writing_is_written_on_when_the_script_comes()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.Others.OpenPollAsync(PollKind.WordCloud);
        var (person, _) = await scene.Week.NewAttendeeAsync();
        using var cookies = person;
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), person);
        var arrives = new TaskCompletionSource();
        await attendee.Page.RouteAsync("**/js/polls/kinds/word-cloud.*", async route =>
        {
            await arrives.Task;
            await route.ContinueAsync();
        });

        await attendee.GoAsync(scene.Room);
        var field = attendee.Part("poll").Locator("[name=text]");
        await field.FocusAsync();
        await attendee.Page.Keyboard.TypeAsync("trans");
        arrives.SetResult();
        await Expect(attendee.Part("poll").GetByText("Agregar otra")).ToBeVisibleAsync();
        await attendee.Page.Keyboard.TypeAsync("parencia");

        await Expect(field).ToHaveValueAsync("transparencia");
        await attendee.PressAsync("Enviar respuesta");
        await Expect(attendee.Part("poll")).ToContainTextAsync("Respuesta registrada: transparencia");
    }

    [BrowserFact]
    public async Task While_the_database_is_away_a_room_shows_what_was_read_last_and_catches_up_by_itself()
    {
        var isAway = false;
        await using var node = await TestNode.StartAsync(settings: Passing.Quick, services: services =>
        {
            var real = services.Single(service => service.ServiceType == typeof(LiveSource));
            services.Replace(ServiceDescriptor.Singleton(provider =>
            {
                var source = (LiveSource)real.ImplementationFactory!(provider);
                return source with
                {
                    ReadDeltaAsync = (session, audience, since, cancellation) => Volatile.Read(ref isAway)
                        ? Task.FromException<Delta>(new TimeoutException())
                        : source.ReadDeltaAsync(session, audience, since, cancellation),
                };
            }));
        });
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.Others.PublishAsync("¿Qué se leyó antes?");
        await using var stranger = await chromium.VisitAsync(node, Window.Phone());
        await stranger.GoAsync(scene.Room);
        Volatile.Write(ref isAway, true);
        await scene.Others.PublishAsync("¿Qué vino después?");

        await stranger.GoAsync(scene.Room);
        await Expect(stranger.Part("as-of")).ToContainTextAsync("Ve lo último que pudimos leer");
        await stranger.SeeQuestionAsync("¿Qué se leyó antes?");
        await Expect(stranger.Part("questions")).Not.ToContainTextAsync("¿Qué vino después?");

        Volatile.Write(ref isAway, false);
        await stranger.SeeQuestionAsync("¿Qué vino después?");
        await Expect(stranger.Part("as-of")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task An_agenda_that_was_read_before_the_database_went_away_catches_up_by_itself()
    {
        var database = new AwayDatabase();
        await using var node = await TestNode.StartAsync(settings: Passing.Quick, services: database.Replace);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await using var stranger = await chromium.VisitAsync(node, Window.Phone());
        var agenda = $"/e/{scene.Week.Event.Slug}";
        await stranger.GoAsync(agenda);
        database.IsAway = true;

        Assert.Contains("Ve lo último que pudimos leer", await (await stranger.Page.GotoAsync(agenda))!.TextAsync(), StringComparison.Ordinal);
        database.IsAway = false;
        await Expect(stranger.Part("as-of")).ToHaveCountAsync(0);
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
