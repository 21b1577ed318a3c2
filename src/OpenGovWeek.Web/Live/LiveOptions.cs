namespace OpenGovWeek.Web.Live;

/// <summary>Times and bounds of the live protocol. The defaults are the protocol's; configuration section <c>Live</c> overrides them.</summary>
public sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>Least time between two deltas of one session.</summary>
    public TimeSpan SendGap { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often revisions are read whatever the hints said, and beacons are sent to those whom no delta has just told as much.</summary>
    public TimeSpan Sweep { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Connections that a message is handed to before those writes have their turn. With fewer less memory is held, but the message waits more often behind other work.</summary>
    public int SendAtOnce { get; set; } = 512;

    /// <summary>A connection whose one write is pending for so long is cut at the next sweep: before 15 s are over.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(13);

    /// <summary>A connection that said nothing for so long, not even a ping, is cut.</summary>
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Calls that a connection may make at once.</summary>
    public int CallBurst { get; set; } = 20;

    /// <summary>Calls a second that a connection may make in the long run.</summary>
    public double CallsPerSecond { get; set; } = 2;

    /// <summary>Bytes that a connection may send at once, pings and nonsense included.</summary>
    public int ByteBurst { get; set; } = 32 * 1024;

    /// <summary>Bytes a second that a connection may send in the long run.</summary>
    public double BytesPerSecond { get; set; } = 1024;

    /// <summary>A tab that polls is present for so long after it asked.</summary>
    public TimeSpan PollingPresence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often sightings are written.</summary>
    public TimeSpan SightingsFlush { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Within which clients are asked to leave a node that is about to stop; it waits for them so long and no longer.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(10);
}
