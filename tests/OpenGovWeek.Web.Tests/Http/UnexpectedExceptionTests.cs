using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Live;
using Xunit;

namespace OpenGovWeek.Web.Tests.Http;

/// <summary>What nobody had thought of is told to scripts in their own language too.</summary>
public sealed class UnexpectedExceptionTests
{
    [Fact]
    public async Task The_API_answers_with_a_problem_and_tells_nothing_of_the_fault()
    {
        var script = new ScriptedSession { Fault = new NotSupportedException("secreto") };
        await using var node = await TestNode.StartAsync(services: script.Replace);
        using var browser = node.NewBrowser();

        using var answer = await browser.Http.GetAsync($"/api/sessions/{script.Session.Slug}/changes?since=1");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("status-500", problem.GetProperty("code").GetString());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.DoesNotContain("secreto", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_database_is_away_scripts_are_told_when_to_come_back()
    {
        var script = new ScriptedSession { Fault = new TimeoutException() };
        await using var node = await TestNode.StartAsync(services: script.Replace);
        using var browser = node.NewBrowser();

        using var answer = await browser.Http.GetAsync($"/api/sessions/{script.Session.Slug}/changes?since=1");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("2", answer.Headers.RetryAfter?.ToString());
        Assert.Equal("database-away", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }
}
