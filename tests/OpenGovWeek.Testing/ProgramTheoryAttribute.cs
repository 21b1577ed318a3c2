using System.Runtime.CompilerServices;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace OpenGovWeek.Testing;

/// <summary>A theory that needs a database server and a program of the machine; where either is missing there is no such test.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(Discoverer))]
public sealed class ProgramTheoryAttribute(string program, [CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : TheoryAttribute(file, line)
{
    /// <summary>Name of the program on the PATH.</summary>
    public string Program { get; } = program;

    private sealed class Discoverer : TheoryDiscoverer
    {
        public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
            ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
            Installed.Find(((ProgramTheoryAttribute)factAttribute).Program) is null || TestDatabase.Servers.Count == 0
                ? new([])
                : base.Discover(discoveryOptions, testMethod, factAttribute);
    }
}
