using OpenGovWeek.Testing;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Each fault has the machine to itself: what one of them does to it must not count as the slowness of another.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace OpenGovWeek.FaultTests;

public sealed class RequirementsTests
{
    [Fact]
    public void What_this_run_requires_is_on_this_machine() => Assert.Empty(Requirements.Missing);
}
