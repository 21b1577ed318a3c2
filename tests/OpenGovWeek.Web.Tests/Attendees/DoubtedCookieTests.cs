using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendees;

/// <summary>While the database is away a cookie is believed, unless it is known that its attendee was confirmed or joined since.</summary>
public sealed class DoubtedCookieTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_browser_that_has_proved_nothing_is_not_believed_once_the_attendee_has_changed(bool hasChanged)
    {
        var database = new AwayDatabase();
        await using var node = await TestNode.StartAsync(services: database.Replace);
        var week = await TestEvent.CreateAsync(node, SessionStatus.Live);
        var (person, id) = await week.NewAttendeeAsync("Justina Condori Ticona");
        using var browser = person;
        Assert.True(await IsKnownAsync(browser, week));

        if (hasChanged)
        {
            node.Services.GetRequiredService<Commits>().Raise(new Hint.AccessChanged(id));
        }

        database.IsAway = true;
        Assert.Equal(!hasChanged, await IsKnownAsync(browser, week));

        database.IsAway = false;
        await Eventually.TrueAsync(() => IsKnownAsync(browser, week), "the database says that it is still the same attendee");
    }

    private static async Task<bool> IsKnownAsync(TestBrowser browser, TestEvent week) =>
        (await browser.Http.GetStringAsync($"/s/{week.Slug}")).Contains("Justina Condori Ticona", StringComparison.Ordinal);
}
