namespace OpenGovWeek.Web.Features.Events;

/// <summary>Resource marker of the agenda, the settings, and of what the console says while events are loaded.</summary>
public sealed class EventTexts;
