using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Http;

public sealed class ProblemLanguageTests
{
    private static readonly string[] English = ["Bad Request", "Unsupported Media Type", "Method Not Allowed", "Forbidden"];

    [Theory]
    [InlineData("POST", "questions", "application/json", "{\"id\":", HttpStatusCode.BadRequest)]
    [InlineData("POST", "questions", "application/json", "{\"id\":\"no es un id\"}", HttpStatusCode.BadRequest)]
    [InlineData("POST", "questions", "text/plain", "hola", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("DELETE", "questions", "application/json", "{}", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "status", "application/json", "{\"action\":\"End\"}", HttpStatusCode.Forbidden)]
    [InlineData("GET", "changes?since=abc", null, null, HttpStatusCode.BadRequest)]
    public async Task What_the_framework_refuses_has_a_code_and_speaks_Spanish(
        string method, string path, string? type, string? body, HttpStatusCode status)
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        using var _1 = browser;
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/sessions/{week.Slug}/{path}");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, type!);

        using var response = await browser.Http.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"status-{(int)status}", problem.GetProperty("code").GetString());
        Assert.DoesNotContain(problem.GetProperty("title").GetString()!, English);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public void Letters_stay_as_they_are_and_what_could_end_a_script_block_does_not()
    {
        var json = JsonSerializer.Serialize("año Qhawaqʼa </script>&", LiveJson.Options);

        Assert.Contains("año Qhawaqʼa", json, StringComparison.Ordinal);
        Assert.DoesNotContain('<', json);
        Assert.DoesNotContain('&', json);
    }
}
