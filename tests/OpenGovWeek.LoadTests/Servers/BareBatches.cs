using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Npgsql;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Servers;

/// <summary>
/// The floor of a group commit: whatever waits becomes rows of the ballots' table by the quickest statement of the database, in one transaction. No rule, no
/// look at the attendee, no tally, no revision.
/// </summary>
internal sealed class BareBatches : IAsyncDisposable
{
    private const int Most = 512;
    private const string Target = """INSERT INTO "Ballots" ("PollId", "AttendeeId", "Marks", "CastAt") """;
    private const string Conflict = """ ON CONFLICT ("PollId", "AttendeeId") DO UPDATE SET "Marks" = excluded."Marks", "CastAt" = excluded."CastAt" """;

    private readonly Channel<(Guid Attendee, string Marks, TaskCompletionSource Done)> queue = Channel.CreateUnbounded<(Guid, string, TaskCompletionSource)>();
    private readonly Guid poll;
    private readonly Task loop;

    public BareBatches(TestDatabase database, Guid poll)
    {
        this.poll = poll;
        loop = Task.Run(() => database.Provider == "Sqlite" ? SqliteAsync(database.ConnectionString) : PostgreSqlAsync(database.ConnectionString));
    }

    /// <summary>Ends when the ballot is committed.</summary>
    public Task CastAsync(Guid attendee, Guid choice)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Writer.TryWrite((attendee, choice.ToString(), done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task SqliteAsync(string connectionString)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using (var pragmas = new SqliteCommand("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;", connection))
        {
            await pragmas.ExecuteNonQueryAsync();
        }

        await using var command = new SqliteCommand($"{Target} VALUES (@poll, @attendee, @marks, @at) {Conflict}", connection);
        command.Parameters.AddWithValue("@poll", poll);
        var attendee = command.Parameters.Add("@attendee", SqliteType.Text);
        var marks = command.Parameters.Add("@marks", SqliteType.Text);
        command.Parameters.AddWithValue("@at", DateTime.UnixEpoch);
        await command.PrepareAsync();
        await EachAsync(connection, async (group, transaction) =>
        {
            command.Transaction = (SqliteTransaction)transaction;
            foreach (var ballot in group)
            {
                (attendee.Value, marks.Value) = (ballot.Attendee, ballot.Marks);
                await command.ExecuteNonQueryAsync();
            }
        });
    }

    private async Task PostgreSqlAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"{Target} SELECT @poll, a, m, @at FROM unnest(@attendees, @marks) AS t (a, m) {Conflict}", connection);
        command.Parameters.AddWithValue("poll", poll);
        command.Parameters.AddWithValue("at", DateTime.UnixEpoch);
        var attendees = command.Parameters.Add(new NpgsqlParameter<Guid[]>("attendees", []));
        var marks = command.Parameters.Add(new NpgsqlParameter<string[]>("marks", []));
        await command.PrepareAsync();
        await EachAsync(connection, async (group, transaction) =>
        {
            // The last of several by the same attendee: a row cannot be set twice by one statement.
            var last = group.GroupBy(ballot => ballot.Attendee).Select(same => same.Last()).ToList();
            (attendees.Value, marks.Value) = (last.Select(b => b.Attendee).ToArray(), last.Select(b => b.Marks).ToArray());
            await command.ExecuteNonQueryAsync();
        });
    }

    private async Task EachAsync(
        DbConnection connection, Func<IReadOnlyList<(Guid Attendee, string Marks, TaskCompletionSource Done)>, DbTransaction, Task> write)
    {
        var group = new List<(Guid, string, TaskCompletionSource Done)>(Most);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (group.Count < Most && queue.Reader.TryRead(out var ballot))
            {
                group.Add(ballot);
            }

            await using (var transaction = await connection.BeginTransactionAsync())
            {
                await write(group, transaction);
                await transaction.CommitAsync();
            }

            group.ForEach(ballot => ballot.Done.SetResult());
            group.Clear();
        }
    }
}
