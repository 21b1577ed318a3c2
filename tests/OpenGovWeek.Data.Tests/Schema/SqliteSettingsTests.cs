using Microsoft.EntityFrameworkCore;
using Xunit;

namespace OpenGovWeek.Data.Tests.Schema;

public sealed class SqliteSettingsTests
{
    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    public async Task Every_connection_is_safe_against_a_power_cut_and_readers_never_block(string pragma, string expected)
    {
        await using var host = await DataHost.StartAsync("Sqlite");
        for (var connection = 0; connection < 3; connection++)
        {
            await using var db = await host.NewContextAsync();
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Written above.
            command.CommandText = $"PRAGMA {pragma}";
#pragma warning restore CA2100

            Assert.Equal(expected, Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
