using System.Runtime.CompilerServices;
using OpenGovWeek.Testing;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace OpenGovWeek.Web.Tests.Certificates;

/// <summary>A theory with pdfsig and qpdf, which others wrote; on a machine without either there is no such test.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(Discoverer))]
public sealed class PdfToolTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : TheoryAttribute(file, line)
{
    private sealed class Discoverer : TheoryDiscoverer
    {
        public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
            ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
            Installed.Pdfsig is null || Installed.Qpdf is null ? new([]) : base.Discover(discoveryOptions, testMethod, factAttribute);
    }
}
