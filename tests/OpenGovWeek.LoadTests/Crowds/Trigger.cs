using OpenGovWeek.LoadTests.Servers;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Crowds;

/// <summary>What makes a server broadcast once.</summary>
internal sealed class Trigger : IDisposable
{
    private readonly Func<Task> pull;
    private readonly IDisposable by;

    private Trigger(Func<Task> pull, IDisposable by) => (this.pull, this.by) = (pull, by);

    /// <summary>A request to one of the references, which is answered when the broadcast was sent.</summary>
    public static Trigger OfReference(ServerProcess server)
    {
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
        return new Trigger(
            async () =>
            {
                using var answer = await http.PostAsync(new Uri("/", UriKind.Relative), null);
                answer.EnsureSuccessStatusCode();
            },
            http);
    }

    /// <summary>A moderator of the application pins a question, or takes it down again.</summary>
    public static Trigger OfPin(ServerProcess server)
    {
        var (moderator, version) = (new Moderator(server), 1);
        return new Trigger(
            () => moderator.PostAsync($"/questions/{server.Said.GetProperty("question").GetGuid()}/pin", new { pinned = version % 2 == 1, version = version++ }),
            moderator);
    }

    /// <summary>The application's first attendee answers the poll anew.</summary>
    public static async Task<Trigger> OfBallotAsync(ServerProcess server)
    {
        var (said, turn) = (server.Said, 0);
        var requests = said.GetProperty("choices").EnumerateArray().Take(2).Select(choice => Producer.Request(
            "PUT",
            $"/api/sessions/{said.GetProperty("slug").GetString()}/polls/{said.GetProperty("poll").GetGuid()}/ballot",
            $"Cookie: {said.GetProperty("attendees")[0].GetString()}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n",
            $$"""{"choices":["{{choice.GetGuid()}}"]}""")).ToList();
        var producer = new Producer(server.Port);
        await producer.ConnectAsync(0);
        return new Trigger(
            async () =>
            {
                if (await producer.SendAsync(requests[turn++ % 2]) is var status && status != 200)
                {
                    throw new IOException($"The ballot was answered with {status}.");
                }
            },
            producer);
    }

    /// <exception cref="HttpRequestException">It was refused.</exception>
    /// <exception cref="IOException">It was refused.</exception>
    public Task PullAsync() => pull();

    /// <summary>What the server says of it to somebody who is in its room.</summary>
    public async Task<string> OverhearAsync(ServerProcess server)
    {
        var dialect = Dialect.Room(server.Said.GetProperty("slug").GetString()!);
        using var crowd = await Crowd.JoinAsync(server.Port, dialect, 1);
        // What was told on entering is over.
        await Task.Delay(TimeSpan.FromSeconds(1));
        var overheard = crowd.OverhearAsync();
        await PullAsync();
        var message = await overheard;
        return message[dialect.Delta.Length..message.LastIndexOf("]}", StringComparison.Ordinal)];
    }

    public void Dispose() => by.Dispose();
}
