namespace OpenGovWeek.Web.Features.Components;

/// <summary>Resource marker of the developers' page of components.</summary>
public sealed class ComponentsTexts;
