namespace OpenGovWeek.Data.Rows;

/// <summary>Rows of one table to be stored.</summary>
/// <param name="Rows">Entities, each key once.</param>
/// <param name="Set">What a row that is stored already takes over; a new one has all columns.</param>
public sealed record RowSet(RowTable Table, IReadOnlyList<object> Rows, IReadOnlyList<RowColumn> Set)
{
    /// <param name="set">Names of the properties that a stored row takes over.</param>
    public static RowSet Of<T>(OpenGovWeekDbContext db, IEnumerable<T> rows, params IReadOnlyCollection<string> set)
        where T : class
    {
        var table = RowTable.Of<T>(db.Model);
        return new RowSet(table, [.. rows], [.. table.Columns.Where(column => set.Contains(column.Property))]);
    }
}
