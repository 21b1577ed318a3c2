namespace OpenGovWeek.Web.ScaleOut.Redis;

/// <summary>Names this run of the application among the nodes; a restart is another node.</summary>
internal static class NodeId
{
    public static string New() => Guid.NewGuid().ToString("N")[..12];
}
