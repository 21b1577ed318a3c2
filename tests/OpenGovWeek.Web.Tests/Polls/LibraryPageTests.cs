using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Console;
using Xunit;

namespace OpenGovWeek.Web.Tests.Polls;

/// <summary>The library of an event's polls as a browser without scripts uses it, and what a console takes from it.</summary>
public sealed class LibraryPageTests
{
    [Fact]
    public async Task Polls_are_prepared_edited_copied_ordered_deleted_and_used_in_a_session()
    {
        await using var stage = await Stage.SetAsync();
        var page = await OpenAsync(stage, "?nueva=true");
        page = await PressAsync(stage, page, "form[action*=Save]", "[value=save]", new() { ["Prompt"] = "¿Qué tan clara fue?", ["Kind"] = "Rating", ["Low"] = "Nada" });
        Assert.Equal(["¿Qué tan clara fue?"], Prompts(page));

        page = await PressAsync(stage, await OpenAsync(stage, "?nueva=true"), "form[action*=Save]", "[value=save]", new() { ["Prompt"] = "¿Seguimos?", ["Kind"] = "YesNo" });
        Assert.Equal(["¿Qué tan clara fue?", "¿Seguimos?"], Prompts(page));
        page = await PressAsync(stage, page, "li:last-child form", "[value=Up]");
        Assert.Equal(["¿Seguimos?", "¿Qué tan clara fue?"], Prompts(page));

        var first = page.QuerySelector(".library-list > li")!.Id![2..];
        page = await PressAsync(stage, await OpenAsync(stage, $"?editar={first}"), "form[action*=Save]", "[value=save]", new() { ["Prompt"] = "¿Seguimos mañana?" });
        Assert.Equal(["¿Seguimos mañana?", "¿Qué tan clara fue?"], Prompts(page));
        page = await PressAsync(stage, page, "li:first-child form", "[value=Copy]");
        Assert.Equal(["¿Seguimos mañana?", "¿Qué tan clara fue?", "¿Seguimos mañana?"], Prompts(page));
        page = await PressAsync(stage, page, "li:last-child form", "[value=Delete]");
        Assert.Equal(["¿Seguimos mañana?", "¿Qué tan clara fue?"], Prompts(page));

        var console = await stage.Moderator.GetPageAsync($"/s/{stage.Event.Slug}/consola");
        using (var used = await stage.Moderator.SubmitAsync(console, ".library form", [], "button"))
        {
            console = await TestBrowser.ReadPageAsync(used);
        }

        Assert.Equal("¿Seguimos mañana?", console.QuerySelector(".poll-item h3")!.TextContent);
        var draft = await stage.PollAsync(Guid.Parse(console.QuerySelector(".poll-item")!.Id![2..]));
        Assert.Equal((PollKind.YesNo, PollStatus.Draft), (draft.Kind, draft.Status));
        Assert.Equal(["Sí", "No", "Me abstengo"], draft.Choices.OrderBy(c => c.Position).Select(c => c.Text));
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_it_and_what_was_typed_stays()
    {
        await using var stage = await Stage.SetAsync();
        var page = await OpenAsync(stage, "?nueva=true");

        page = await PressAsync(stage, page, "form[action*=Save]", "[value=save]", new() { ["Prompt"] = "¿Cuál?", ["Kind"] = "MultipleChoice" });

        Assert.NotNull(page.QuerySelector("#Choices-error"));
        Assert.Equal("¿Cuál?", ((IHtmlInputElement)page.QuerySelector("#Prompt")!).Value);
        Assert.True(((IHtmlInputElement)page.QuerySelector("[name=Kind][value=MultipleChoice]")!).IsChecked);
        Assert.Empty(Prompts(page));
    }

    [Fact]
    public async Task The_same_use_of_a_poll_of_the_library_makes_one_draft_and_one_that_is_not_there_none()
    {
        await using var stage = await Stage.SetAsync();
        await PressAsync(stage, await OpenAsync(stage, "?nueva=true"), "form[action*=Save]", "[value=save]", new() { ["Prompt"] = "¿Qué espera?", ["Kind"] = "WordCloud", ["Words"] = "5" });
        var prepared = await stage.Node.WithDatabaseAsync(db => db.PreparedPolls.SingleAsync());
        var request = new { id = Guid.CreateVersion7(), prepared = prepared.Id };

        using var made = await stage.PostAsync("polls/prepared", request);
        using var again = await stage.PostAsync("polls/prepared", request);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (made.StatusCode, again.StatusCode));
        Assert.Equal(5, (await TestBrowser.ReadAsync<PollView>(made)).Most);

        await stage.RefusedAsync("polls/prepared", new { id = Guid.CreateVersion7(), prepared = Guid.CreateVersion7() }, HttpStatusCode.NotFound, "unknown-poll");
    }

    private static Task<IHtmlDocument> OpenAsync(Stage stage, string query) =>
        stage.Moderator.GetPageAsync($"/equipo/evento/{stage.Event.Event.Slug}/encuestas{query}");

    private static IEnumerable<string> Prompts(IHtmlDocument page) => page.QuerySelectorAll(".library-list h3").Select(title => title.TextContent);

    private static async Task<IHtmlDocument> PressAsync(
        Stage stage, IHtmlDocument page, string form, string button, Dictionary<string, string?>? fields = null)
    {
        using var response = await stage.Moderator.SubmitAsync(page, form, fields ?? [], button);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await TestBrowser.ReadPageAsync(response);
    }
}
