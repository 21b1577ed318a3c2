using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Data.Tests.Polls;

/// <summary>
/// Random ballots of several attendees (first ones, changed ones, the same again, ones that break a rule) through the writer, against a box that keeps
/// everybody's last ballot and is counted by hand.
/// </summary>
public sealed class TallyOracleTests
{
    private const int People = 5;

    /// <summary>What is written, and what it is counted as: as a word and as a text. Written by hand, so that nothing is checked against itself.</summary>
    private static readonly (string Text, string Word, string Line)[] Vocabulary =
    [
        ("Perú", "peru", "peru"), ("peru", "peru", "peru"), ("PERÚ", "peru", "peru"), (" perú ", "peru", "peru"), ("¡Perú!", "peru", "¡peru!"),
        ("año", "año", "año"), ("AÑO", "año", "año"), ("an\u0303o", "año", "año"), ("ano", "ano", "ano"),
        ("p'unchay", "p’unchay", "p’unchay"), ("P’unchay", "p’unchay", "p’unchay"), ("punchay", "punchay", "punchay"),
        ("datos  abiertos", "datos abiertos", "datos abiertos"), ("Datos abiertos", "datos abiertos", "datos abiertos"),
    ];

    public static MatrixTheoryData<string, PollKind> Boxes => new(TestDatabase.Configured, Enum.GetValues<PollKind>());

    [Theory]
    [MemberData(nameof(Boxes))]
    public async Task The_tally_is_what_a_box_of_last_ballots_comes_to(string provider, PollKind kind)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var people = await AddPeopleAsync(host, session);
        var steps =
            from person in Gen.Choose(0, People - 1)
            from picks in Gen.Choose(0, Vocabulary.Length - 1).ListOf()
            select (Person: person, Picks: picks.Take(4).ToArray());
        var sequences = steps.ListOf().Where(sequence => sequence.Count > 0).Sample(25, 20).ToList();

        foreach (var sequence in sequences)
        {
            var poll = await AddPollAsync(host, session, kind);
            var box = new Box(poll);
            var writer = host.Get<SessionActionWriter>();
            // All at once: the queue keeps their order and commits several together.
            var ballots = sequence.Select(step => writer.WriteAsync(ActionOf(poll, people[step.Person], step.Picks))).ToList();
            foreach (var (step, ballot) in sequence.Zip(ballots))
            {
                var refused = await Record.ExceptionAsync(() => ballot) as RuleException;
                Assert.Equal(box.Put(step.Person, step.Picks), refused is null);
            }

            var stored = await host.ReadAsync(db => db.Polls.AsNoTracking().Include(p => p.Choices).SingleAsync(p => p.Id == poll.Id));
            Assert.Equal(box.Count, stored.Ballots);
            Assert.Equal(box.Tally(), stored.Choices.Where(c => c.Count > 0 || c.Status == ChoiceStatus.Offered)
                .OrderBy(c => c.Position).Select(c => (c.Text, c.Count)).OrderBy(c => c.Text, StringComparer.Ordinal));
            Assert.Distinct(stored.Choices.Select(c => box.IsWritten ? c.Folded : c.Text));
        }
    }

    private static BallotAction ActionOf(Poll poll, Guid attendee, int[] picks) => poll.Kind is PollKind.WordCloud or PollKind.OpenText
        ? new BallotAction(poll.SessionId, attendee, poll.Id, [], [.. picks.Select(pick => Vocabulary[pick].Text)])
        : new BallotAction(poll.SessionId, attendee, poll.Id, [.. picks.Select(pick => poll.Choices[pick % poll.Choices.Count].Id)], []);

    private static Task<Poll> AddPollAsync(DataHost host, Session session, PollKind kind) => host.Get<SessionWriter>().WriteAsync(session.Id, write =>
    {
        var texts = Enumerable.Range(1, kind == PollKind.YesNo ? 3 : 4).Select(number => "Respuesta " + number);
        var poll = PollRules.Create(Guid.CreateVersion7(), session.Id, new PollDesign(kind, "¿Qué?", [.. texts], ResultsPolicy.Live, Most: 3), write.Now);
        poll.Status = PollStatus.Open;
        write.Db.Polls.Add(poll);
        return Task.FromResult(poll);
    }, CancellationToken.None);

    private static async Task<IReadOnlyList<Guid>> AddPeopleAsync(DataHost host, Session session)
    {
        var people = new List<Attendee>();
        for (var number = 0; number < People; number++)
        {
            people.Add(await host.AddAttendeeAsync(session));
        }

        return people.ConvertAll(person => person.Id);
    }

    /// <summary>Everybody's last ballot, counted the way one would at a table.</summary>
    private sealed class Box(Poll poll)
    {
        private readonly Dictionary<int, List<(string Key, string Text)>> ballots = [];
        private readonly List<string> everWritten = [];

        public bool IsWritten => poll.Kind is PollKind.WordCloud or PollKind.OpenText;

        public int Count => ballots.Count;

        /// <summary>False when the rules do not allow the ballot.</summary>
        public bool Put(int person, int[] picks)
        {
            var marks = IsWritten
                ? picks.Select(pick => (Key: poll.Kind == PollKind.WordCloud ? Vocabulary[pick].Word : Vocabulary[pick].Line, Text: Stored(Vocabulary[pick].Text)))
                : picks.Select(pick => poll.Choices[pick % poll.Choices.Count].Text).Select(text => (Key: text, Text: text));
            var distinct = marks.DistinctBy(mark => mark.Key).ToList();
            var isAllowed = poll.Kind switch
            {
                PollKind.MultipleChoice or PollKind.WordCloud => distinct.Count is >= 1 and <= 3,
                PollKind.OpenText => distinct.Count == 1,
                _ => picks.Length == 1,
            };
            if (isAllowed)
            {
                ballots[person] = distinct;
                everWritten.AddRange(distinct.Select(mark => mark.Text).Where(text => !everWritten.Contains(text)));
            }

            return isAllowed;
        }

        /// <summary>What is shown, with ballots: of several spellings the one of most ballots, of these the one written first.</summary>
        public IEnumerable<(string Text, int Count)> Tally()
        {
            var counted = ballots.Values.SelectMany(ballot => ballot).GroupBy(mark => mark.Key).Select(same => (
                Text: same.GroupBy(mark => mark.Text).OrderByDescending(spelling => spelling.Count()).ThenBy(spelling => everWritten.IndexOf(spelling.Key)).First().Key,
                Count: same.Count())).ToList();
            var nobody = IsWritten ? [] : poll.Choices.Where(choice => !counted.Exists(one => one.Text == choice.Text)).Select(choice => (choice.Text, 0));
            return counted.Concat(nobody).OrderBy(one => one.Item1, StringComparer.Ordinal);
        }

        private static string Stored(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Normalize(NormalizationForm.FormC);
    }
}
