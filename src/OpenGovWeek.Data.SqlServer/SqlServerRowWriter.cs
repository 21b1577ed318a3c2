using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data.SqlServer;

/// <summary>
/// A bulk copy into a table of the connection's own, and from there an UPDATE and an INSERT: neither MERGE nor lock hints, because the row of the session, or the
/// single writer of a node, keeps everybody else from the same keys.
/// </summary>
internal sealed class SqlServerRowWriter : IRowWriter
{
    private const string Copied = "#Rows";

    public string RaiseRevision => "UPDATE [Sessions] SET [Revision] = [Revision] + 1 OUTPUT inserted.[Revision] WHERE [Id] = @id";

    public async Task UpsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<RowSet> sets, CancellationToken cancellation)
    {
        foreach (var set in sets)
        {
            await RunAsync(Before(set));
            using (var copy = new SqlBulkCopy((SqlConnection)connection, SqlBulkCopyOptions.Default, (SqlTransaction)transaction) { DestinationTableName = Copied })
            {
                using var data = Data(set);
                await copy.WriteToServerAsync(data, cancellation);
            }

            await RunAsync(After(set));
        }

        async Task RunAsync(string statements)
        {
#pragma warning disable CA2100 // Made of the model's own names.
            await using var command = new SqlCommand(statements, (SqlConnection)connection, (SqlTransaction)transaction);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Makes the empty table, with the columns' own types and collations.</summary>
    internal static string Before(RowSet set) => $"SELECT TOP (0) {Names(set.Table.Columns)} INTO {Copied} FROM [{set.Table.Name}];";

    /// <summary>Takes the rows over and drops the table.</summary>
    internal static string After(RowSet set)
    {
        var same = string.Join(" AND ", set.Table.Keys.Select(column => $"stored.[{column.Name}] = copied.[{column.Name}]"));
        return $"""
            UPDATE stored SET {string.Join(", ", set.Set.Select(column => $"[{column.Name}] = copied.[{column.Name}]"))}
            FROM [{set.Table.Name}] AS stored INNER JOIN {Copied} AS copied ON {same};
            INSERT INTO [{set.Table.Name}] ({Names(set.Table.Columns)})
            SELECT {Names(set.Table.Columns)} FROM {Copied} AS copied WHERE NOT EXISTS (SELECT 1 FROM [{set.Table.Name}] AS stored WHERE {same});
            DROP TABLE {Copied};
            """;
    }

    private static string Names(IEnumerable<RowColumn> columns) => string.Join(", ", columns.Select(column => $"[{column.Name}]"));

    private static DataTable Data(RowSet set)
    {
        var data = new DataTable();
        foreach (var column in set.Table.Columns)
        {
            data.Columns.Add(column.Name, Nullable.GetUnderlyingType(column.StoredType) ?? column.StoredType);
        }

        foreach (var row in set.Rows)
        {
            data.Rows.Add([.. set.Table.Columns.Select(column => column.Read(row) ?? DBNull.Value)]);
        }

        return data;
    }
}
