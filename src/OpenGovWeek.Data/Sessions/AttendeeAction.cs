namespace OpenGovWeek.Data.Sessions;

/// <summary>What attendees do so often, and so many at once, that it is committed in groups by <see cref="SessionActionWriter"/>.</summary>
public abstract record AttendeeAction(Guid SessionId, Guid AttendeeId);

/// <summary>An action with what it answers.</summary>
public abstract record AttendeeAction<TAnswer>(Guid SessionId, Guid AttendeeId) : AttendeeAction(SessionId, AttendeeId);
