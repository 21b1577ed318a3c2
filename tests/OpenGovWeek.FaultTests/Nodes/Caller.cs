using System.Net.Http.Json;
using System.Text.Json;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.FaultTests.Nodes;

/// <summary>What a node answered.</summary>
/// <param name="Status">HTTP status; 0 when no answer came, and nobody knows what became of the request.</param>
internal sealed record Reply(int Status, string Body)
{
    public bool IsYes => Status is >= 200 and < 300;

    /// <summary>The request may be sent again as it is: nothing was refused for good.</summary>
    public bool IsToBeRepeated => Status is 0 or 429 or >= 500;

    /// <exception cref="InvalidOperationException">It was refused, or did not come.</exception>
    public T Read<T>() => IsYes ? JsonSerializer.Deserialize<T>(Body, LiveJson.Options)! : throw new InvalidOperationException($"{Status} {Body}");
}

/// <summary>Sends requests to a node as the application's pages do, for many people.</summary>
internal sealed class Caller(Uri address) : IDisposable
{
    // As long as a page waits.
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 200 })
    {
        BaseAddress = address,
        Timeout = Form.Within(10),
    };

    /// <summary>Never throws: an answer that does not come is one of status 0.</summary>
    /// <param name="cookie">Header of the person who asks; null for a visitor.</param>
    public async Task<Reply> SendAsync(HttpMethod method, string path, string? cookie = null, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: LiveJson.Options) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        // The nodes stand behind a proxy that speaks TLS to people.
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.AcceptLanguage.ParseAdd("es-PE");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        try
        {
            using var answer = await http.SendAsync(request);
            return new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            return new Reply(0, exception.Message);
        }
    }

    public void Dispose() => http.Dispose();
}
