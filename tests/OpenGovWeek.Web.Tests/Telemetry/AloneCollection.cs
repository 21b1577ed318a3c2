using Xunit;

namespace OpenGovWeek.Web.Tests.Telemetry;

/// <summary>
/// Tests that run beside no others. OpenTelemetry hears all meters of a process by their names; a node of another test that stops takes its instruments,
/// which are called the same, along.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
