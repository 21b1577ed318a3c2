using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Servers;

/// <summary>An open poll of a live session.</summary>
internal sealed record BallotScene(Guid Session, Guid Poll, IReadOnlyList<Guid> Choices)
{
    /// <param name="choices">How many answers it offers; from the third on they are long.</param>
    /// <param name="isQuiet">Nobody sees a tally while the poll is open, so that ballots change nothing that is told.</param>
    public static async Task<BallotScene> CreateAsync(TestEvent week, int choices, bool isQuiet)
    {
        var (poll, ids) = (Guid.CreateVersion7(), Enumerable.Range(0, choices).Select(_ => Guid.CreateVersion7()).ToList());
        await week.Node.WithDatabaseAsync(async db =>
        {
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
                Choices = [.. ids.Select((id, at) => new Choice { Id = id, PollId = poll, Position = at, Text = TextOf(at) })],
            });
            return await db.SaveChangesAsync();
        });
        return new BallotScene(week.Session.Id, poll, ids);
    }

    private static string TextOf(int choice) => choice switch
    {
        0 => "Participación ciudadana",
        1 => "Rendición de cuentas",
        _ => $"{ManyQuestions.Text(choice)} {choice}",
    };
}
