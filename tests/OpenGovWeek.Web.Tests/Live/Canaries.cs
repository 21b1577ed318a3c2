using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Console;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

/// <summary>Words that sing wherever they get to, put into everything that attendees may not see.</summary>
internal static class Canaries
{
    public const string Staff = "CANARIOEQUIPO";
    public const string Author = "CANARIOAUTOR";
    public const string OtherEvent = "CANARIOOTROEVENTO";
    public const string Ended = "CANARIOANUNCIO";

    /// <summary>The one word that a moderator lets through, in the spelling of most.</summary>
    public const string Shown = "Canariovisible";

    /// <summary>What a screen of the event shows to everyone, so that finding nothing is not for want of anything.</summary>
    public const string PublicQuestion = "¿Cuándo llega el agua potable a mi distrito?";

    private const string Withdrawn = "CANARIORETIRADA";

    private static readonly string[] Questions = ["CANARIOPENDIENTE", "CANARIORETENIDA", "CANARIORECHAZADA", "CANARIOFUSIONADA"];
    private static readonly string[] Drafts = ["CANARIOBORRADOR", "CANARIOBAJO", "CANARIOALTO", "CANARIOALTERNATIVA", "CANARIOBORRADA"];
    private static readonly string[] Prepared = ["CANARIOBIBLIOTECA", "CANARIOPREPARADA"];

    /// <summary>All that stays hidden for as long as the test lasts.</summary>
    public static IReadOnlyList<string> All { get; } = [Staff, Author, OtherEvent, Ended, Withdrawn, .. Questions, .. Drafts, .. Prepared];

