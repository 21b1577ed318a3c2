using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace OpenGovWeek.Data.Rows;

/// <summary>The table of an entity as the model maps it, so that rows written past the change tracker are the same as those written by it.</summary>
public sealed class RowTable
{
    private static readonly ConditionalWeakTable<IEntityType, RowTable> Known = [];

    private RowTable(IEntityType entity)
    {
        Name = entity.GetTableName()!;
        Columns = [.. entity.GetProperties().Select(property => new RowColumn(property))];
    }

    /// <summary>Without delimiters, which no name of the model needs to escape.</summary>
    public string Name { get; }

    public IReadOnlyList<RowColumn> Columns { get; }

    public IEnumerable<RowColumn> Keys => Columns.Where(column => column.IsKey);

    public static RowTable Of<T>(IModel model) => Known.GetValue(model.FindEntityType(typeof(T))!, entity => new RowTable(entity));
}

/// <summary>A column of a <see cref="RowTable"/>.</summary>
public sealed class RowColumn
{
    private readonly IProperty property;
    private readonly RelationalTypeMapping mapping;

    internal RowColumn(IProperty property)
    {
        (this.property, mapping) = (property, property.GetRelationalTypeMapping());
        Name = property.GetColumnName();
        var stored = mapping.Converter?.ProviderClrType ?? property.ClrType;
        StoredType = property.IsNullable && stored.IsValueType && Nullable.GetUnderlyingType(stored) is null ? typeof(Nullable<>).MakeGenericType(stored) : stored;
    }

    /// <summary>Without delimiters.</summary>
    public string Name { get; }

    /// <summary>Name of the entity's property.</summary>
    public string Property => property.Name;

    public bool IsKey => property.IsPrimaryKey();

    /// <summary>Name of its type in the database.</summary>
    public string StoreType => mapping.StoreType;

    /// <summary>Type of what <see cref="Read"/> returns; nullable where the column is.</summary>
    public Type StoredType { get; }

    /// <summary>An entity's value as a parameter of the command, of the column's own type and length, so that commands of one text have one plan.</summary>
    public DbParameter Parameter(DbCommand command, string name, object entity) =>
        mapping.CreateParameter(command, name, property.GetGetter().GetClrValue(entity), property.IsNullable);

    /// <summary>An entity's value as it is stored; null for none.</summary>
    public object? Read(object entity)
    {
        var value = property.GetGetter().GetClrValue(entity);
        return mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}
