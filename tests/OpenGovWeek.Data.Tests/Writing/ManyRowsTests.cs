using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Data.Rows;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Data.SqlServer;
using OpenGovWeek.Data.Tests.Schema;
using Xunit;

namespace OpenGovWeek.Data.Tests.Writing;

/// <summary>Rows that are written past the change tracker: they are what the context would have written, and nobody notices that the writer remembers.</summary>
public sealed class ManyRowsTests
{
    public static TheoryData<string> Providers => DataHost.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task New_rows_are_stored_and_stored_ones_take_over_what_is_set_and_nothing_else(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var attendee = await host.AddAttendeeAsync(session);
        var joined = new DateTime(2026, 11, 29, 15, 0, 0, 250, DateTimeKind.Utc);
        AttendanceInterval Interval(Guid id, double minutes, Guid tab) => new()
        {
            Id = id,
            SessionId = session.Id,
            AttendeeId = attendee.Id,
            TabId = tab,
            JoinedAt = joined.AddMinutes(minutes),
            LastSeenAt = joined.AddMinutes(minutes + 1),
        };
        var (first, second, tab) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        await WriteAsync(host, [Interval(first, 0, tab)], nameof(AttendanceInterval.LastSeenAt));
        await WriteAsync(host, [Interval(first, 5, Guid.CreateVersion7()), Interval(second, 7, tab)], nameof(AttendanceInterval.LastSeenAt));

        var stored = await host.ReadAsync(db => db.AttendanceIntervals.AsNoTracking().OrderBy(i => i.JoinedAt).ToListAsync());
        Assert.Equal([first, second], stored.Select(i => i.Id));
        Assert.Equal((tab, joined, joined.AddMinutes(6), (Guid?)null), (stored[0].TabId, stored[0].JoinedAt, stored[0].LastSeenAt, stored[0].CreditId));
        Assert.Equal((tab, joined.AddMinutes(7), joined.AddMinutes(8)), (stored[1].TabId, stored[1].JoinedAt, stored[1].LastSeenAt));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Texts_of_hundreds_come_back_as_they_were_written_whatever_stands_in_them(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var poll = await host.AddPollAsync(session);
        string?[] texts = ["año\n\"Perú\"", "\\n\\u00f1 \\\\ /", "😀 Ñahui\t'; --", "null", "[1]", "", null];
        var ballots = new List<Ballot>();
        for (var number = 0; number < 300; number++)
        {
            var attendee = await host.AddAttendeeAsync(session);
            ballots.Add(new Ballot { PollId = poll.Id, AttendeeId = attendee.Id, Marks = "x", Texts = texts[number % texts.Length], CastAt = new DateTime(2026, 11, 30, 5, 0, 0, 1, DateTimeKind.Utc) });
        }

        await WriteAsync(host, ballots, nameof(Ballot.Texts));

        var stored = await host.ReadAsync(db => db.Ballots.AsNoTracking().ToListAsync());
        Assert.Equal(ballots.Select(b => (b.AttendeeId, b.Texts, b.CastAt)).Order(), stored.Select(b => (b.AttendeeId, b.Texts, b.CastAt)).Order());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_change_by_staff_between_two_groups_is_seen_by_the_next(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var poll = await host.AddPollAsync(session);
        var attendee = await host.AddAttendeeAsync(session);
        var writer = host.Get<SessionActionWriter>();
        BallotAction Ballot(int choice) => new(session.Id, attendee.Id, poll.Id, [poll.Choices[choice].Id], []);
        await writer.WriteAsync(Ballot(0));

        await ChangeAsync(host, poll, row => row.Status = PollStatus.Closed);
        var refused = await Assert.ThrowsAsync<Core.RuleException>(() => writer.WriteAsync(Ballot(1)));
        await ChangeAsync(host, poll, row => row.Status = PollStatus.Open);
        await writer.WriteAsync(Ballot(2));

        Assert.Equal("poll-closed", refused.Code);
        Assert.Equal(new[] { 0, 0, 1 }, await host.ReadAsync(db => db.Choices.OrderBy(c => c.Position).Select(c => c.Count).ToArrayAsync()));
        Assert.Equal(1, await host.ReadAsync(db => db.Polls.Select(p => p.Ballots).SingleAsync()));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_group_that_the_database_refuses_leaves_nothing_in_what_the_writer_remembers(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var poll = await host.AddPollAsync(session);
        var people = new List<Guid>();
        for (var number = 0; number < 3; number++)
        {
            people.Add((await host.AddAttendeeAsync(session)).Id);
        }

        var writer = host.Get<SessionActionWriter>();
        BallotAction Ballot(Guid attendee, int choice) => new(session.Id, attendee, poll.Id, [poll.Choices[choice].Id], []);
        await writer.WriteAsync(Ballot(people[0], 0));
        await RunAsync(host, provider switch
        {
            "Sqlite" => "CREATE TRIGGER refusing BEFORE INSERT ON \"Ballots\" BEGIN SELECT RAISE(ABORT, 'refused'); END",
            _ => $"ALTER TABLE \"Ballots\" ADD CONSTRAINT refusing CHECK (\"AttendeeId\" <> '{people[1]}')",
        });
        await Assert.ThrowsAnyAsync<Exception>(() => writer.WriteAsync(Ballot(people[1], 1)));
        await RunAsync(host, provider == "Sqlite" ? "DROP TRIGGER refusing" : "ALTER TABLE \"Ballots\" DROP CONSTRAINT refusing");

        await writer.WriteAsync(Ballot(people[2], 2));

        Assert.Equal(new[] { 1, 0, 1 }, await host.ReadAsync(db => db.Choices.OrderBy(c => c.Position).Select(c => c.Count).ToArrayAsync()));
        Assert.Equal(2, await host.ReadAsync(db => db.Polls.Select(p => p.Ballots).SingleAsync()));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Upvotes_set_and_taken_back_in_one_group_come_to_what_they_say_last(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var author = await host.AddAttendeeAsync(session);
        var people = new List<Guid>();
        for (var number = 0; number < 4; number++)
        {
            people.Add((await host.AddAttendeeAsync(session)).Id);
        }

        var question = await host.Get<SessionWriter>().WriteAsync(session.Id, write => Task.FromResult(write.Db.Questions.Add(new Question
        {
            Id = Guid.CreateVersion7(),
            SessionId = session.Id,
            AttendeeId = author.Id,
            ClientId = Guid.CreateVersion7(),
            Text = "¿Cuándo?",
            Status = QuestionStatus.Published,
            AskedAt = write.Now,
            StatusSince = write.Now,
        }).Entity.Id), CancellationToken.None);
        var writer = host.Get<SessionActionWriter>();
        Task<UpvoteState> Set(int person, bool on) => writer.WriteAsync(new UpvoteAction(session.Id, people[person], question, on));
        await Task.WhenAll(Set(0, true), Set(1, true));

        await Task.WhenAll(Set(0, false), Set(1, false), Set(1, true), Set(2, true), Set(2, false), Set(3, true));

        var stored = await host.ReadAsync(db => db.Questions.AsNoTracking().SingleAsync());
        var upvotes = await host.ReadAsync(db => db.Upvotes.AsNoTracking().ToListAsync());
        Assert.Equal(new[] { people[1], people[3] }.Order(), upvotes.Select(u => u.AttendeeId).Order());
        Assert.Equal(2, stored.Upvotes);
        Assert.Equal(QuestionHeat.Of(upvotes.Select(u => u.At).Order()), stored.Heat, 1e-6);
    }

    [Fact]
    public void The_statements_for_SQL_Server_are_T_SQL_without_merge_or_lock_hints()
    {
        using var db = SqlServerScriptTests.NewContext();
        var set = RowSet.Of<Ballot>(db, [], nameof(Ballot.Marks), nameof(Ballot.Texts), nameof(Ballot.CastAt));
        string[] statements = [SqlServerRowWriter.Statements(set, 2), new SqlServerProvider().Rows.RaiseRevision];

        foreach (var statement in statements)
        {
            using var reader = new StringReader(statement);
            var parsed = new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
            Assert.Empty(errors);
            var unwanted = new Unwanted();
            parsed.Accept(unwanted);
            Assert.Empty(unwanted.Found);
        }
    }

    private static Task<bool> WriteAsync<T>(DataHost host, IEnumerable<T> rows, string set)
        where T : class => host.Get<WriteGate>().RunAsync(async (db, token) =>
    {
        await db.UpsertAsync(host.Get<IDatabaseProvider>().Rows, [RowSet.Of(db, rows, set)], token);
        return true;
    }, CancellationToken.None);

    private static Task<bool> ChangeAsync(DataHost host, Poll poll, Action<Poll> change) => host.Get<SessionWriter>().WriteAsync(poll.SessionId, async write =>
    {
        change(await write.Db.Polls.SingleAsync(p => p.Id == poll.Id));
        return true;
    }, CancellationToken.None);

    private static Task<int> RunAsync(DataHost host, string statement) => host.ReadAsync(db => db.Database.ExecuteSqlRawAsync(statement));

    private sealed class Unwanted : TSqlFragmentVisitor
    {
        public List<string> Found { get; } = [];

        public override void Visit(TableHint node) => Found.Add($"hint {node.HintKind}");

        public override void Visit(MergeStatement node) => Found.Add("MERGE");
    }
}
