namespace OpenGovWeek.Core.Attendees;

/// <summary>The five audiences that register for the event.</summary>
public enum Audience
{
    PublicServant = 1,
    PrivateSector = 2,
    CivilSociety = 3,
    Academia = 4,
    Citizen = 5,
}
