using Microsoft.EntityFrameworkCore;
using Xunit;

namespace OpenGovWeek.Data.Tests.Schema;

public sealed class StoredTimeTests
{
    public static TheoryData<string> Providers => DataHost.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_time_comes_back_as_UTC_in_whole_milliseconds(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var exact = new DateTime(2026, 5, 18, 14, 30, 15, 987, DateTimeKind.Utc).AddTicks(6543);

        await host.ReadAsync(db => db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.StatusSince, exact)));

        var read = await host.ReadAsync(db => db.Sessions.Where(s => s.Id == session.Id).Select(s => s.StatusSince).SingleAsync());
        Assert.Equal(new DateTime(2026, 5, 18, 14, 30, 15, 987, DateTimeKind.Utc), read);
        Assert.Equal(DateTimeKind.Utc, read!.Value.Kind);
    }

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public async Task A_time_that_is_not_UTC_is_refused_before_it_is_written(DateTimeKind kind)
    {
        await using var host = await DataHost.StartAsync("Sqlite");
        var session = await host.AddSessionAsync();
        await using var db = await host.NewContextAsync();
        var row = await db.Sessions.SingleAsync(s => s.Id == session.Id);
        row.StatusSince = new DateTime(2026, 5, 18, 9, 0, 0, kind);

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());

        Assert.IsType<ArgumentException>(fault.GetBaseException());
        Assert.Equal(session.StatusSince, await host.ReadAsync(other => other.Sessions.Select(s => s.StatusSince).SingleAsync()));
    }
}
