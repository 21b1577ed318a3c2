namespace OpenGovWeek.Core.Attendees;

/// <summary>
/// The consent that registration asks for (Peru, Ley 29733, article 5): one purpose, the event itself, bound to nothing else.
/// </summary>
public static class Consent
{
    /// <summary>Version of the text as year and month; it changes whenever the meaning of the text does.</summary>
    public const string Version = "2024-05";
}
