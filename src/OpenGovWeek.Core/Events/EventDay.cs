using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Core.Events;

/// <summary>A calendar day of the event, in the event's time zone.</summary>
public sealed class EventDay
{
    public required Guid Id { get; init; }

    public required Guid EventId { get; init; }

    /// <summary>1 for the first day.</summary>
    public required int Number { get; init; }

    /// <summary>Calendar date in the event's time zone.</summary>
    public required DateOnly Date { get; set; }

    public List<Session> Sessions { get; init; } = [];
}
