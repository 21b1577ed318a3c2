using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Events;
using Xunit;

namespace OpenGovWeek.Web.Tests.Events;

public sealed class RehearsalTests
{
    [Fact]
    public async Task The_rehearsal_is_the_first_event_with_day_1_today_and_live()
    {
        await using var node = await TestNode.StartAsync();

        await Rehearse(node);

        var stored = await node.WithDatabaseAsync(db => db.Events
            .Include(e => e.Days.OrderBy(d => d.Number)).ThenInclude(d => d.Sessions).ThenInclude(s => s.LiveWindows).AsNoTracking().SingleAsync());
        var today = EventCalendar.Of("America/Lima").DayOf(node.Clock.UtcNow());
        Assert.Equal("Semana de Gobierno Abierto 2024", stored.Name);
        Assert.Equal([today, today.AddDays(1), today.AddDays(2)], stored.Days.Select(day => day.Date));
        Assert.Equal(
            [
                ("sga24-dia-1", "Gobierno Abierto: Logros, Iniciativas y Retos en Perú"),
                ("sga24-dia-2", "Mejora de la calidad de los servicios en el marco de gobierno abierto"),
                ("sga24-dia-3", "Calidad Regulatoria y Gobierno Abierto: Impulsando la Participación Ciudadana en Perú"),
            ],
            stored.Days.Select(day => (day.Sessions.Single().Slug, day.Sessions.Single().Title)));
        var live = stored.Days[0].Sessions.Single();
        Assert.Equal(SessionStatus.Live, live.Status);
        Assert.Null(Assert.Single(live.LiveWindows).ClosedAt);
        Assert.True(live.PlannedStart < node.Clock.UtcNow());
        Assert.All(stored.Days[1..], day => Assert.Equal(SessionStatus.Scheduled, day.Sessions.Single().Status));
        var audit = await node.WithDatabaseAsync(db => db.AuditEntries.OrderBy(a => a.Action).ToListAsync());
        Assert.Equal([(AuditAction.SessionStart, live.Id), (AuditAction.EventImport, stored.Id)], audit.Select(a => (a.Action, a.SubjectId)));
    }

    [Fact]
    public async Task Again_on_the_same_day_nothing_is_loaded()
    {
        await using var node = await TestNode.StartAsync();
        await Rehearse(node);

        var again = await Rehearse(node);

        Assert.Null(again);
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.Events.CountAsync()));
    }

    [Fact]
    public async Task On_a_later_day_there_is_a_new_one_beside_the_old_under_the_same_name()
    {
        await using var node = await TestNode.StartAsync();
        await Rehearse(node);
        node.Clock.Advance(TimeSpan.FromDays(1));
        var second = await Rehearse(node);
        node.Clock.Advance(TimeSpan.FromDays(3));

        var third = await Rehearse(node);

        Assert.Equal(("sga24-2", "sga24-dia-1-2"), (second!.Slug, second.Days[0].Sessions[0].Slug));
        Assert.Equal(("sga24-3", "Semana de Gobierno Abierto 2024"), (third!.Slug, third.Name));
        using var browser = node.NewBrowser();
        var page = await browser.GetPageAsync("/");
        Assert.Equal("/e/sga24-3", new Uri(page.Url).AbsolutePath);
    }

    private static Task<Event?> Rehearse(TestNode node) =>
        node.Services.GetRequiredService<ImportEvent>().RehearseAsync(CancellationToken.None);
}
