using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Testing;

/// <summary>A browser without scripts: cookies, pages, forms; and what a script would do: JSON and the hub.</summary>
public sealed class TestBrowser : IDisposable
{
    private readonly Uri address;
    private readonly HttpClientHandler handler;

    /// <param name="address">Of a node, or of what stands in front of some.</param>
    public TestBrowser(Uri address, bool followRedirects = true)
    {
        this.address = address;
        handler = new HttpClientHandler
        {
            CookieContainer = Cookies,
            AllowAutoRedirect = followRedirects,
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => TestCertificate.Is(certificate),
        };
        Http = new HttpClient(handler) { BaseAddress = address };
        Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es-PE");
        Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    /// <summary>Loads a page and reads it.</summary>
    public async Task<IHtmlDocument> GetPageAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return await ReadPageAsync(response);
    }

    /// <summary>Sends the first form of a page that matches, with the values it shows except for those given.</summary>
    /// <param name="page">A page that was loaded before.</param>
    /// <param name="form">CSS selector of the form.</param>
    /// <param name="fields">Values by name; null leaves a field out.</param>
    /// <param name="button">CSS selector of the button that is pressed, within the form; null for none.</param>
    public async Task<HttpResponseMessage> SubmitAsync(
        IHtmlDocument page, string form, Dictionary<string, string?> fields, string? button = null)
    {
        var element = page.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"The page has no form '{form}'.");
        var values = Forms.ValuesOf(element);
        foreach (var (name, value) in fields)
        {
            values.RemoveAll(v => v.Key == name);
            if (value is not null)
            {
                values.Add(new(name, value));
            }
        }

        var pressed = button is null ? null : element.QuerySelector(button) ?? throw new InvalidOperationException($"The form has no button '{button}'.");
        if (pressed?.GetAttribute("name") is { Length: > 0 } pressedName)
        {
            values.Add(new(pressedName, pressed.GetAttribute("value") ?? ""));
        }

        var action = pressed?.GetAttribute("formaction") ?? element.GetAttribute("action");
        var target = string.IsNullOrEmpty(action) ? new Uri(page.Url) : new Uri(new Uri(page.Url), action);
        return await Http.PostAsync(target, new FormUrlEncodedContent(values));
    }

    public static async Task<IHtmlDocument> ReadPageAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        var address = response.RequestMessage!.RequestUri!.ToString();
        return (IHtmlDocument)await BrowsingContext.New().OpenAsync(request => request.Content(html).Address(address));
    }

    /// <summary>Sends JSON as a script of our own page would.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body) =>
        Http.SendAsync(new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body, options: LiveJson.Options),
        });

    /// <summary>Reads an answer; a problem is shown in the failure.</summary>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<T>(text, LiveJson.Options)!
            : throw new InvalidOperationException($"{(int)response.StatusCode} {text}");
    }

    /// <summary>The code of a problem; null when the answer is not one.</summary>
    public static async Task<string?> ReadProblemCodeAsync(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return null;
        }

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return problem.TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    /// <summary>A connection to the hub with this browser's cookies, as the page's script makes it; not started yet.</summary>
    public HubConnection NewHubConnection() => new HubConnectionBuilder()
        .WithUrl(new Uri(address, "/hubs/session"), options =>
        {
            options.Cookies = Cookies;
            options.SkipNegotiation = true;
            options.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
            options.WebSocketConfiguration = socket => socket.RemoteCertificateValidationCallback = (_, certificate, _, _) => TestCertificate.Is(certificate);
        })
        .AddJsonProtocol(options => LiveJson.Configure(options.PayloadSerializerOptions))
        .Build();

    public void Dispose()
    {
        Http.Dispose();
        handler.Dispose();
    }
}
