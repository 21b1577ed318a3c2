using System.Globalization;

namespace OpenGovWeek.Data.Attendance;

/// <summary>What the list of attendees is sorted by.</summary>
public enum AttendeeOrder
{
    Minutes = 0,
    Name = 1,
    FirstSeen = 2,
    LastSeen = 3,
}

/// <summary>Which attendees a list shows.</summary>
/// <param name="Search">Part of a name or an address, whatever its accents and capitals; null for everybody.</param>
/// <param name="Descending">The other way round than names and times are read.</param>
/// <param name="Page">1 for the first.</param>
public sealed record AttendeeQuery(string? Search = null, AttendeeOrder Order = AttendeeOrder.Minutes, bool Descending = true, int Page = 1)
{
    public const int PageSize = 50;

    // To Spanish an ñ is a letter of its own; who searches without one on the keyboard means it all the same.
    private static readonly CompareInfo Anybody = CultureInfo.InvariantCulture.CompareInfo;
    private static readonly CompareInfo Spanish = CultureInfo.GetCultureInfo("es-PE").CompareInfo;

    private const CompareOptions Loose = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;

    internal bool Finds(AttendeeLine attendee) => string.IsNullOrWhiteSpace(Search)
        || Anybody.IndexOf(attendee.Name, Search.Trim(), Loose) >= 0
        || Anybody.IndexOf(attendee.Email, Search.Trim(), Loose) >= 0;

    // Who was not seen stands last, either way; names decide between equals, and ids between namesakes.
    internal int Compare(AttendeeDay one, AttendeeDay other)
    {
        var order = Order switch
        {
            AttendeeOrder.Name => Turned(Names(one, other)),
            AttendeeOrder.FirstSeen => Times(one.Facts.FirstSeen, other.Facts.FirstSeen),
            AttendeeOrder.LastSeen => Times(one.Facts.LastSeen, other.Facts.LastSeen),
            _ => Turned(one.Facts.Attended.CompareTo(other.Facts.Attended)),
        };
        order = order == 0 ? Names(one, other) : order;
        return order == 0 ? one.Attendee.Id.CompareTo(other.Attendee.Id) : order;
    }

    private int Times(DateTime? one, DateTime? other) => (one, other) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => Turned(one.Value.CompareTo(other.Value)),
    };

    private int Turned(int order) => Descending ? -order : order;

    private static int Names(AttendeeDay one, AttendeeDay other) => Spanish.Compare(one.Attendee.Name, other.Attendee.Name, Loose);
}
