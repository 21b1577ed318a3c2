using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Live;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Live;
using Xunit;

namespace OpenGovWeek.FaultTests.Clients;

/// <summary>Followers of a session, half of them on each node.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly Cluster cluster;

    private Crowd(Cluster cluster, IReadOnlyList<Follower> followers) => (this.cluster, Followers) = (cluster, followers);

    public IReadOnlyList<Follower> Followers { get; }

    /// <summary>Ends when all have entered and read once.</summary>
    public static async Task<Crowd> EnterAsync(Cluster cluster, int count)
    {
        var crowd = new Crowd(cluster, [.. Enumerable.Range(0, count).Select(number => new Follower(cluster, number, cluster.People[number % cluster.People.Count].Cookie))]);
        await Task.WhenAll(crowd.Followers.Select(follower => follower.Entered)).WaitAsync(TimeSpan.FromSeconds(120));
        return crowd;
    }

    /// <summary>Waits until everybody holds a question that was just published.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> SeesAsync(Guid question, TimeSpan within)
    {
        var start = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync(() => Followers.All(follower => follower.Has(question)), "everybody sees the question", within);
        return TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>Waits until everybody holds what the database holds. Nothing may change meanwhile.</summary>
    /// <exception cref="TimeoutException">Somebody does not.</exception>
    public async Task EqualsDatabaseAsync(TimeSpan within)
    {
        var truth = await ReadAsync();
        var start = TimeProvider.System.GetTimestamp();
        while (Followers.FirstOrDefault(follower => follower.Canonical != truth) is { } other)
        {
            if (TimeProvider.System.GetElapsedTime(start) > within)
            {
                throw new TimeoutException($"A client holds\n{other.Canonical}\nand the database\n{truth}");
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(Followers.Select(async follower => await follower.DisposeAsync()));

    // Past every cache: what a node holds ready might be as old as what the followers hold.
    private async Task<string> ReadAsync()
    {
        var services = cluster.Office.Services;
        var session = await services.GetRequiredService<LiveDirectory>().GetSessionAsync(cluster.Week.Slug, CancellationToken.None);
        var state = new HeldState();
        state.Apply(await services.GetRequiredService<LiveSource>().ReadDeltaAsync(session, LiveAudience.Public, 0, CancellationToken.None), isAnswer: true);
        return state.Canonical;
    }
}
