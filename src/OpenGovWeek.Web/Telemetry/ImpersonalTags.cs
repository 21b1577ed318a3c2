using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace OpenGovWeek.Web.Telemetry;

/// <summary>
/// Leaves in a trace what is known to say nothing of a person, and nothing else: a path holds the codes of certificates, a query what somebody searches,
/// and what libraries add next year nobody has looked at yet.
/// </summary>
internal sealed class ImpersonalTags : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        "http.request.method", "http.route", "http.response.status_code", "url.scheme", "network.protocol.name", "network.protocol.version", "error.type",
        "db.system", "db.system.name", "db.operation.name", "db.response.status_code", "opengovweek.actions");

    public override void OnEnd(Activity data)
    {
        foreach (var tag in data.TagObjects.Where(tag => !Kept.Contains(tag.Key)).Select(tag => tag.Key).ToList())
        {
            data.SetTag(tag, null);
        }
    }
}
