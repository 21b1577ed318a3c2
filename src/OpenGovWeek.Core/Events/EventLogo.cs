namespace OpenGovWeek.Core.Events;

/// <summary>The logo of an event, as the organiser gave it.</summary>
public sealed class EventLogo
{
    public required Guid EventId { get; init; }

    /// <summary><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>.</summary>
    public required string ContentType { get; set; }

    public required byte[] Bytes { get; set; }
}
