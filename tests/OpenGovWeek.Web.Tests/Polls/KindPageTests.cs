using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Console;
using Xunit;

namespace OpenGovWeek.Web.Tests.Polls;

/// <summary>What each kind of poll needs besides its class, and how it is answered without scripts.</summary>
public sealed class KindPageTests
{
    public static TheoryData<PollKind> Kinds => [.. Enum.GetValues<PollKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_module_a_partial_and_a_name_in_both_languages(PollKind kind)
    {
        var module = JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
        Assert.True(File.Exists(Repository.PathOf("wwwroot", "js", "polls", "kinds", $"{module}.js")), $"{kind} has no module.");
        Assert.Contains($"/kinds/{module}.js", File.ReadAllText(Repository.PathOf("wwwroot", "js", "polls", "kinds.js")), StringComparison.Ordinal);
        var feature = Repository.PathOf("src", "OpenGovWeek.Web", "Features", "Polls");
        Assert.True(File.Exists(Path.Combine(feature, "Kinds", $"_{kind}.cshtml")), $"{kind} has no partial.");
        foreach (var texts in (string[])["PollTexts.resx", "PollTexts.en.resx"])
        {
            Assert.Contains($"\"Kind_{kind}\"", File.ReadAllText(Path.Combine(feature, texts)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_modules_know_the_same_limits_of_what_is_written()
    {
        var texts = File.ReadAllText(Repository.PathOf("wwwroot", "js", "polls", "texts.js"));

        Assert.Contains($"WordCloud: {PollText.MaxWord}, OpenText: {PollText.MaxAnswer}", texts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_marks_too_many_without_a_script_is_told_and_what_was_marked_stays()
    {
        await using var stage = await Stage.SetAsync();
        await OpenAsync(stage, new { kind = PollKind.MultipleChoice, choices = new[] { "Agua", "Salud", "Obras" }, most = 2 });
        var page = await stage.Attendee.GetPageAsync($"/s/{stage.Event.Slug}");
        Mark(page, 0, 1, 2);

        using var refused = await stage.Attendee.SubmitAsync(page, "#encuesta form", [], "button");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        page = await TestBrowser.ReadPageAsync(refused);
        Assert.Contains("Marque entre 1 y 2", page.QuerySelector("#errores")!.TextContent, StringComparison.Ordinal);
        Assert.All(Boxes(page), box => Assert.True(box.IsChecked));

        Mark(page, 0, 2);
        using var taken = await stage.Attendee.SubmitAsync(page, "#encuesta form", [], "button");
        page = await TestBrowser.ReadPageAsync(taken);
        Assert.Contains("Respuesta registrada: Agua, Obras", page.QuerySelector("#encuesta .sent")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_without_a_script_is_recorded_and_shown_once_a_moderator_lets_it_through()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await OpenAsync(stage, new { kind = PollKind.OpenText, policy = ResultsPolicy.Live });
        var page = await stage.Attendee.GetPageAsync($"/s/{stage.Event.Slug}");

        using var sent = await stage.Attendee.SubmitAsync(page, "#encuesta form", new() { ["text"] = " Más\nsesiones  abiertas " }, "button");
        page = await TestBrowser.ReadPageAsync(sent);
        Assert.Contains("Respuesta registrada: Más sesiones abiertas", page.QuerySelector("#encuesta .sent")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#encuesta .quotes"));

        var console = await stage.Moderator.GetPageAsync($"/s/{stage.Event.Slug}/consola");
        using var shown = await stage.Moderator.SubmitAsync(console, $"#p-{poll} .word form", [], "[value=Show]");
        shown.EnsureSuccessStatusCode();
        page = await stage.Attendee.GetPageAsync($"/s/{stage.Event.Slug}");
        Assert.Equal("Más sesiones abiertas", page.QuerySelector("#encuesta .quotes q")!.TextContent);
    }

    private static async Task<Guid> OpenAsync(Stage stage, object design)
    {
        var id = Guid.CreateVersion7();
        var body = JsonSerializer.SerializeToNode(design, OpenGovWeek.Core.Live.LiveJson.Options)!.AsObject();
        body["id"] = id;
        body["prompt"] = "¿Qué dice usted?";
        body["policy"] ??= nameof(ResultsPolicy.AfterClose);
        using var made = await stage.PostAsync("polls", body);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await stage.DoAsync($"polls/{id}/status", new { action = PollAction.Open, version = (await stage.PollAsync(id)).Version });
        return id;
    }

    private static IEnumerable<IHtmlInputElement> Boxes(IHtmlDocument page) => page.QuerySelectorAll("#encuesta [name=choice]").OfType<IHtmlInputElement>();

    private static void Mark(IHtmlDocument page, params int[] marked)
    {
        foreach (var (index, box) in Boxes(page).Index())
        {
            box.IsChecked = marked.Contains(index);
        }
    }
}
