using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Authorization;

public sealed class EndpointTableTests(SharedNode shared) : IClassFixture<SharedNode>
{
    /// <summary>Every row with every kind of person.</summary>
    public static TheoryData<string, Who> Calls
    {
        get
        {
            var data = new TheoryData<string, Who>();
            foreach (var row in EndpointTable.Rows.Where(row => row.Pattern != "/hubs/session"))
            {
                foreach (var who in Enum.GetValues<Who>())
                {
                    data.Add(row.Name, who);
                }
            }

            return data;
        }
    }

    [Fact]
    public async Task Every_endpoint_has_its_row_and_every_row_its_endpoint()
    {
        var mapped = shared.Node.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.RoutePattern.RawText != "{**path:file}")
            .SelectMany(NamesOf)
            .Concat(await FormsAsync())
            .ToHashSet();
        var rows = EndpointTable.Rows.Select(row => row.Name).ToList();

        Expect.None(mapped.Except(rows).Order().Select(name => $"{name} has no row")
            .Concat(rows.Except(mapped).Order().Select(name => $"{name} does not exist")));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Who_may_gets_through_and_who_may_not_is_sent_to_sign_in_or_refused(string name, Who who)
    {
        var row = EndpointTable.Rows.Single(row => row.Name == name);
        using var browser = shared.NewBrowser(who, followRedirects: false);

        using var response = await CallAsync(row, browser);

        var sentTo = response.Headers.Location?.OriginalString.Replace(shared.Node.Address.GetLeftPart(UriPartial.Authority), "", StringComparison.Ordinal);
        var isRefused = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            || sentTo?.Split('?')[0] is "/registro" or "/equipo/entrar" && row.Who != Who.Everyone;
        Assert.True(isRefused != May(who, row.Who), $"{who} got {(int)response.StatusCode} {sentTo}");
        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        if (isRefused && row.Kind == EndpointKind.Api)
        {
            Assert.Null(sentTo);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(who == Who.Everyone ? HttpStatusCode.Unauthorized : response.StatusCode, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_moderator_on_a_page_of_organisers_does_not_go_round_in_circles()
    {
        using var browser = shared.NewBrowser(Who.Moderator);

        using var response = await browser.Http.GetAsync($"/equipo/evento/{shared.Week.Event.Slug}");

        Assert.False(response.StatusCode is HttpStatusCode.Redirect, $"It ends in a redirect to {response.Headers.Location}");
    }

    private static bool May(Who who, Who needed) => needed switch
    {
        Who.Everyone => true,
        Who.Attendee => who == Who.Attendee,
        Who.Moderator => who is Who.Moderator or Who.Organiser,
        _ => who == Who.Organiser,
    };

    private async Task<HttpResponseMessage> CallAsync(EndpointRow row, TestBrowser browser)
    {
        var address = row.In(shared.Week);
        switch (row.Kind)
        {
            case EndpointKind.Form:
                var page = await browser.GetPageAsync("/registro");
                var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
                return await browser.Http.PostAsync(address, new FormUrlEncodedContent(
                [
                    // Valid as far as it goes, so that nothing but the person is in the way.
                    new("__RequestVerificationToken", token), new("id", $"{Guid.CreateVersion7()}"), new("text", "¿Cuándo empieza?"),
                    new("question", $"{Guid.CreateVersion7()}"), new("poll", $"{Guid.CreateVersion7()}"), new("choice", $"{Guid.CreateVersion7()}"),
                    new("on", "true"), new("day", "1"),
                ]));
            case EndpointKind.Other when row.Method == "POST":
                return await browser.Http.PostAsync(address, new FormUrlEncodedContent([]));
            default:
                return await browser.SendAsync(new HttpMethod(row.Method), address, row.Method == "GET" ? null : new { });
        }
    }

    private static IEnumerable<string> NamesOf(RouteEndpoint endpoint)
    {
        var pattern = "/" + (endpoint.RoutePattern.RawText ?? "").Trim('/');
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
        return methods is { Count: > 0 } ? methods.Where(method => method != "HEAD").Select(method => $"{method} {pattern}") : [$"GET {pattern}"];
    }

    private async Task<IEnumerable<string>> FormsAsync()
    {
        var forms = new List<string>();
        var loader = shared.Node.Services.GetRequiredService<PageLoader>();
        var pages = shared.Node.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>();
        foreach (var page in pages)
        {
            var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            forms.AddRange(compiled.HandlerMethods
                .Where(handler => handler.HttpMethod == "Post")
                .Select(handler => $"POST /{page.AttributeRouteInfo!.Template}{(handler.Name is null ? "" : $"?handler={handler.Name}")}"));
        }

        return forms;
    }
}
