using System.Net;
using AngleSharp.Html.Dom;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Console;

/// <summary>The console as a browser without scripts uses it.</summary>
public sealed class ConsolePageTests
{
    [Fact]
    public async Task A_moderator_without_scripts_publishes_answers_and_undoes()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync("¿Habrá materiales en quechua?");
        var page = await OpenAsync(stage);
        Assert.Contains("¿Habrá materiales en quechua?", page.QuerySelector(".queue")!.TextContent, StringComparison.Ordinal);

        page = await PressAsync(stage, page, $"#q-{question.Id} form", "[value=publish]");
        Assert.Contains("Pregunta publicada", page.QuerySelector(".notice[data-kind=good]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(QuestionStatus.Published, (await stage.QuestionAsync(question.Id)).Status);

        page = await PressAsync(stage, await OpenAsync(stage, "?vista=publicadas"), $"#q-{question.Id} form", "[value=answering]");
        Assert.Equal(question.Id, (await stage.SessionAsync()).OnAirQuestionId);
        Assert.Contains("¿Habrá materiales en quechua?", page.QuerySelector("#aire .on-air-text")!.TextContent, StringComparison.Ordinal);

        await PressAsync(stage, page, "form[action*=Undo]", "button");
        Assert.Equal(QuestionStatus.Published, (await stage.QuestionAsync(question.Id)).Status);
        Assert.Null((await stage.SessionAsync()).OnAirQuestionId);
    }

    [Fact]
    public async Task A_question_is_rejected_with_a_reason_that_is_asked_for()
    {
        await using var stage = await Stage.SetAsync();
        var question = await stage.AskAsync();
        var page = await OpenAsync(stage);
        var link = page.QuerySelector($"#q-{question.Id} a.button-danger")!.GetAttribute("href")!;

        page = await OpenAsync(stage, link[..link.IndexOf('#', StringComparison.Ordinal)]);
        using (var without = await stage.Moderator.SubmitAsync(page, $"#q-{question.Id} form", [], "[value=reject]"))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        }

        await PressAsync(stage, page, $"#q-{question.Id} form", "[value=reject]", new() { ["reason"] = "Duplicate" });

        var rejected = await stage.QuestionAsync(question.Id);
        Assert.Equal((QuestionStatus.Rejected, RejectionReason.Duplicate), (rejected.Status, rejected.Reason));
    }

    [Fact]
    public async Task A_page_that_is_out_of_date_says_who_acted_and_shows_the_present_state()
    {
        await using var stage = await Stage.SetAsync();
        using var other = await stage.Event.NewStaffAsync(name: "Luis Quispe");
        var question = await stage.AskAsync();
        var old = await OpenAsync(stage);
        await stage.DoAsync($"questions/{question.Id}/status", Stage.Move(question, QuestionStatus.Published), other);

        using var response = await stage.Moderator.SubmitAsync(old, $"#q-{question.Id} form", [], "[value=publish]");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var page = await TestBrowser.ReadPageAsync(response);
        Assert.Contains("Luis Quispe", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector($"#cola #q-{question.Id}"));
    }

    [Fact]
    public async Task A_poll_is_prepared_opened_and_closed_by_plain_forms()
    {
        await using var stage = await Stage.SetAsync();
        var page = await OpenAsync(stage, "?nueva=true");
        page = await PressAsync(stage, page, "form[action*=CreatePoll]", "[value=add-choice]", new() { ["Prompt"] = "¿Seguimos?" });
        Assert.Equal(4, page.QuerySelectorAll(".editor-choice").Length);
        page = await PressAsync(stage, page, "form[action*=CreatePoll]", "[value=remove-choice-3]", []);
        Assert.Equal(3, page.QuerySelectorAll(".editor-choice").Length);
        Assert.Equal("¿Seguimos?", ((IHtmlInputElement)page.QuerySelector("#Prompt")!).Value);

        page = await PressAsync(stage, page, "form[action*=CreatePoll]", "[value=save]", []);
        Assert.NotNull(page.QuerySelector("#Choices-error"));
        Assert.Equal("¿Seguimos?", ((IHtmlInputElement)page.QuerySelector("#Prompt")!).Value);
        foreach (var (input, text) in page.QuerySelectorAll(".editor-choice input").OfType<IHtmlInputElement>().Zip(["Sí", "No"]))
        {
            input.Value = text;
        }

        page = await PressAsync(stage, page, "form[action*=CreatePoll]", "[value=save]", []);
        page = await PressAsync(stage, page, ".poll-item form", "[value=Open]", []);
        var poll = await stage.UntilAsync(Guid.Parse(page.QuerySelector(".poll-item")!.Id![2..]), PollStatus.Open);
        Assert.Equal(["Sí", "No"], poll.Choices.OrderBy(c => c.Position).Select(c => c.Text));

        page = await PressAsync(stage, page, ".poll-item form", "[name=seconds][value='0']", []);
        Assert.Equal(PollStatus.Closed, (await stage.PollAsync(poll.Id)).Status);
        await PressAsync(stage, page, ".poll-item form", "[value=Publish]", []);
        Assert.Equal(PollStatus.Published, (await stage.PollAsync(poll.Id)).Status);
    }

    [Fact]
    public async Task The_session_is_paused_resumed_ended_and_the_end_undone()
    {
        await using var stage = await Stage.SetAsync();
        var page = await PressAsync(stage, await OpenAsync(stage), "form[action*='handler=Session']", "[value=Pause]", []);
        page = await PressAsync(stage, page, "form[action*='handler=Session']", "[value=Resume]", []);
        page = await PressAsync(stage, page, "form[action*='handler=Session']", "[value=End]", []);
        Assert.Equal(SessionStatus.Ended, (await stage.SessionAsync()).Status);

        await PressAsync(stage, page, "form[action*=Undo]", "button", []);

        Assert.Equal(SessionStatus.Live, (await stage.SessionAsync()).Status);
    }

    [Fact]
    public async Task Others_are_sent_to_sign_in()
    {
        await using var stage = await Stage.SetAsync();
        using var response = await stage.Attendee.Http.GetAsync($"/s/{stage.Event.Slug}/consola", TestContext.Current.CancellationToken);

        Assert.EndsWith("/equipo/entrar", response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    private static Task<IHtmlDocument> OpenAsync(Stage stage, string query = "") => stage.Moderator.GetPageAsync($"/s/{stage.Event.Slug}/consola{query}");

    private static async Task<IHtmlDocument> PressAsync(
        Stage stage, IHtmlDocument page, string form, string button, Dictionary<string, string?>? fields = null)
    {
        using var response = await stage.Moderator.SubmitAsync(page, form, fields ?? [], button);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await TestBrowser.ReadPageAsync(response);
    }
}
