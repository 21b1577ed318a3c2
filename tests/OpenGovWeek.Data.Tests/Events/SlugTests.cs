using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Live;
using Xunit;

namespace OpenGovWeek.Data.Tests.Events;

public sealed class SlugTests
{
    [Theory]
    [MemberData(nameof(DataHost.Providers), MemberType = typeof(DataHost))]
    public async Task What_is_no_slug_is_unknown_on_every_database(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var (events, live, cancellation) = (host.Get<EventStore>(), new LiveReader(host.Get<IDbContextFactory<OpenGovWeekDbContext>>(), host.Get<TimeProvider>()), TestContext.Current.CancellationToken);

        string[] unknown = ["\0", session.Slug + "\0", session.Slug.ToUpperInvariant(), session.Slug + " ", "", new string('a', 5000)];
        foreach (var slug in unknown)
        {
            var noSession = await Assert.ThrowsAsync<RuleException>(() => events.GetSessionAsync(slug, cancellation));
            var noEvent = await Assert.ThrowsAsync<RuleException>(() => events.GetAsync(slug, cancellation));

            Assert.Equal(("unknown-session", "unknown-event"), (noSession.Code, noEvent.Code));
            Assert.Null(await live.FindEventAsync(slug, cancellation));
        }

        Assert.Empty(await live.FindSessionsAsync(unknown, cancellation));
        Assert.Equal(session.Id, Assert.Single(await live.FindSessionsAsync([.. unknown, session.Slug], cancellation)).Value.Id);
    }
}
