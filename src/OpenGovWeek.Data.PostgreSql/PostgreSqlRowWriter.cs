using System.Data.Common;
using Npgsql;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data.PostgreSql;

/// <summary>One statement for all rows of a table: an array for each column, of which <c>unnest</c> makes rows.</summary>
internal sealed class PostgreSqlRowWriter : IRowWriter
{
    public string RaiseRevision => """UPDATE "Sessions" SET "Revision" = "Revision" + 1 WHERE "Id" = @id RETURNING "Revision" """;

    // All tables in one round trip.
    public async Task UpsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<RowSet> sets, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        foreach (var set in sets)
        {
            batch.BatchCommands.Add(Command(set));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlBatchCommand Command(RowSet set)
    {
#pragma warning disable CA2100 // Made of the model's own names.
        var command = new NpgsqlBatchCommand(Statement(set));
#pragma warning restore CA2100
        foreach (var column in set.Table.Columns)
        {
            var values = Array.CreateInstance(column.StoredType, set.Rows.Count);
            for (var at = 0; at < set.Rows.Count; at++)
            {
                values.SetValue(column.Read(set.Rows[at]), at);
            }

            command.Parameters.Add(new NpgsqlParameter { Value = values });
        }

        return command;
    }

    private static string Statement(RowSet set) =>
        $"""
        INSERT INTO "{set.Table.Name}" ({Names(set.Table.Columns)})
        SELECT * FROM unnest({string.Join(", ", set.Table.Columns.Select((column, at) => $"${at + 1}::{column.StoreType}[]"))})
        ON CONFLICT ({Names(set.Table.Keys)})
        DO UPDATE SET {string.Join(", ", set.Set.Select(column => $"\"{column.Name}\" = excluded.\"{column.Name}\""))}
        """;

    private static string Names(IEnumerable<RowColumn> columns) => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
}
