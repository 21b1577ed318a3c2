using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Polls;
using Xunit;

namespace OpenGovWeek.Web.Tests.Console;

/// <summary>Preparing polls: edit, delete, copy, order, and the library of the event.</summary>
public sealed class PollDraftTests
{
    [Fact]
    public async Task A_draft_becomes_another_poll_and_choices_in_their_place_keep_their_ids()
    {
        await using var stage = await Stage.SetAsync();
        var draft = await stage.DraftAsync();

        var done = await SendAsync<Done>(stage, HttpMethod.Put, $"polls/{draft.Id}", Edit(draft.Version, PollKind.MultipleChoice, ["Agua", "Transparencia", "Salud", "Tierra"]));

        Assert.Equal(AuditAction.PollEdit, done.Action);
        var edited = await stage.PollAsync(draft.Id);
        Assert.Equal((PollKind.MultipleChoice, "¿Y ahora?", 4), (edited.Kind, edited.Prompt, edited.Most));
        Assert.Equal(["Agua", "Transparencia", "Salud", "Tierra"], edited.Choices.OrderBy(c => c.Position).Select(c => c.Text));
        Assert.Equal(Stage.ChoiceOf(draft, 0), Stage.ChoiceOf(edited, 0));
        await SendAsync<Done>(stage, HttpMethod.Put, $"polls/{draft.Id}", Edit(edited.Version, PollKind.WordCloud, null));
        Assert.Empty((await stage.PollAsync(draft.Id)).Choices);
    }

