namespace OpenGovWeek.Web.Features.Venues;

/// <summary>Resource marker of venues and credits.</summary>
public sealed class VenueTexts;
