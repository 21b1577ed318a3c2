using System.Runtime.CompilerServices;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace OpenGovWeek.Testing;

/// <summary>A theory that is generated only where a database server is configured, which several nodes can share.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(ServerTheoryDiscoverer))]
public sealed class ServerTheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : TheoryAttribute(sourceFilePath, sourceLineNumber);

/// <summary>Generates nothing where nothing is configured; a run that needs these tests says so in <see cref="Requirements"/>.</summary>
public sealed class ServerTheoryDiscoverer : TheoryDiscoverer
{
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
        TestDatabase.Servers.Count == 0 ? new([]) : base.Discover(discoveryOptions, testMethod, factAttribute);
}
