namespace OpenGovWeek.Web.Features.Certificates.Runs;

/// <summary>How runs share the machine with the room; section <c>CertificateRuns</c> of the configuration.</summary>
public sealed class RunOptions
{
    /// <summary>How often a node looks for a run to take in hand.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>For how long a node has a run in hand; each step begins it anew. When the node dies, another waits for so long.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Certificates a second at most, so that whoever is in a room does not notice.</summary>
    public double PerSecond { get; set; } = 20;
}
