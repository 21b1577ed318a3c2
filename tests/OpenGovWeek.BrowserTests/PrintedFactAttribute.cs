using System.Runtime.CompilerServices;
using OpenGovWeek.Testing;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace OpenGovWeek.BrowserTests;

/// <summary>A test in Chromium with a paper that poppler renders; on a machine without either there is no such test.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(Discoverer))]
public sealed class PrintedFactAttribute : FactAttribute
{
    public PrintedFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Timeout = Chromium.LongestTest;

    private sealed class Discoverer : FactDiscoverer
    {
        public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
            ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
            Installed.Chromium is null || Installed.Pdftoppm is null ? new([]) : base.Discover(discoveryOptions, testMethod, factAttribute);
    }
}
