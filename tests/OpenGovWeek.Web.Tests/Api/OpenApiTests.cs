using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Api;

public sealed partial class OpenApiTests(SharedNode shared) : IClassFixture<SharedNode>
{
    [Fact]
    public async Task The_document_describes_every_endpoint_of_the_API_and_nothing_else()
    {
        var expected = EndpointTable.Rows.Where(row => row.Kind == EndpointKind.Api)
            .Select(row => $"{row.Method} {Constraint().Replace(row.Pattern, "}")}");

        Assert.Equal(expected.Order(), (await OperationsAsync()).Select(operation => operation.Name).Order());
    }

    [Fact]
    public async Task Every_operation_has_a_summary_a_success_and_its_problems()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            var answers = operation.GetProperty("responses").EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value);
            Assert.True(operation.TryGetProperty("summary", out _), $"{name} has no summary");
            Assert.True(answers.Keys.Any(status => status is "200" or "201"), $"{name} has no success");
            Assert.True(answers.ContainsKey("404"), $"{name} does not say 404");
            Assert.All(answers.Where(answer => answer.Key.StartsWith('2')), answer => Assert.True(
                answer.Value.GetProperty("content").EnumerateObject().Any(), $"{name} {answer.Key} has no schema"));
            if (!name.StartsWith("GET", StringComparison.Ordinal))
            {
                Assert.True(new[] { "401", "403", "409", "422", "429" }.All(answers.ContainsKey), $"{name} lacks a problem");
                Assert.All(answers.Where(answer => answer.Key.StartsWith('4')), answer => Assert.True(
                    answer.Value.GetProperty("content").TryGetProperty("application/problem+json", out _), $"{name} {answer.Key} is no problem"));
            }
        }
    }

    [Fact]
    public async Task The_page_of_the_document_is_served()
    {
        using var response = await shared.BrowserOf(Who.Everyone).Http.GetAsync("/scalar");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    private async Task<List<(string Name, JsonElement Operation)>> OperationsAsync()
    {
        var document = await shared.BrowserOf(Who.Everyone).Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value),
        ];
    }

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();
}