    /// <summary>Puts them where they belong, the way the people of the event would.</summary>
    /// <returns>Ids of the questions and polls that were never public; they are nobody's business either.</returns>
    public static async Task<IReadOnlyList<Guid>> ReleaseAsync(Stage stage)
    {
        using var moderator = await stage.Event.NewStaffAsync(name: Staff);
        var (author, _) = await stage.Event.NewAttendeeAsync(Author);
        await AnnounceAsync(stage, moderator);
        var published = await AskAsync(stage, author, PublicQuestion, withName: false);
        await stage.DoAsync($"questions/{published.Id}/status", Stage.Move(published, QuestionStatus.Published), moderator);
        var questions = new List<Question>();
        foreach (var text in Questions)
        {
            questions.Add(await AskAsync(stage, author, $"{text} ¿agua potable en mi distrito?", withName: true));
        }

        (await stage.SendAsync(HttpMethod.Put, $"questions/{questions[1].Id}/hold", new { on = true }, moderator)).EnsureSuccessStatusCode();
        await stage.DoAsync($"questions/{questions[2].Id}/status", Stage.Move(questions[2], QuestionStatus.Rejected), moderator);
        published = await stage.QuestionAsync(published.Id);
        await stage.DoAsync(
            $"questions/{questions[3].Id}/merge", new { into = published.Id, version = questions[3].Version, intoVersion = published.Version }, moderator);
        await WithdrawAsync(stage, moderator, author);
        // The public one carries what is for moderators alone: who has it in hand, and how fast it rises.
        (await stage.SendAsync(HttpMethod.Put, $"questions/{published.Id}/hold", new { on = true }, moderator)).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Put, $"questions/{published.Id}/upvote", new { on = true }, stage.Attendee)).EnsureSuccessStatusCode();
        var polls = await PreparePollsAsync(stage, moderator);
        var other = await TestEvent.CreateAsync(stage.Node, name: "otra");
        await stage.Node.WithDatabaseAsync(db => db.Sessions.Where(s => s.EventId == other.Event.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Title, OtherEvent)));
        author.Dispose();
        await AllAreThereAsync(stage, moderator);
        return [.. questions.Select(question => question.Id), .. polls];
    }

    // It was public for a moment; then it is gone with its text, whatever the reason.
    private static async Task WithdrawAsync(Stage stage, TestBrowser moderator, TestBrowser author)
    {
        var question = await AskAsync(stage, author, $"{Withdrawn} ¿agua potable en mi distrito?", withName: true);
        await stage.DoAsync($"questions/{question.Id}/status", Stage.Move(question, QuestionStatus.Published), moderator);
        question = await stage.QuestionAsync(question.Id);
        await stage.DoAsync($"questions/{question.Id}/status", Stage.Move(question, QuestionStatus.Rejected), moderator);
    }

    // An announcement that has ended by itself, and was never put anywhere else.
    private static async Task AnnounceAsync(Stage stage, TestBrowser moderator)
    {
        await stage.PutAsync("announcement", new { id = Guid.CreateVersion7(), text = Ended, minutes = 1 }, moderator);
        stage.Node.Clock.Advance(TimeSpan.FromSeconds(61));
        for (var left = 100; left > 0 && (await stage.SessionAsync()).AnnouncementText is not null; left--)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Null((await stage.SessionAsync()).AnnouncementText);
    }

    private static async Task<Question> AskAsync(Stage stage, TestBrowser author, string text, bool withName)
    {
        using var response = await stage.PostAsync("questions", new { id = Guid.CreateVersion7(), text, withName }, author);
        return await stage.QuestionAsync((await TestBrowser.ReadAsync<MyQuestion>(response)).Id);
    }

    private static async Task<Guid[]> PreparePollsAsync(Stage stage, TestBrowser moderator)
    {
        async Task<Guid> DraftAsync(object body)
        {
            using var response = await stage.PostAsync("polls", body, moderator);
            return (await TestBrowser.ReadAsync<PollView>(response)).Id;
        }

        var rating = await DraftAsync(new { id = Guid.CreateVersion7(), kind = "Rating", prompt = Drafts[0], low = Drafts[1], high = Drafts[2], policy = "Live" });
        var single = await DraftAsync(new { id = Guid.CreateVersion7(), kind = "SingleChoice", prompt = Drafts[0], choices = new[] { Drafts[3], "No" }, policy = "Live" });
        var deleted = await DraftAsync(new { id = Guid.CreateVersion7(), kind = "OpenText", prompt = Drafts[4], policy = "Live" });
        (await stage.SendAsync(HttpMethod.Delete, $"polls/{deleted}?version=0", null, moderator)).EnsureSuccessStatusCode();
        var prepared = await stage.Node.Services.GetRequiredService<PreparedPollStore>().CreateAsync(
            stage.Event.Event.Id,
            Guid.CreateVersion7(),
            new PollDesign(PollKind.SingleChoice, Prepared[0], [Prepared[1], "No"], ResultsPolicy.Live),
            new Actor(null, Staff),
            CancellationToken.None);
        return [rating, single, deleted, prepared.Id];
    }

    // A canary that was never let out would prove nothing.
    private static async Task AllAreThereAsync(Stage stage, TestBrowser moderator)
    {
        var staff = await moderator.Http.GetStringAsync($"{stage.Api}/changes?since=0&audience=staff", TestContext.Current.CancellationToken);
        Assert.All([Staff, Author, Withdrawn, "heat", "held", .. Questions[..3], .. Drafts[..4]], canary => Assert.Contains(canary, staff, StringComparison.Ordinal));
        Assert.Equal(
            (true, true, true, true),
            await stage.Node.WithDatabaseAsync(async db => (
                await db.Questions.AnyAsync(q => q.Status == QuestionStatus.Merged && q.Text.StartsWith(Questions[3])),
                await db.Polls.AnyAsync(p => p.Status == PollStatus.Deleted && p.Prompt == Drafts[4]),
                await db.PreparedPolls.AnyAsync(p => p.Prompt == Prepared[0] && p.Choices.StartsWith(Prepared[1])),
                await db.Sessions.AnyAsync(s => s.Title == OtherEvent))));
    }
}
