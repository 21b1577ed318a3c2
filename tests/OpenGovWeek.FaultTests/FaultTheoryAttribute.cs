using System.Runtime.CompilerServices;
using OpenGovWeek.Testing;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace OpenGovWeek.FaultTests;

/// <summary>
/// A fault for two nodes. It takes minutes and the whole machine, so it is there only when <c>OPENGOVWEEK_FAULTS</c> asks for the short or the long form, and
/// where there are a database server and Redis.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(Discoverer))]
public sealed class FaultTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : TheoryAttribute(file, line)
{
    private sealed class Discoverer : TheoryDiscoverer
    {
        public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
            ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
            Form.IsAskedFor && Installed.RedisServer is not null && TestDatabase.Servers.Count > 0
                ? base.Discover(discoveryOptions, testMethod, factAttribute)
                : new([]);
    }
}
