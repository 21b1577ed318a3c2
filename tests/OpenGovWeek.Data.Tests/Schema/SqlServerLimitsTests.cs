using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace OpenGovWeek.Data.Tests.Schema;

/// <summary>What SQL Server refuses when a table is created, or later when a long key arrives, and no other database does.</summary>
public sealed class SqlServerLimitsTests
{
    private const int LongestClusteredKey = 900;
    private const int LongestIndexKey = 1700;

    /// <summary>Error 1785: a table may appear once among all that a DELETE reaches.</summary>
    [Fact]
    public void No_table_is_reached_by_a_deletion_in_two_ways()
    {
        using var db = SqlServerScriptTests.NewContext();

        var twice = db.Model.GetEntityTypes().SelectMany(from => Reached(from, []).GroupBy(to => to.GetTableName())
            .Where(ways => ways.Count() > 1)
            .Select(ways => $"{from.GetTableName()} reaches {ways.Key} in {ways.Count()} ways"));

        Assert.Empty(twice);
    }

    /// <summary>Errors 1919 and 1946: keys have an end, 900 bytes for what orders the table and 1,700 for any other index.</summary>
    [Fact]
    public void No_key_can_be_too_long()
    {
        using var db = SqlServerScriptTests.NewContext();

        // Identity's own tables are as it makes them everywhere; its longest keys are of sign-ins by others, which nobody has here.
        var own = db.Model.GetEntityTypes().Where(entity => entity.ClrType.Assembly != typeof(IdentityUserLogin<>).Assembly);
        var keys = own.SelectMany(entity => entity.GetKeys().Select(key => (key.Properties, IsClustered: key.IsPrimaryKey()))
            .Concat(entity.GetIndexes().Select(index => (index.Properties, IsClustered: false))));
        var tooLong = keys.Where(key => key.Properties.Sum(Bytes) > (key.IsClustered ? LongestClusteredKey : LongestIndexKey))
            .Select(key => string.Join(", ", key.Properties.Select(column => $"{column.DeclaringType.DisplayName()}.{column.Name} {column.GetColumnType()}")));

        Assert.Empty(tooLong);
    }

    private static IEnumerable<IEntityType> Reached(IEntityType from, IEntityType[] way)
    {
        foreach (var to in from.GetReferencingForeignKeys().Where(IsActing).Select(key => key.DeclaringEntityType))
        {
            yield return to;
            if (to == from || way.Contains(to))
            {
                yield return to;
                continue;
            }

            foreach (var further in Reached(to, [.. way, from]))
            {
                yield return further;
            }
        }
    }

    private static bool IsActing(IForeignKey key) => !key.IsOwnership && key.DeleteBehavior is (DeleteBehavior.Cascade or DeleteBehavior.SetNull);

    private static int Bytes(IProperty column)
    {
        var type = column.GetColumnType();
        var size = type.IndexOf('(', StringComparison.Ordinal) is var start and >= 0 ? type[(start + 1)..type.IndexOf(')', start)] : "";
        return type.Split('(')[0] switch
        {
            "nvarchar" => size == "max" ? int.MaxValue / 8 : 2 * int.Parse(size, CultureInfo.InvariantCulture),
            "varbinary" or "varchar" => size == "max" ? int.MaxValue / 8 : int.Parse(size, CultureInfo.InvariantCulture),
            "uniqueidentifier" => 16,
            "bigint" or "datetime2" => 8,
            "int" or "date" => 4,
            "bit" or "tinyint" => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(column), type, "A type whose length is not known here."),
        };
    }
}
