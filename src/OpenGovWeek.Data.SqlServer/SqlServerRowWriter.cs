using System.Data.Common;
using System.Numerics;
using Microsoft.Data.SqlClient;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data.SqlServer;

/// <summary>
/// Rows are parameters, which an UPDATE and an INSERT read as a table: neither MERGE nor lock hints, because the row of the session, or the single writer of a
/// node, keeps everybody else from the same keys. Not a table-valued parameter, a bulk copy or JSON: of these, a compatible server (Babelfish 4.4) puts the
/// first one's texts into a statement unquoted, refuses the second into a temporary table, and leaves the third's escapes as they are.
/// </summary>
internal sealed class SqlServerRowWriter : IRowWriter
{
    // The server takes 2,100 of them, and the client needs two for itself.
    private const int MostParameters = 2098;

    // Read again rather than by OUTPUT, in which Babelfish returns what would have come of the row before another writer, for which this one waited, changed it.
    public string RaiseRevision => "UPDATE [Sessions] SET [Revision] = [Revision] + 1 WHERE [Id] = @id; SELECT [Revision] FROM [Sessions] WHERE [Id] = @id;";

    public async Task UpsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<RowSet> sets, CancellationToken cancellation)
    {
        foreach (var set in sets)
        {
            for (var done = 0; done < set.Rows.Count;)
            {
                var count = AtOnce(set.Table, set.Rows.Count - done);
                await using var command = Command(set, done, count, (SqlConnection)connection, (SqlTransaction)transaction);
                await command.ExecuteNonQueryAsync(cancellation);
                done += count;
            }
        }
    }

    /// <summary>What stores so many rows of the set.</summary>
    internal static string Statements(RowSet set, int count)
    {
        var (table, columns) = ($"[{set.Table.Name}]", set.Table.Columns);
        var names = string.Join(", ", columns.Select(column => $"[{column.Name}]"));
        var rows = Enumerable.Range(0, count).Select(row => $"({string.Join(", ", columns.Select((_, column) => Name(row, column)))})");
        var sent = $"(VALUES {string.Join(", ", rows)}) AS sent ({names})";
        var same = string.Join(" AND ", set.Table.Keys.Select(column => $"stored.[{column.Name}] = sent.[{column.Name}]"));
        return $"""
            UPDATE stored SET {string.Join(", ", set.Set.Select(column => $"[{column.Name}] = sent.[{column.Name}]"))}
            FROM {table} AS stored INNER JOIN {sent} ON {same};
            INSERT INTO {table} ({names})
            SELECT {names} FROM {sent} WHERE NOT EXISTS (SELECT 1 FROM {table} AS stored WHERE {same});
            """;
    }

    // A power of two, so that a handful of texts, each with its plan, serves groups of every size.
    private static int AtOnce(RowTable table, int rows) => 1 << BitOperations.Log2((uint)Math.Min(rows, MostParameters / table.Columns.Count));

    private static SqlCommand Command(RowSet set, int start, int count, SqlConnection connection, SqlTransaction transaction)
    {
#pragma warning disable CA2100 // Made of the model's own names.
        var command = new SqlCommand(Statements(set, count), connection, transaction);
#pragma warning restore CA2100
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < set.Table.Columns.Count; column++)
            {
                command.Parameters.Add(set.Table.Columns[column].Parameter(command, Name(row, column), set.Rows[start + row]));
            }
        }

        return command;
    }

    private static string Name(int row, int column) => $"@r{row}c{column}";
}
