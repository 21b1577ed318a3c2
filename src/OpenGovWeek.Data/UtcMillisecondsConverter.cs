using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OpenGovWeek.Data;

/// <summary>The only way a time enters or leaves the database: UTC, whole milliseconds; anything but UTC is refused on writing.</summary>
public sealed class UtcMillisecondsConverter() : ValueConverter<DateTime, DateTime>(
    value => Write(value),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    private static DateTime Write(DateTime value) => value.Kind == DateTimeKind.Utc
        ? value.ToMilliseconds()
        : throw new ArgumentException("Only UTC times are stored.", nameof(value));
}
