using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Events;

/// <summary>What an organiser saves at once: everything, or nothing of it.</summary>
/// <param name="Event">The event as it was read.</param>
public sealed record EventChanges(Event Event)
{
    /// <summary>The event's own part; null when it was left alone.</summary>
    public PlanChange<EventPlan>? Plan { get; set; }

    /// <summary>A new logo, or none any more; null when it was left alone.</summary>
    public LogoChange? Logo { get; set; }

    /// <summary>The sessions that were changed.</summary>
    public List<SessionChange> Sessions { get; } = [];

    public bool IsEmpty => Plan is null && Logo is null && Sessions.Count == 0;
}

/// <summary>A change of what was seen into what was typed, as its rules returned it.</summary>
public sealed record PlanChange<T>(T Seen, T Plan);

/// <summary>A change of a session.</summary>
/// <param name="Place">The session with its day and its event.</param>
public sealed record SessionChange(SessionPlace Place, SessionPlan Seen, SessionPlan Plan);

/// <summary>A change of the logo.</summary>
/// <param name="ContentType">Of the new one; null to remove it.</param>
/// <param name="Bytes">The new one; null to remove it.</param>
public sealed record LogoChange(string? ContentType, byte[]? Bytes);
