using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Servers;

/// <summary>The whole application with an event, a moderator, a published question, an open poll and attendees who are signed in.</summary>
internal static class ServedApplication
{
    /// <summary>Starts it and says where it is, what it holds, and the cookies of its people.</summary>
    /// <param name="provider">Sqlite, or a server that the environment configures for tests.</param>
    /// <param name="isQuiet">Nobody sees a tally while the poll is open, so that ballots change nothing that is told.</param>
    /// <param name="isNaive">Not the application but <see cref="NaiveBallots"/> serves, on the same database.</param>
    public static async Task<IAsyncDisposable> StartAsync(string provider, int attendees, bool isQuiet, bool isNaive)
    {
        var database = await TestDatabase.CreateAsync(provider);
        // One producer votes for a person again and again, which the limit of a person is there to forbid.
        var node = await TestNode.StartAsync(database, settings: new() { ["Limits:PersonBurst"] = "1000000000" }, isPlain: true);
        var week = await TestEvent.CreateAsync(node);
        var (_, author) = await week.NewAttendeeAsync();
        var question = Guid.CreateVersion7();
        var (poll, choices) = (Guid.CreateVersion7(), new[] { Guid.CreateVersion7(), Guid.CreateVersion7() });
        await node.WithDatabaseAsync(async db =>
        {
            db.Questions.Add(new Question
            {
                Id = question,
                SessionId = week.Session.Id,
                AttendeeId = author,
                ClientId = Guid.CreateVersion7(),
                Text = "¿Cómo se va a publicar el avance de los compromisos en las municipalidades pequeñas?",
                AuthorName = "Rosa Huamán Ñaupari",
                Status = QuestionStatus.Published,
                AskedAt = week.Event.CreatedAt,
                StatusSince = week.Event.CreatedAt,
                WasPublic = true,
                Version = 1,
                Revision = 1,
            });
            db.Polls.Add(new Poll
            {
                Id = poll,
                SessionId = week.Session.Id,
                Prompt = "¿Qué pilar debe ir primero?",
                Kind = PollKind.SingleChoice,
                Status = PollStatus.Open,
                Policy = isQuiet ? ResultsPolicy.AfterClose : ResultsPolicy.Live,
                Most = 1,
                CreatedAt = week.Event.CreatedAt,
                OpenedAt = week.Event.CreatedAt,
                WasPublic = true,
                Version = 1,
                Revision = 1,
                PublicRevision = 1,
                Choices = [.. choices.Select((id, at) => new Choice { Id = id, PollId = poll, Position = at, Text = at == 0 ? "Participación ciudadana" : "Rendición de cuentas" })],
            });
            return await db.SaveChangesAsync();
        });
        var (people, ids) = (new List<string>(attendees), new List<Guid>(attendees));
        for (var number = 0; number < attendees; number++)
        {
            var (browser, id) = await week.NewAttendeeAsync();
            people.Add(CookiesOf(browser));
            ids.Add(id);
            browser.Dispose();
        }

        var naive = isNaive ? await NaiveBallots.StartAsync(node) : null;
        Serve.Say(new
        {
            port = naive is null ? node.Address.Port : new Uri(naive.Urls.First()).Port,
            slug = week.Slug,
            question,
            poll,
            choices,
            moderator = CookiesOf(await week.NewStaffAsync()),
            attendees = people,
            ids,
        });
        return new Both(node, database);
    }

    private static string CookiesOf(TestBrowser browser) => string.Join("; ", browser.Cookies.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}"));

    private sealed class Both(TestNode node, TestDatabase database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await node.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
