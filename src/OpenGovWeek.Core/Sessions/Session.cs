namespace OpenGovWeek.Core.Sessions;

/// <summary>One scheduled talk of an event.</summary>
public sealed class Session
{
    public required Guid Id { get; init; }

    public required Guid EventId { get; init; }

    public required Guid EventDayId { get; set; }

    /// <summary>Name of the session in addresses, unique among all events.</summary>
    public required string Slug { get; init; }

    public required string Title { get; set; }

    /// <summary>Planned start, UTC.</summary>
    public required DateTime PlannedStart { get; set; }

    /// <summary>Planned end, UTC, after the start.</summary>
    public required DateTime PlannedEnd { get; set; }

    /// <summary>The times were invented for a rehearsal; every page that shows them says so.</summary>
    public bool IllustrativeTimes { get; set; }

    /// <summary>Address of the stream; null while none is known.</summary>
    public string? StreamUrl { get; set; }

    /// <summary>How far viewers of the stream are behind the room, in seconds, 0 to 120.</summary>
    public int StreamDelaySeconds { get; set; } = 20;

    public SessionStatus Status { get; set; }

    /// <summary>When the present status began, UTC; null while Scheduled.</summary>
    public DateTime? StatusSince { get; set; }

    /// <summary>The question that the screen shows; at most one of this and <see cref="OnAirPollId"/> is set.</summary>
    public Guid? OnAirQuestionId { get; set; }

    /// <summary>The poll that the screen shows.</summary>
    public Guid? OnAirPollId { get; set; }

    /// <summary>The screen shows how to take part, large; only while it shows neither question nor poll.</summary>
    public bool OnAirInvitation { get; set; }

    /// <summary>The announcement that people of the session see; null while there is none.</summary>
    public Guid? AnnouncementId { get; set; }

    public string? AnnouncementText { get; set; }

    /// <summary>Until when it is shown, UTC.</summary>
    public DateTime? AnnouncementEndsAt { get; set; }

    /// <summary>Grows by one with every committed change of the session.</summary>
    public long Revision { get; set; }

    /// <summary>Revision at which what people see of this row itself last changed.</summary>
    public long ViewRevision { get; set; }

    public List<LiveWindow> LiveWindows { get; init; } = [];
}
