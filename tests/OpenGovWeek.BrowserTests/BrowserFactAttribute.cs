using System.Runtime.CompilerServices;
using OpenGovWeek.Testing;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace OpenGovWeek.BrowserTests;

/// <summary>A test in Chromium; on a machine without it there is no such test.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(Discoverer))]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Timeout = Chromium.LongestTest;

    private sealed class Discoverer : FactDiscoverer
    {
        public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
            ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
            Installed.Chromium is null ? new([]) : base.Discover(discoveryOptions, testMethod, factAttribute);
    }
}

/// <summary>A theory in Chromium; on a machine without it there is no such test.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(Discoverer))]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Timeout = Chromium.LongestTest;

    private sealed class Discoverer : TheoryDiscoverer
    {
        public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
            ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
            Installed.Chromium is null ? new([]) : base.Discover(discoveryOptions, testMethod, factAttribute);
    }
}
