using System.Globalization;

namespace OpenGovWeek.Core.Certificates;

/// <summary>What a certificate is for, as records and addresses name it: <c>day:1</c> or <c>event</c>.</summary>
public static class CertificateKinds
{
    /// <summary>The certificate of the whole event.</summary>
    public const string Event = "event";

    private const string Day = "day:";

    /// <summary>The certificate of a day.</summary>
    /// <param name="number">Number of the day, from 1.</param>
    public static string OfDay(int number) => string.Create(CultureInfo.InvariantCulture, $"{Day}{number}");

    /// <summary>The number of the day that a kind is for; null when it is for the event, or no kind at all.</summary>
    public static int? DayOf(string? kind) =>
        kind?.StartsWith(Day, StringComparison.Ordinal) is true
        && int.TryParse(kind.AsSpan(Day.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1 && OfDay(number) == kind
            ? number
            : null;
}
