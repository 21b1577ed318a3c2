using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Composition;
using OpenGovWeek.Web.Features.Events;
using Xunit;

namespace OpenGovWeek.Web.Tests.Events;

public sealed class ImportTests
{
    [Fact]
    public async Task An_event_file_is_stored_whole_audited_and_shown()
    {
        await using var node = await TestNode.StartAsync();
        using var file = new EventJson(EventJson.Good);

        var added = await Import(node, file);

        var stored = await node.WithDatabaseAsync(db => db.Events.Include(e => e.Days).ThenInclude(d => d.Sessions).AsNoTracking().SingleAsync());
        Assert.Equal(("semana-2027", 0.75, "Participación ciudadana", null), (stored.Slug, stored.AttendanceShare, stored.Purpose, stored.Unit));
        var days = stored.Days.OrderBy(day => day.Number).ToList();
        Assert.Equal([new DateOnly(2027, 5, 27), new DateOnly(2027, 5, 28)], days.Select(day => day.Date));
        var opening = days[0].Sessions.Single(session => session.Slug == "s27-dia-1");
        Assert.Equal((new DateTime(2027, 5, 27, 14, 0, 0), new DateTime(2027, 5, 27, 15, 30, 0)), (opening.PlannedStart, opening.PlannedEnd));
        Assert.Equal(("https://youtu.be/abcdefghijk", 15, false, SessionStatus.Scheduled), (opening.StreamUrl, opening.StreamDelaySeconds, opening.IllustrativeTimes, opening.Status));
        var entry = await node.WithDatabaseAsync(db => db.AuditEntries.SingleAsync());
        Assert.Equal((AuditAction.EventImport, added.Id, ""), (entry.Action, entry.SubjectId, entry.StaffName));
        using var browser = node.NewBrowser();
        var page = await browser.GetPageAsync("/");
        Assert.Equal("/e/semana-2027", new Uri(page.Url).AbsolutePath);
        Assert.Contains("Taller de datos abiertos", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_again_is_refused_and_nothing_is_lost()
    {
        await using var node = await TestNode.StartAsync();
        using var file = new EventJson(EventJson.Good);
        await Import(node, file);

        var refused = await Assert.ThrowsAsync<StartupException>(() => Import(node, file));

        Assert.Contains("semana-2027", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal((1, 3, 1), await CountAsync(node));
    }

    [Fact]
    public async Task An_event_whose_session_is_taken_is_refused_whole()
    {
        await using var node = await TestNode.StartAsync();
        using var first = new EventJson(EventJson.Good);
        using var second = new EventJson(EventJson.Good.Replace("semana-2027", "semana-2028", StringComparison.Ordinal));
        await Import(node, first);

        var refused = await Assert.ThrowsAsync<StartupException>(() => Import(node, second));

        Assert.Contains("s27-", refused.Message, StringComparison.Ordinal);
        Assert.Equal((1, 3, 1), await CountAsync(node));
    }

    [Fact]
    public async Task Every_error_of_a_file_is_listed_in_a_sentence_of_its_own_and_nothing_is_stored()
    {
        await using var node = await TestNode.StartAsync();
        using var file = new EventJson(EventJson.Good
            .Replace("\"semana-2027\"", "\"Semana 2027\"", StringComparison.Ordinal)
            .Replace("America/Lima", "America/Atlantis", StringComparison.Ordinal)
            .Replace("\"end\": \"10:30\"", "\"end\": \"08:30\"", StringComparison.Ordinal)
            .Replace("https://youtu.be/abcdefghijk", "https://ejemplo.pe/video", StringComparison.Ordinal)
            .Replace("s27-taller", "s27-dia-1", StringComparison.Ordinal)
            .Replace("\"2027-05-28\"", "\"28/05/2027\"", StringComparison.Ordinal));

        var refused = await Assert.ThrowsAsync<StartupException>(() => Import(node, file));

        var lines = refused.Message.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(
            [
                "/slug", "/timeZone", "/days/0/sessions/0/end", "/days/0/sessions/0/streamUrl", "/days/0/sessions/1/slug", "/days/1/date",
            ],
            lines[1..].Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
        Assert.All(lines[1..], line => Assert.DoesNotContain("Rule_", line, StringComparison.Ordinal));
        Assert.Equal((0, 0, 0), await CountAsync(node));
    }

    [Theory]
    [InlineData("{ \"slug\": \"semana\",\n \"nombre\": \"Semana\" }", "2")]
    [InlineData("{ \"slug\": ", "1")]
    [InlineData("null", "")]
    [InlineData("", "1")]
    public async Task A_file_of_another_format_is_refused_in_one_sentence_that_tells_the_line(string content, string line)
    {
        await using var node = await TestNode.StartAsync();
        using var file = new EventJson(content);

        var refused = await Assert.ThrowsAsync<StartupException>(() => Import(node, file));

        Assert.Contains(file.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(line, refused.Message.Replace(file.Path, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private static Task<Core.Events.Event> Import(TestNode node, EventJson file) =>
        node.Services.GetRequiredService<ImportEvent>().FromFileAsync(file.Path, CancellationToken.None);

    private static Task<(int Events, int Sessions, int Audit)> CountAsync(TestNode node) => node.WithDatabaseAsync(async db =>
        (await db.Events.CountAsync(), await db.Sessions.CountAsync(), await db.AuditEntries.CountAsync()));
}
