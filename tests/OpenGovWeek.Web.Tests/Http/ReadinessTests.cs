using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Live;
using Xunit;

namespace OpenGovWeek.Web.Tests.Http;

public sealed class ReadinessTests
{
    [Fact]
    public async Task A_node_that_is_about_to_stop_lives_and_is_not_ready()
    {
        await using var node = await TestNode.StartAsync();
        using var browser = node.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/readyz"));

        node.Services.GetRequiredService<NodeStatus>().Drain();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(browser, "/readyz"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/livez"));
    }

    private static async Task<HttpStatusCode> StatusAsync(TestBrowser browser, string path)
    {
        using var response = await browser.Http.GetAsync(path);
        return response.StatusCode;
    }
}
