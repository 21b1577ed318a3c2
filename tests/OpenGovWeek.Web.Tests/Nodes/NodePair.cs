using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Nodes;

/// <summary>Two nodes over one database server, with Redis between them; where no server is configured, one node on SQLite in both places.</summary>
internal sealed class NodePair : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly RedisServer? redis;

    private NodePair(TestDatabase database, RedisServer? redis, TestNode one, TestNode other) =>
        (this.database, this.redis, One, Other) = (database, redis, one, other);

    public TestNode One { get; }

    public TestNode Other { get; }

    /// <summary>Every kind of pair of this machine: the database and what speaks Redis, if anything does.</summary>
    public static TheoryData<string, string> Kinds
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var server in TestDatabase.Servers)
            {
                foreach (var kind in RedisServer.Available)
                {
                    data.Add(server, kind);
                }
            }

            if (data.Count == 0)
            {
                data.Add("Sqlite", "alone");
            }

            return data;
        }
    }

    /// <summary>The same, with a single kind of Redis: for what takes long.</summary>
    public static TheoryData<string, string> OneKind => [.. TestDatabase.Servers.Select(server => (server, RedisServer.Available[^1])).DefaultIfEmpty(("Sqlite", "alone"))];

    /// <param name="services">Changes to the services of both nodes.</param>
    public static async Task<NodePair> StartAsync(
        string provider, string kind, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var redis = kind == "alone" ? null : await RedisServer.StartAsync(kind);
        var clock = new AdjustableClock();
        var all = new Dictionary<string, string?>(settings ?? []) { ["Limits:PersonBurst"] = "10000" };
        if (redis is not null)
        {
            all["ConnectionStrings:Redis"] = redis.Configuration;
        }

        var one = await TestNode.StartAsync(database, clock, all, services);
        var other = redis is null ? one : await TestNode.StartAsync(database, clock, all, services);
        return new NodePair(database, redis, one, other);
    }

    /// <summary>The same person on the other node.</summary>
    public TestBrowser OnOther(TestBrowser browser)
    {
        var other = Other.NewBrowser();
        other.Cookies.Add(browser.Cookies.GetCookies(One.Address));
        return other;
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        if (Other != One)
        {
            await Other.DisposeAsync();
        }

        if (redis is not null)
        {
            await redis.DisposeAsync();
        }

        await database.DisposeAsync();
    }
}
