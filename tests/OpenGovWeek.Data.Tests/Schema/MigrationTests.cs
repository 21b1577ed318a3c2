using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Data.Tests.Schema;

public sealed class MigrationTests
{
    public static TheoryData<string> All => ["Sqlite", "SqlServer", "PostgreSql"];

    public static TheoryData<string> Providers => DataHost.Providers;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_change_of_the_model_has_its_migration(string provider)
    {
        var connection = provider switch
        {
            "Sqlite" => "Data Source=never-opened.db",
            "SqlServer" => "Server=nowhere.invalid;Database=never-opened;User Id=x;Password=x",
            _ => "Host=nowhere.invalid;Database=never-opened",
        };
        var options = new DbContextOptionsBuilder<OpenGovWeekDbContext>();
        DataHost.ProviderOf(provider).Configure(options, connection);
        using var db = new OpenGovWeekDbContext(options.Options);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), $"Make a migration in OpenGovWeek.Data.{provider}: its model differs from the snapshot.");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_empty_database_takes_all_migrations_and_lacks_none_afterwards(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = await DataHost.JoinAsync(database);
        var setup = host.Get<DatabaseSetup>();
        Assert.NotEmpty(await setup.MissingMigrationsAsync(CancellationToken.None));

        await setup.MigrateAsync(CancellationToken.None);

        Assert.Empty(await setup.MissingMigrationsAsync(CancellationToken.None));
        Assert.Equal(0, await host.ReadAsync(db => db.Questions.CountAsync()));
        Assert.Equal(0, await host.ReadAsync(db => db.Users.CountAsync()));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_new_database_has_one_epoch_and_keeps_it(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var first = await host.ReadAsync(db => db.Deployments.SingleAsync());

        await host.Get<DatabaseSetup>().MigrateAsync(CancellationToken.None);

        Assert.Equal(32, first.Epoch.Length);
        Assert.Equal(first.Epoch, await host.ReadAsync(db => db.Deployments.Select(d => d.Epoch).SingleAsync()));
    }
}
