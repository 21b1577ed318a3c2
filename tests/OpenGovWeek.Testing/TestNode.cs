using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenGovWeek.Data;
using OpenGovWeek.Web.Composition;

namespace OpenGovWeek.Testing;

/// <summary>The whole application on a real Kestrel over HTTPS, in this process, with its own database unless one is given.</summary>
public sealed class TestNode : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TestDatabase? ownDatabase;

    private TestNode(WebApplication app, AdjustableClock clock, TestDatabase? ownDatabase)
    {
        this.app = app;
        this.ownDatabase = ownDatabase;
        Clock = clock;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
    }

    /// <summary>Address of the node, such as <c>https://localhost:40123/</c>.</summary>
    public Uri Address { get; }

    public AdjustableClock Clock { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Starts a node.</summary>
    /// <param name="database">A database that several nodes share; null for one of its own.</param>
    /// <param name="clock">A clock that several nodes share; null for one of its own.</param>
    /// <param name="settings">Configuration that this test needs beyond the defaults of Production.</param>
    /// <param name="services">Changes to the services, for what cannot run here.</param>
    /// <param name="isPlain">It speaks HTTP without TLS, as behind a proxy.</param>
    public static async Task<TestNode> StartAsync(
        TestDatabase? database = null,
        AdjustableClock? clock = null,
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        bool isPlain = false)
    {
        var own = database is null ? await TestDatabase.CreateAsync() : null;
        var used = database ?? own!;
        clock ??= new AdjustableClock();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Application).Assembly.GetName().Name,
            EnvironmentName = Environments.Production,
            ContentRootPath = Repository.PathOf("src", "OpenGovWeek.Web"),
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = used.Provider,
            ["ConnectionStrings:Database"] = used.ConnectionString,
            ["Languages:Pseudo"] = "true",
            ["Live:Drain"] = "00:00:00",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Logging.ClearProviders().AddProvider(new TestOutputLoggerProvider());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (!isPlain)
            {
                listen.UseHttps(TestCertificate.Instance);
            }
        }));
        builder.AddOpenGovWeek();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        await app.MigrateAsync();
        app.UseOpenGovWeek();
        app.MapOpenGovWeek();
        await app.StartAsync();
        return new TestNode(app, clock, own);
    }

    /// <summary>A new browser-like client with its own cookies that trusts the test certificate.</summary>
    public TestBrowser NewBrowser(bool followRedirects = true) => new(Address, followRedirects);

    /// <summary>Reads or changes the database directly.</summary>
    public async Task<T> WithDatabaseAsync<T>(Func<OpenGovWeekDbContext, Task<T>> work)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<OpenGovWeekDbContext>>().CreateDbContextAsync();
        return await work(db);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownDatabase is not null)
        {
            await ownDatabase.DisposeAsync();
        }
    }
}
