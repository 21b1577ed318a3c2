using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>A page that a connection entered.</summary>
/// <param name="Group">The group that it joined.</param>
/// <param name="Session">Null for an agenda.</param>
/// <param name="Who">Whom it counts as present; null when it counts nobody.</param>
internal sealed record Place(string Group, LiveSession? Session, Guid? Who);

/// <summary>What one connection may do and where it is. Its calls come one after another.</summary>
internal sealed class Visitor(LiveOptions options, TimeProvider clock)
{
    /// <summary>Pages that one connection can be in at once: there is one page behind a connection.</summary>
    public const int MostPlaces = 4;

    private readonly TokenBucket calls = new(options.CallBurst, options.CallsPerSecond, clock);

    /// <summary>Places by the slug that was entered.</summary>
    public Dictionary<string, Place> Places { get; } = [];

    /// <summary>False when it calls too often.</summary>
    public bool MayCall() => calls.Take(1);
}
