using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data.Sqlite;

/// <summary>A statement for each table that is prepared once for as long as a connection lives, and run for each row.</summary>
internal sealed class SqliteRowWriter : IRowWriter
{
    // What a connection has prepared it gives up by itself when it is closed.
    private readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> prepared = [];

    public string RaiseRevision => """UPDATE "Sessions" SET "Revision" = "Revision" + 1 WHERE "Id" = @id RETURNING "Revision" """;

    public Task UpsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<RowSet> sets, CancellationToken cancellation)
    {
        foreach (var set in sets)
        {
            Upsert((SqliteConnection)connection, (SqliteTransaction)transaction, set);
        }

        return Task.CompletedTask;
    }

    // The driver's asynchronous methods are the synchronous ones.
    private void Upsert(SqliteConnection connection, SqliteTransaction transaction, RowSet set)
    {
        var command = Prepared(connection, set);
        command.Transaction = transaction;
        var columns = set.Table.Columns;
        foreach (var row in set.Rows)
        {
            for (var at = 0; at < columns.Count; at++)
            {
                command.Parameters[at].Value = columns[at].Read(row) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Prepared(SqliteConnection connection, RowSet set)
    {
        var commands = prepared.GetOrCreateValue(connection);
        var statement = Statement(set);
        if (!commands.TryGetValue(statement, out var command))
        {
#pragma warning disable CA2100 // Made of the model's own names.
            commands[statement] = command = new SqliteCommand(statement, connection);
#pragma warning restore CA2100
            command.Parameters.AddRange(set.Table.Columns.Select(column => new SqliteParameter { ParameterName = "@" + column.Name }));
        }

        return command;
    }

    private static string Statement(RowSet set) =>
        $"""
        INSERT INTO "{set.Table.Name}" ({Names(set.Table.Columns)})
        VALUES ({string.Join(", ", set.Table.Columns.Select(column => "@" + column.Name))})
        ON CONFLICT ({Names(set.Table.Keys)})
        DO UPDATE SET {string.Join(", ", set.Set.Select(column => $"\"{column.Name}\" = excluded.\"{column.Name}\""))}
        """;

    private static string Names(IEnumerable<RowColumn> columns) => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
}
