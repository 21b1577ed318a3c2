using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Data.Tests.Schema;

public sealed class DataProtectionTests
{
    public static TheoryData<string> Providers => DataHost.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Keys_are_in_the_database_so_that_a_restart_signs_nobody_out(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        string secret;
        await using (var node = await TestNode.StartAsync(database))
        {
            secret = ProtectorOf(node).Protect("asistente");
            Assert.NotEqual(0, await node.WithDatabaseAsync(db => db.DataProtectionKeys.CountAsync()));
        }

        await using var again = await TestNode.StartAsync(database);

        Assert.Equal("asistente", ProtectorOf(again).Unprotect(secret));
    }

    private static IDataProtector ProtectorOf(TestNode node) =>
        node.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("prueba");
}