    [Fact]
    public async Task Two_moderators_do_not_overwrite_each_other_and_what_was_opened_stays_as_it_was_asked()
    {
        await using var stage = await Stage.SetAsync();
        using var other = await stage.Event.NewStaffAsync(name: "Luis Paredes");
        var draft = await stage.DraftAsync();
        using var first = await other.SendAsync(HttpMethod.Put, $"{stage.Api}/polls/{draft.Id}", Edit(draft.Version, PollKind.SingleChoice, ["a", "b"]));
        first.EnsureSuccessStatusCode();

        using var late = await stage.Moderator.SendAsync(HttpMethod.Put, $"{stage.Api}/polls/{draft.Id}", Edit(draft.Version, PollKind.SingleChoice, ["c", "d"]));
        Assert.Equal((HttpStatusCode.Conflict, "changed-meanwhile"), (late.StatusCode, await TestBrowser.ReadProblemCodeAsync(late)));
        Assert.Contains("Luis Paredes", await late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await stage.PollAsync(await stage.PollAsync(draft.Id), PollAction.Open);
        var open = await stage.PollAsync(draft.Id);
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Put, $"polls/{draft.Id}", Edit(open.Version, PollKind.SingleChoice, ["c", "d"])),
            (HttpMethod.Delete, $"polls/{draft.Id}?version={open.Version}", null),
        })
        {
            using var refused = await stage.Moderator.SendAsync(method, $"{stage.Api}/{path}", body);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        }

        Assert.Equal(["a", "b"], (await stage.PollAsync(draft.Id)).Choices.OrderBy(c => c.Position).Select(c => c.Text));
    }

    [Fact]
    public async Task A_deleted_draft_leaves_every_console_at_once_and_can_be_taken_back()
    {
        await using var stage = await Stage.SetAsync();
        var draft = await stage.DraftAsync();
        await using var console = await Watcher.EnterAsync(stage.Moderator, stage.Event.Slug, "console");
        await using var room = await Watcher.EnterAsync(stage.Attendee, stage.Event.Slug);

        var done = await SendAsync<Done>(stage, HttpMethod.Delete, $"polls/{draft.Id}?version={draft.Version}", null);

        await Eventually.TrueAsync(() => console.Deltas.Any(delta => delta.RemovedPolls?.Contains(draft.Id) == true), "the console loses the draft");
        using var snapshot = await stage.Moderator.Http.GetAsync($"{stage.Api}/changes?since=0&audience=staff", TestContext.Current.CancellationToken);
        Assert.Null((await TestBrowser.ReadAsync<Delta>(snapshot)).Polls);
        using var opened = await stage.PostAsync($"polls/{draft.Id}/status", new { action = "Open", version = draft.Version + 1 });
        Assert.Equal("unknown-poll", await TestBrowser.ReadProblemCodeAsync(opened));
        using var anew = await stage.PostAsync("polls", Stage.Draft(draft.Id));
        Assert.Equal("id-taken", await TestBrowser.ReadProblemCodeAsync(anew));

        await stage.UndoAsync(done);

        await Eventually.TrueAsync(() => console.Deltas.Any(delta => delta.Polls?.Any(poll => poll.Id == draft.Id) == true), "the draft is back");
        Assert.Equal(PollStatus.Draft, (await stage.PollAsync(draft.Id)).Status);
        Assert.Empty(room.Deltas);
    }

    [Fact]
    public async Task A_poll_of_any_session_of_the_event_is_copied_as_a_draft_and_none_of_another_event()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await KindTests.OpenAsync(stage, PollKind.Rating, ResultsPolicy.AfterBallot);
        var elsewhere = $"/api/sessions/{stage.Event.Tomorrow.Slug}/polls/{poll.Id}/copy";
        var id = Guid.CreateVersion7();

        using var created = await stage.Moderator.SendAsync(HttpMethod.Post, elsewhere, new { id });
        using var again = await stage.Moderator.SendAsync(HttpMethod.Post, elsewhere, new { id });

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, again.StatusCode));
        var copy = await stage.PollAsync(id);
        Assert.Equal((stage.Event.Tomorrow.Id, PollStatus.Draft, 0, "Nada", "Mucho"), (copy.SessionId, copy.Status, copy.Ballots, copy.LowLabel, copy.HighLabel));
        Assert.True(PollDesign.Of(copy).IsSameAs(PollDesign.Of(poll)));
        Assert.Empty(copy.Choices.Select(c => c.Id).Intersect(poll.Choices.Select(c => c.Id)));
        var other = await TestEvent.CreateAsync(stage.Node, name: "otra");
        using var foreign = await stage.Moderator.SendAsync(HttpMethod.Post, $"/api/sessions/{other.Slug}/polls/{poll.Id}/copy", new { id = Guid.CreateVersion7() });
        Assert.Equal((HttpStatusCode.NotFound, "unknown-poll"), (foreign.StatusCode, await TestBrowser.ReadProblemCodeAsync(foreign)));
    }

    [Fact]
    public async Task Drafts_stand_in_the_order_that_was_asked_for()
    {
        await using var stage = await Stage.SetAsync();
        Guid[] drafts = [(await stage.DraftAsync()).Id, (await stage.DraftAsync()).Id, (await stage.DraftAsync()).Id];
        async Task<IEnumerable<Guid>> OrderAsync()
        {
            using var response = await stage.Moderator.Http.GetAsync($"{stage.Api}/changes?since=0&audience=staff", TestContext.Current.CancellationToken);
            return (await TestBrowser.ReadAsync<Delta>(response)).Polls!.OrderBy(poll => poll.Position).Select(poll => poll.Id);
        }

        Assert.Equal(drafts, await OrderAsync());
        await SendAsync<Done>(stage, HttpMethod.Put, "polls/order", new { polls = new[] { drafts[2], drafts[0] } });
        Assert.Equal([drafts[2], drafts[0], drafts[1]], await OrderAsync());

        await stage.PollAsync(await stage.PollAsync(drafts[0]), PollAction.Open);
        using var stale = await stage.Moderator.SendAsync(HttpMethod.Put, $"{stage.Api}/polls/order", new { polls = drafts });
        Assert.Equal("changed-meanwhile", await TestBrowser.ReadProblemCodeAsync(stale));
    }

    [Fact]
    public async Task The_console_without_a_script_makes_edits_copies_and_deletes_polls_and_decides_about_words()
    {
        await using var stage = await Stage.SetAsync();
        var id = Guid.CreateVersion7();
        await PostAsync(stage, "CreatePoll", ("Id", $"{id}"), ("Kind", "Rating"), ("Prompt", "¿Qué tal?"), ("Low", "Mal"), ("Policy", "Live"), ("action", "create"));
        Assert.Equal((PollKind.Rating, "Mal"), ((await stage.PollAsync(id)).Kind, (await stage.PollAsync(id)).LowLabel));
        await PostAsync(stage, "CreatePoll", ("Id", $"{id}"), ("Version", "0"), ("Kind", "WordCloud"), ("Prompt", "¿Una palabra?"), ("Words", "2"), ("Policy", "Live"), ("action", "create"));
        var edited = await stage.PollAsync(id);
        Assert.Equal((PollKind.WordCloud, 2, 1), (edited.Kind, edited.Most, edited.Version));

        var copy = Guid.CreateVersion7();
        await PostAsync(stage, "Poll", ("poll", $"{id}"), ("version", "1"), ("action", "Copy"), ("copy", $"{copy}"));
        await PostAsync(stage, "Poll", ("poll", $"{copy}"), ("version", "0"), ("action", "Delete"));
        Assert.Equal(PollStatus.Deleted, (await stage.PollAsync(copy)).Status);

        await PostAsync(stage, "Poll", ("poll", $"{id}"), ("version", "1"), ("action", "Open"));
        await KindTests.PutAsync(stage, stage.Attendee, edited, new { texts = new[] { "agua", "tierra" } });
        var words = (await stage.PollAsync(id)).Choices.OrderBy(c => c.Position).ToList();
        await PostAsync(stage, "Poll", ("poll", $"{id}"), ("version", "2"), ("action", "Show"), ("choice", $"{words[0].Id}"), ("choice", $"{words[1].Id}"));
        await PostAsync(stage, "Poll", ("poll", $"{id}"), ("version", "2"), ("action", "Hide"), ("choice", $"{words[1].Id}"));
        Assert.Equal(["agua"], (await KindTests.SeenAsync(stage, stage.Attendee, id)).Choices.Select(c => c.Text));
    }

    [Fact]
    public async Task The_library_keeps_polls_in_order_and_makes_drafts_of_them()
    {
        await using var stage = await Stage.SetAsync();
        var library = stage.Node.Services.GetRequiredService<PreparedPollStore>();
        var (week, actor, none) = (stage.Event.Event.Id, new Actor(null, "Ana Soto"), CancellationToken.None);
        Guid[] ids = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        var words = new PollDesign(PollKind.WordCloud, "¿Una palabra?", null, ResultsPolicy.AfterBallot, Most: 2, Final: true);
        var choice = new PollDesign(PollKind.MultipleChoice, "¿Cuáles?", ["Agua", "Salud", "Tierra"], ResultsPolicy.AfterClose, 1, 2);

        await library.CreateAsync(week, ids[0], words, actor, none);
        await library.CreateAsync(week, ids[1], choice, actor, none);
        await library.CreateAsync(week, ids[1], choice, actor, none);
        Assert.Equal("id-taken", (await Assert.ThrowsAsync<RuleException>(() => library.CreateAsync(week, ids[1], words, actor, none))).Code);
        await library.OrderAsync(week, [ids[1]], actor, none);
        Assert.Equal([ids[1], ids[0]], (await library.ListAsync(week, none)).Select(prepared => prepared.Id));

        var created = await library.UseAsync(week, ids[1], stage.Event.Session.Id, Guid.CreateVersion7(), actor, none);
        Assert.True(PollDesign.Of(await stage.PollAsync(created.Poll.Id)).IsSameAs(choice.Checked()));
        await library.EditAsync(week, ids[1], words, 0, actor, none);
        Assert.Equal("changed-meanwhile", (await Assert.ThrowsAsync<RuleException>(() => library.EditAsync(week, ids[1], choice, 0, actor, none))).Code);
        Assert.True(PollDesign.Of((await library.FindAsync(week, ids[1], none))!).IsSameAs(words.Checked()));
        Assert.Equal("unknown-poll", (await Assert.ThrowsAsync<RuleException>(() => library.UseAsync(Guid.NewGuid(), ids[1], stage.Event.Session.Id, Guid.CreateVersion7(), actor, none))).Code);
        await library.DeleteAsync(week, ids[1], 1, actor, none);
        Assert.Equal([ids[0]], (await library.ListAsync(week, none)).Select(prepared => prepared.Id));
        Assert.Equal(
            [AuditAction.PollCreate, AuditAction.PollCreate, AuditAction.PollOrder, AuditAction.PollEdit, AuditAction.PollDelete],
            await stage.Node.WithDatabaseAsync(db => db.AuditEntries.Where(a => a.SessionId == null && a.StaffName == "Ana Soto").OrderBy(a => a.At).ThenBy(a => a.Id).Select(a => a.Action).ToListAsync(none)));
    }

    private static object Edit(int version, PollKind kind, string[]? choices) => new { kind, prompt = "¿Y ahora?", choices, policy = ResultsPolicy.AfterClose, version };

    private static async Task<T> SendAsync<T>(Stage stage, HttpMethod method, string path, object? body)
    {
        using var response = await stage.Moderator.SendAsync(method, $"{stage.Api}/{path}", body);
        return await TestBrowser.ReadAsync<T>(response);
    }

    private static async Task PostAsync(Stage stage, string handler, params IEnumerable<(string Name, string Value)> fields)
    {
        var page = await stage.Moderator.GetPageAsync($"/s/{stage.Event.Slug}/consola");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var response = await stage.Moderator.Http.PostAsync(
            $"/s/{stage.Event.Slug}/consola?handler={handler}",
            new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("vista=", response.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal);
    }
}
