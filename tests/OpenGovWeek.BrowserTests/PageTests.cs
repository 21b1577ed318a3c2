using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.BrowserTests;

/// <summary>The table of pages is whole.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task Every_page_of_the_application_stands_in_the_table()
    {
        await using var node = await TestNode.StartAsync();
        var pages = node.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.AttributeRouteInfo?.Template)
            .OfType<string>()
            .ToHashSet();

        Assert.NotEmpty(pages);
        Assert.Equal(pages.Order(), PageTable.All.Select(state => state.Route).Distinct().Order());
    }
}

/// <summary>The pages for everybody.</summary>
public sealed class PublicPageTests(PageBrowser browser, Place place) : IClassFixture<Place>
{
    public static TheoryData<string> States => Reading.NamesOf(isForStaff: false);

    [BrowserTheory]
    [MemberData(nameof(States))]
    public Task Anyone_can_read(string name) => Reading.CanBeReadAsync(browser.Chromium, place.Node, name);
}

/// <summary>The pages of the staff, in a class of their own so that they are looked at beside the others.</summary>
public sealed class StaffPageTests(PageBrowser browser, Place place) : IClassFixture<Place>
{
    public static TheoryData<string> States => Reading.NamesOf(isForStaff: true);

    [BrowserTheory]
    [MemberData(nameof(States))]
    public Task Anyone_can_read(string name) => Reading.CanBeReadAsync(browser.Chromium, place.Node, name);
}
