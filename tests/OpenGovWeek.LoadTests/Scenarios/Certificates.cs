using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OpenGovWeek.Certificates.Skia;
using OpenGovWeek.LoadTests.Crowds;
using OpenGovWeek.LoadTests.Servers;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Scenarios;

/// <summary>Everybody fetches the certificate of a day: the button that issues it, and the file, again and again. Beside it the renderer alone in this process.</summary>
internal sealed partial class Certificates : IScenario
{
    private const string Issued = "issued over HTTP";
    private const string Again = "downloaded again";
    private const string Bare = "renderer alone";
    private const string Mine = "/mis-certificados";
    private const int AtOnce = 16;

    public string Name => "certificates";

    public async Task RunAsync(bool isQuick)
    {
        var (rounds, people) = isQuick ? (2, 40) : (5, 300);
        var results = new Results();
        for (var round = 0; round < rounds; round++)
        {
            await OursAsync(results, people);
            var renderer = new SkiaCertificateRenderer();
            await EachAsync(people, number => Task.FromResult(renderer.Render(MeasuredCertificate.Compose(number))));
            results.Add(Bare, "a second", await EachAsync(people, number => Task.FromResult(renderer.Render(MeasuredCertificate.Compose(number)))));
        }

        await results.PublishAsync(Name, string.Create(
            CultureInfo.InvariantCulture,
            $"{people:#,0} attendees who were there press the button that issues the certificate of a day, {AtOnce} at once; issuing reads their minutes, draws, keeps the file and its hash. Then the files are downloaded twice. Beside it as many drawn on all cores by the renderer alone, in the same {rounds} rounds that take turns. Medians, with the least and the most of the rounds; ratios to the renderer."), Bare, isQuick);
    }

    private static async Task OursAsync(Results results, int people)
    {
        using var server = await ServerProcess.ServeAsync("held", $"{2 * people}");
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
        // The proxy that speaks TLS.
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var cookies = server.Said.GetProperty("attendees").EnumerateArray().Select(attendee => attendee.GetString()!).ToList();
        var pages = new (string Html, string Cookies)[cookies.Count];
        await EachAsync(cookies.Count, async number => pages[number] = await ReadAsync(http, cookies[number]));
        // The first half warms up.
        await EachAsync(people, number => IssueAsync(http, pages[number]));
        var cpu = server.Cpu;
        results.Add(Issued, "a second", await EachAsync(people, number => IssueAsync(http, pages[people + number])));
        results.Add(Issued, "CPU ms each", (server.Cpu - cpu).TotalMilliseconds / people);
        await EachAsync(people, async number => pages[people + number] = await ReadAsync(http, cookies[people + number]));
        await EachAsync(people, number => DownloadAsync(http, pages[people + number]));
        cpu = server.Cpu;
        results.Add(Again, "a second", await EachAsync(people, number => DownloadAsync(http, pages[people + number])));
        results.Add(Again, "CPU ms each", (server.Cpu - cpu).TotalMilliseconds / people);
    }

    // How many a second.
    private static async Task<double> EachAsync(int count, Func<int, Task> one)
    {
        var begun = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await one(number));
        return count / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<(string Html, string Cookies)> ReadAsync(HttpClient http, string cookies)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Mine);
        request.Headers.Add("Cookie", cookies);
        using var page = await http.SendAsync(request);
        return (await page.EnsureSuccessStatusCode().Content.ReadAsStringAsync(), $"{cookies}; {Registrations.CookiesOf(page)}");
    }

    private static async Task IssueAsync(HttpClient http, (string Html, string Cookies) page)
    {
        var form = page.Html[page.Html.IndexOf("handler=Issue", StringComparison.Ordinal)..];
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Mine}?handler=Issue")
        {
            Content = new FormUrlEncodedContent([.. Registrations.HiddenIn(form).Take(1), new("day", "1")]),
        };
        request.Headers.Add("Cookie", page.Cookies);
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new HttpRequestException($"Nothing was issued: {(int)answer.StatusCode}");
        }
    }

    private static async Task DownloadAsync(HttpClient http, (string Html, string Cookies) page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Paper().Match(page.Html).Value);
        request.Headers.Add("Cookie", page.Cookies);
        using var answer = await http.SendAsync(request);
        await answer.EnsureSuccessStatusCode().Content.LoadIntoBufferAsync();
    }

    [GeneratedRegex("/mis-certificados/[0-9A-Z]+\\.pdf")]
    private static partial Regex Paper();
}
