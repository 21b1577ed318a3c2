using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.LoadTests.Servers;

namespace OpenGovWeek.LoadTests.Crowds;

/// <summary>People who register with the form, all from one address, as in the house of a ministry.</summary>
internal static partial class Registrations
{
    private const int AtOnce = 128;

    /// <summary>Registers so many.</summary>
    /// <param name="address">Number of the address, as <see cref="RawClient"/> counts them.</param>
    /// <returns>The cookies of those who were let in.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(ServerProcess server, int count, int address)
    {
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = AtOnce };
        handler.ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + address)]), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
        // The proxy that speaks TLS.
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var form = new Uri($"/registro?volver=/s/{server.Said.GetProperty("slug").GetString()}", UriKind.Relative);
        var cookies = new string?[count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (number, cancellation) => cookies[number] = await OneAsync(http, form, number, cancellation));
        return [.. cookies.OfType<string>()];
    }

    /// <summary>The cookies that an answer sets, as the browser would send them.</summary>
    public static string CookiesOf(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(cookie => cookie.Split(';')[0]) : []);

    /// <summary>What the forms in a piece of a page send unseen, in order.</summary>
    public static IEnumerable<KeyValuePair<string, string>> HiddenIn(string html) => Hidden().Matches(html)
        .Select(match => KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)));

    // Null when it was refused.
    private static async Task<string?> OneAsync(HttpClient http, Uri form, int number, CancellationToken cancellation)
    {
        using var page = await http.GetAsync(form, cancellation);
        var html = await page.Content.ReadAsStringAsync(cancellation);
        var fields = HiddenIn(html[html.IndexOf("<form class=\"form\"", StringComparison.Ordinal)..]).Concat(
        [
            new("Name", $"Rosa Huamán Ñaupari {number}"),
            new("Email", $"ministerio{number}@ejemplo.pe"),
            new("Audience", "Citizen"),
            new("Accept", Consent.Version),
        ]);
        using var request = new HttpRequestMessage(HttpMethod.Post, form) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Cookie", CookiesOf(page));
        using var answer = await http.SendAsync(request, cancellation);
        if (answer.StatusCode == HttpStatusCode.Redirect)
        {
            return CookiesOf(answer);
        }

        Console.WriteLine($"Refused: {(int)answer.StatusCode}");
        return null;
    }

    [GeneratedRegex("<input (?:name=\"(?<name>[^\"]+)\" type=\"hidden\"|type=\"hidden\" name=\"(?<name>[^\"]+)\") value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
