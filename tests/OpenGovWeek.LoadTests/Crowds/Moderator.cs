using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OpenGovWeek.LoadTests.Servers;

namespace OpenGovWeek.LoadTests.Crowds;

/// <summary>The moderator of the application's session, as the console's script speaks for one.</summary>
internal sealed class Moderator : IDisposable
{
    private static readonly string[] Choices =
        ["Transparencia de las obras", "Datos del presupuesto", "Atención en lenguas originarias", "Participación de jóvenes"];

    private readonly HttpClient http;
    private readonly string session;
    private readonly Dictionary<string, string> cookies;
    private Guid open;

    public Moderator(ServerProcess server)
    {
        cookies = server.Said.GetProperty("moderator").GetString()!.Split("; ").Select(cookie => cookie.Split('=', 2)).ToDictionary(cookie => cookie[0], cookie => cookie[1]);
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("load", "1"));
        open = server.Said.GetProperty("poll").GetGuid();
        session = $"/api/sessions/{server.Said.GetProperty("slug").GetString()}";
    }

    /// <summary>Does something in the session.</summary>
    /// <param name="what">The rest of the address, such as <c>/polls</c>.</param>
    /// <exception cref="HttpRequestException">It was refused.</exception>
    public async Task PostAsync(string what, object body)
    {
        using var content = JsonContent.Create(body);
        using var answer = await SendAsync(HttpMethod.Post, what, content);
    }

    /// <summary>The session's present revision.</summary>
    public async Task<long> RevisionAsync()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/changes", null);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("to").GetInt64();
    }

    /// <summary>Closes the poll that is open and writes another.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> NextPollAsync()
    {
        await PostAsync($"/polls/{open}/status", new { action = "Close", version = 1 });
        open = Guid.CreateVersion7();
        await PostAsync("/polls", new
        {
            id = open,
            kind = "SingleChoice",
            prompt = "¿Qué compromiso del plan de acción debe cumplirse primero en su región?",
            choices = Choices,
            policy = "AfterClose",
        });
        return open;
    }

    /// <summary>Opens a poll that was written.</summary>
    public Task OpenAsync(Guid poll) => PostAsync($"/polls/{poll}/status", new { action = "Open", version = 0 });

    public void Dispose() => http.Dispose();

    // A browser keeps a cookie that it is given anew; with the first one the sign-in would be looked up for each request. These are for HTTPS, which a
    // container of cookies would insist on.
    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string what, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, session + what) { Content = content };
        request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{what}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        foreach (var given in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            var cookie = given.Split(';')[0].Split('=', 2);
            cookies[cookie[0]] = cookie[1];
        }

        return answer;
    }
}
