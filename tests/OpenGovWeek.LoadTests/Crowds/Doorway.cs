using System.Diagnostics;
using System.Net.Http.Headers;
using OpenGovWeek.LoadTests.Servers;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Crowds;

/// <summary>How a phone comes into a room: the page with its snapshot, the hub, and then what the page's script reads. Files that browsers keep are left out.</summary>
/// <param name="Hub">What is said to the hub.</param>
/// <param name="Page">Asked for first.</param>
/// <param name="Afterwards">Asked for when the hub has let one in, over the connection of the page.</param>
/// <param name="Cookies">Those of each attendee; empty for nobody.</param>
internal sealed record Doorway(int Port, Dialect Hub, string Page, IReadOnlyList<string> Afterwards, Func<int, string> Cookies)
{
    // What a phone sends, and the proxy that speaks TLS with it.
    private const string Headers = "Accept-Encoding: gzip, deflate, br\r\nAccept-Language: es-PE\r\nX-Forwarded-Proto: https\r\n";

    /// <summary>The room of the application's session, for attendees who are signed in.</summary>
    /// <param name="since">The revision of the page, from which its script goes on.</param>
    /// <param name="cookies">Of other attendees than those with whom the server began; null for those.</param>
    public static Doorway OfRoom(ServerProcess server, long since, IReadOnlyList<string>? cookies = null)
    {
        var slug = server.Said.GetProperty("slug").GetString()!;
        var people = cookies ?? [.. server.Said.GetProperty("attendees").EnumerateArray().Select(attendee => attendee.GetString()!)];
        var api = $"/api/sessions/{slug}";
        return new Doorway(server.Port, Dialect.Room(slug, number => people[number]), $"/s/{slug}", [$"{api}/mine", $"{api}/changes?since={since}"], number => people[number]);
    }

    /// <summary>The same with a server that has finished answers of the same length.</summary>
    public static Doorway OfBare(ServerProcess server) => new(server.Port, Dialect.Hub, "/page", ["/mine", "/changes"], _ => "nobody=0");

    /// <summary>Saves what each of its addresses answers to the first attendee, as it comes over the line, for <see cref="OfBare"/>.</summary>
    /// <exception cref="HttpRequestException">It refused.</exception>
    public async Task SaveAsync(string folder)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        http.DefaultRequestHeaders.Add("Cookie", Cookies(0));
        http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es-PE");
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        foreach (var (address, name) in Afterwards.Prepend(Page).Zip((string[])["page", "mine", "changes"]))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), await http.GetByteArrayAsync(new Uri(address, UriKind.Relative)));
        }
    }

    /// <summary>Lets so many people come in at once.</summary>
    /// <param name="atOnce">Most who are on their way in at one moment.</param>
    /// <param name="from">Number of the address that all share; null for many.</param>
    /// <returns>Milliseconds until each had everything, from the moment at which they began, in order; whoever was refused is missing.</returns>
    public async Task<IReadOnlyList<double>> EnterAsync(Crowd crowd, int count, int atOnce, int? from = null)
    {
        using var room = new SemaphoreSlim(atOnce);
        var begun = Stopwatch.GetTimestamp();
        var took = await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
        {
            await room.WaitAsync();
            try
            {
                await OneAsync(crowd, number, from);
                return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }
            catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
            {
                Console.WriteLine($"Refused: {exception.Message}");
                return double.NaN;
            }
            finally
            {
                room.Release();
            }
        }));
        return [.. took.Where(double.IsFinite).Order()];
    }

    /// <summary>Lets somebody in again whose page is still there.</summary>
    /// <exception cref="IOException">Refused.</exception>
    public async Task ReturnAsync(Crowd crowd, int number)
    {
        using var http = new Producer(Port);
        await crowd.EnterAsync(number);
        await http.ConnectAsync(number);
        await ReadAsync(http, number);
    }

    private async Task OneAsync(Crowd crowd, int number, int? from)
    {
        using var http = new Producer(Port);
        await http.ConnectAsync(from ?? number);
        await GetAsync(http, Page, number);
        await crowd.EnterAsync(number, from);
        await ReadAsync(http, number);
    }

    private async Task ReadAsync(Producer http, int number)
    {
        foreach (var address in Afterwards)
        {
            await GetAsync(http, address, number);
        }
    }

    private async Task GetAsync(Producer http, string address, int number)
    {
        var status = await http.SendAsync(Producer.Request("GET", address, $"Cookie: {Cookies(number)}\r\n{Headers}", ""));
        if (status != 200)
        {
            throw new IOException($"{address} was answered with {status}.");
        }
    }
}
