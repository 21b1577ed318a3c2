using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using OpenGovWeek.Web.Features.Shared;
using Xunit;

namespace OpenGovWeek.Web.Tests.Http;

public sealed class ImportMapTests
{
    // A published build brings hashes, those of the tests none.
    private static readonly ImportMapDefinition Published = new(
        new Dictionary<string, string> { ["./js/room.js"] = "./js/room.0123456789.js", ["./js/console/acting.js"] = "./js/console/acting.0123456789.js" },
        scopes: null,
        new Dictionary<string, string> { ["./js/room.0123456789.js"] = "sha256-uHjn+V3siptumyF/rKa2oRutguvETAyqd0Ge2D7dgfI=" });

    [Theory]
    [InlineData("room", false)]
    [InlineData("console", true)]
    [InlineData(null, true)]
    public void A_page_is_told_from_the_root_where_its_modules_are_and_nothing_that_it_does_not_need(string? module, bool isForStaff)
    {
        var context = new DefaultHttpContext();
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(Published), null));

        var map = ImportMaps.Of(context, module)!;

        Assert.Equal("/js/room.0123456789.js", map.Imports!["/js/room.js"]);
        Assert.Equal(isForStaff, map.Imports.ContainsKey("/js/console/acting.js"));
        Assert.DoesNotContain("sha256", map.ToString(), StringComparison.Ordinal);
    }
}
