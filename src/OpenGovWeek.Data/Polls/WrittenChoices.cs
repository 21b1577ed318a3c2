using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Polls;

namespace OpenGovWeek.Data.Polls;

/// <summary>
/// The answers in attendees' own words that one group of ballots touches: those it writes and those it had written before, and none of the thousands besides.
/// </summary>
internal sealed class WrittenChoices(OpenGovWeekDbContext db)
{
    // Each is a parameter of a query, and SQL Server takes 2100.
    private const int AtOnce = 1000;

    private readonly Dictionary<(Guid Poll, string Folded), Choice> byFolded = [];
    private readonly Dictionary<Guid, List<Spelling>> spellings = [];
    private readonly Dictionary<Guid, int> next = [];

    /// <param name="poll">A poll whose answers are written, under its session's lock.</param>
    /// <param name="folded">What its ballots write.</param>
    /// <param name="marked">Ids of what they had written before.</param>
    public async Task ReadAsync(Poll poll, IEnumerable<string> folded, IEnumerable<Guid> marked, CancellationToken cancellation)
    {
        var choices = db.Choices.Where(c => c.PollId == poll.Id);
        foreach (var texts in folded.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            // A database may take more texts for equal than these, never fewer.
            Keep(await choices.Where(c => texts.Contains(c.Folded)).ToListAsync(cancellation));
        }

        foreach (var ids in marked.Distinct().Chunk(AtOnce))
        {
            Keep(await choices.Where(c => ids.Contains(c.Id)).ToListAsync(cancellation));
        }

        foreach (var ids in spellings.Keys.Chunk(AtOnce))
        {
            foreach (var spelling in await db.Spellings.Where(s => ids.Contains(s.ChoiceId)).ToListAsync(cancellation))
            {
                spellings[spelling.ChoiceId].Add(spelling);
            }
        }

        next[poll.Id] = (await choices.MaxAsync(c => (int?)c.Position, cancellation) ?? -1) + 1;
    }

    public Choice? Find(Poll poll, string folded) => byFolded.GetValueOrDefault((poll.Id, folded));

    /// <summary>Makes a choice, which waits for a moderator, of each answer that nobody wrote before.</summary>
    public void Create(Poll poll, IEnumerable<WrittenText> texts, DateTime now)
    {
        foreach (var text in texts.Where(text => Find(poll, text.Folded) is null))
        {
            var choice = new Choice
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(now)),
                PollId = poll.Id,
                Position = next[poll.Id]++,
                Text = text.Text,
                Folded = text.Folded,
                Status = ChoiceStatus.Pending,
            };
            db.Choices.Add(choice);
            Keep([choice]);
        }
    }

    /// <summary>Moves a ballot's spellings from what it wrote before to what it writes now.</summary>
    /// <param name="before">The ballot as it is stored; null for the first.</param>
    public void Respell(Poll poll, Ballot? before, string marks, string? texts, DateTime now)
    {
        if (texts is null)
        {
            return;
        }

        var touched = new HashSet<Guid>();
        foreach (var (choice, text) in Pairs(before?.Marks ?? "", before?.Texts ?? ""))
        {
            Spellings.Remove(spellings[choice], text);
            touched.Add(choice);
        }

        foreach (var (id, text) in Pairs(marks, texts))
        {
            if (Spellings.Add(spellings[id], poll.Choices.Single(choice => choice.Id == id), text, now) is { } added)
            {
                spellings[id].Add(db.Spellings.Add(added).Entity);
            }

            touched.Add(id);
        }

        foreach (var choice in poll.Choices.Where(choice => touched.Contains(choice.Id)))
        {
            choice.Text = Spellings.Shown(spellings[choice.Id]) ?? choice.Text;
        }
    }

    private static IEnumerable<(Guid Choice, string Text)> Pairs(string marks, string texts) => Marks.Read(marks).Zip(texts.Split('\n'));

    private void Keep(IEnumerable<Choice> choices)
    {
        foreach (var choice in choices)
        {
            byFolded[(choice.PollId, choice.Folded)] = choice;
            spellings.TryAdd(choice.Id, []);
        }
    }
}
