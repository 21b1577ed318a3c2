using System.Data;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.SqlClient;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data.SqlServer;

/// <summary>
/// All tables in one round trip: the rows of each come as JSON, go into a table of the statement's own, and from there by an UPDATE and an INSERT to where
/// they belong. Neither MERGE nor lock hints, because the row of the session, or the single writer of a node, keeps everybody else from the same keys.
/// JSON, because a table-valued parameter needs a type in the database, with rights of its own, that two versions of the application could not both use,
/// and compatible servers (Babelfish) refuse a bulk copy into a temporary table.
/// </summary>
internal sealed class SqlServerRowWriter : IRowWriter
{
    public string RaiseRevision => "UPDATE [Sessions] SET [Revision] = [Revision] + 1 OUTPUT inserted.[Revision] WHERE [Id] = @id";

    public async Task UpsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<RowSet> sets, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // Made of the model's own names.
        await using var command = new SqlCommand(string.Concat(sets.Select(Statements)), (SqlConnection)connection, (SqlTransaction)transaction);
#pragma warning restore CA2100
        for (var at = 0; at < sets.Count; at++)
        {
            // Of no length, so that the plan is one for all.
            command.Parameters.Add(Json(at), SqlDbType.NVarChar, -1).Value = RowsOf(sets[at]);
        }

        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What stores the rows of the set, which are the parameter of its place: an array for each row, with its columns in the table's order.</summary>
    internal static string Statements(RowSet set, int at)
    {
        var (table, rows) = ($"[{set.Table.Name}]", $"#Rows{at}");
        var same = string.Join(" AND ", set.Table.Keys.Select(column => $"stored.[{column.Name}] = sent.[{column.Name}]"));
        return $"""
            SELECT * INTO {rows} FROM OPENJSON({Json(at)}) WITH ({string.Join(", ", set.Table.Columns.Select((column, place) => $"[{column.Name}] {TypeOf(column)} '$[{place}]'"))});
            UPDATE stored SET {string.Join(", ", set.Set.Select(column => $"[{column.Name}] = sent.[{column.Name}]"))}
            FROM {table} AS stored INNER JOIN {rows} AS sent ON {same};
            INSERT INTO {table} ({Names(set.Table.Columns)})
            SELECT {Names(set.Table.Columns)} FROM {rows} AS sent WHERE NOT EXISTS (SELECT 1 FROM {table} AS stored WHERE {same});
            DROP TABLE {rows};

            """;
    }

    private static string RowsOf(RowSet set) => JsonSerializer.Serialize(set.Rows.Select(row => set.Table.Columns.Select(column => column.Read(row))));

    private static string Json(int at) => $"@rows{at}";

    // A text that is too long is the table's to refuse; read into its length it would be cut off.
    private static string TypeOf(RowColumn column) => column.StoredType == typeof(string) ? "nvarchar(max)" : column.StoreType;

    private static string Names(IEnumerable<RowColumn> columns) => string.Join(", ", columns.Select(column => $"[{column.Name}]"));
}
