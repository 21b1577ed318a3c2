namespace OpenGovWeek.Web.Features.Shared;

/// <summary>Resource marker of what several pages say: navigation, buttons, statuses.</summary>
public sealed class SharedTexts;
