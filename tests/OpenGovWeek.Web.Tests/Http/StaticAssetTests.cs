using System.Net;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Http;

public sealed class StaticAssetTests
{
    [Theory]
    [InlineData("/js/live/state.js")]
    [InlineData("/css/tokens.css")]
    [InlineData("/lib/lit-html.js")]
    [InlineData("/img/icons.svg")]
    public async Task Unpublished_in_Production_the_top_level_wwwroot_is_served_with_its_content(string path)
    {
        await using var node = await TestNode.StartAsync();
        using var browser = node.NewBrowser();

        using var response = await browser.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True((await response.Content.ReadAsByteArrayAsync()).Length > 100);
    }

    [Fact]
    public async Task Icons_have_an_address_that_a_browser_may_keep()
    {
        await using var node = await TestNode.StartAsync();
        using var browser = node.NewBrowser();

        var page = await browser.GetPageAsync("/verificar");

        var sheet = page.DocumentElement.GetAttribute("data-icons")!;
        Assert.Matches(@"^/img/icons\.[a-z0-9]+\.svg$", sheet);
        Assert.Contains("<symbol", await browser.Http.GetStringAsync(sheet), StringComparison.Ordinal);
        Assert.Equal(sheet + "#mark", page.QuerySelector(".site-mark use")!.GetAttribute("href"));
    }
}
