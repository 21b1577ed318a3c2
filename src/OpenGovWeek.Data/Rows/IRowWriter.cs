using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace OpenGovWeek.Data.Rows;

/// <summary>What a group of hundreds needs in the fewest statements that a database allows; each provider does it in its own way.</summary>
public interface IRowWriter
{
    /// <summary>A statement that raises the revision of the session <c>@id</c>, which locks its row, and returns the new one; no row when there is no such session.</summary>
    string RaiseRevision { get; }

    /// <summary>Stores rows in the transaction under way, table after table: a key that is stored takes what is to be set, any other becomes a row.</summary>
    /// <param name="connection">Open, with the transaction.</param>
    /// <param name="sets">None of them empty.</param>
    /// <exception cref="DbException">A row was refused, or the database is away; the transaction is of no use any more.</exception>
    Task UpsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<RowSet> sets, CancellationToken cancellation);
}

/// <summary>What a group of hundreds does past Entity Framework's change tracker and query cache, in the transaction of a context.</summary>
internal static class ManyRows
{
    /// <summary>Raises a session's revision and returns the new one; null when there is no such session.</summary>
    public static async Task<long?> RaiseRevisionAsync(this OpenGovWeekDbContext db, IRowWriter writer, Guid sessionId, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // The provider's own statement.
        command.CommandText = writer.RaiseRevision;
#pragma warning restore CA2100
        var id = command.CreateParameter();
        (id.ParameterName, id.Value) = ("@id", sessionId);
        command.Parameters.Add(id);
        return (long?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>Stores the rows: see <see cref="IRowWriter.UpsertAsync"/>. What the context tracks is written by its own save, not by this.</summary>
    public static async Task UpsertAsync(this OpenGovWeekDbContext db, IRowWriter writer, IEnumerable<RowSet> sets, CancellationToken cancellation)
    {
        if (sets.Where(set => set.Rows.Count > 0).ToList() is { Count: > 0 } filled)
        {
            await writer.UpsertAsync(db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction(), filled, cancellation);
        }
    }
}
