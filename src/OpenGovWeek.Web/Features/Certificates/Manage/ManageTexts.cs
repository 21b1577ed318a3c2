namespace OpenGovWeek.Web.Features.Certificates.Manage;

/// <summary>Resource marker of the organisers' pages about certificates.</summary>
public sealed class ManageTexts;
