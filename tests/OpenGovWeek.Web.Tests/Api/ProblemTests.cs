using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Api;

public sealed class ProblemTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private const string Nothing = "0192f000-0000-7000-8000-000000000000";

    private string Session => $"/api/sessions/{shared.Week.Slug}";

    [Fact]
    public async Task An_address_that_does_not_exist_is_a_problem() =>
        await AssertProblemAsync(await Attendee.GetAsync("/api/no-such-thing"), HttpStatusCode.NotFound);

    [Fact]
    public async Task A_session_that_does_not_exist_is_a_problem_with_its_code() =>
        await AssertProblemAsync(await Attendee.GetAsync("/api/sessions/no-such-session/changes"), HttpStatusCode.NotFound, "unknown-session");

    [Fact]
    public async Task Another_method_is_a_problem() =>
        await AssertProblemAsync(await Attendee.DeleteAsync($"{Session}/questions"), HttpStatusCode.MethodNotAllowed);

    [Fact]
    public async Task Another_type_of_body_is_a_problem() =>
        await AssertProblemAsync(
            await Attendee.PostAsync($"{Session}/questions", new StringContent("hola", Encoding.UTF8, "text/plain")), HttpStatusCode.UnsupportedMediaType);

    [Fact]
    public async Task A_form_is_no_JSON() =>
        await AssertProblemAsync(
            await Attendee.PutAsync($"{Session}/polls/{Nothing}/ballot", new FormUrlEncodedContent([new("choices", Nothing)])),
            HttpStatusCode.UnsupportedMediaType);

    [Theory]
    [InlineData("{\"id\":")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"not an id\",\"text\":\"¿Cuándo?\",\"withName\":true}")]
    [InlineData("{\"id\":7}")]
    [InlineData("")]
    public async Task What_cannot_be_read_is_a_problem(string body) =>
        await AssertProblemAsync(
            await Attendee.PostAsync($"{Session}/questions", new StringContent(body, Encoding.UTF8, "application/json")), HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_body_without_end_is_a_problem()
    {
        var body = JsonContent.Create(new { id = Guid.CreateVersion7(), text = new string('a', 600 * 1024), withName = true });

        await AssertProblemAsync(await Attendee.PostAsync($"{Session}/questions", body), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_broken_rule_names_its_field_in_the_readers_language()
    {
        using var spanish = await Attendee.PostAsJsonAsync($"{Session}/questions", new { id = Guid.CreateVersion7(), text = "  ", withName = true });
        var inSpanish = await AssertProblemAsync(spanish, HttpStatusCode.UnprocessableEntity);
        using var english = await SendInEnglishAsync($"{Session}/questions", new { id = Guid.CreateVersion7(), text = "  ", withName = true });
        var inEnglish = await AssertProblemAsync(english, HttpStatusCode.UnprocessableEntity);

        Assert.Equal(inSpanish.GetProperty("code").GetString(), inEnglish.GetProperty("code").GetString());
        Assert.NotEqual(inSpanish.GetProperty("detail").GetString(), inEnglish.GetProperty("detail").GetString());
        Assert.NotEqual(inSpanish.GetProperty("title").GetString(), inEnglish.GetProperty("title").GetString());
        Assert.Equal(["text"], inSpanish.GetProperty("errors").EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task A_write_that_another_site_sends_is_a_problem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Session}/questions")
        {
            Content = JsonContent.Create(new { id = Guid.CreateVersion7(), text = "¿Cuándo?", withName = true }),
        };
        request.Headers.Add("Origin", "https://otro.example");
        using var browser = shared.NewBrowser(Who.Attendee);
        browser.Http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");

        await AssertProblemAsync(await browser.Http.SendAsync(request), HttpStatusCode.Forbidden, "foreign-origin");
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task A_node_that_serves_says_so(string path)
    {
        using var response = await Attendee.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Healthy", await response.Content.ReadAsStringAsync());
    }

    private HttpClient Attendee => shared.BrowserOf(Who.Attendee).Http;

    private async Task<HttpResponseMessage> SendInEnglishAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        using var browser = shared.NewBrowser(Who.Attendee);
        browser.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        return await browser.Http.SendAsync(request);
    }

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string? code = null)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        if (code is not null)
        {
            Assert.Equal(code, problem.GetProperty("code").GetString());
            Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        }

        return problem;
    }
}
