using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenGovWeek.Testing;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>A test with the programs of poppler and qpdf; on a machine without them there is no such test.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(Discoverer))]
public sealed class PaperFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : FactAttribute(file, line)
{
    private sealed class Discoverer : FactDiscoverer
    {
        public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
            ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
            Installed.Poppler is null || Installed.Qpdf is null ? new([]) : base.Discover(discoveryOptions, testMethod, factAttribute);
    }
}

/// <summary>Files of certificates, to show them to the programs that others open them with.</summary>
internal sealed class PaperFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opengovweek-");

    internal string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Keeps a file.</summary>
    /// <returns>Its path.</returns>
    internal string Write(string name, byte[] file)
    {
        File.WriteAllBytes(this[name], file);
        return this[name];
    }

    /// <summary>What a program of poppler says.</summary>
    internal static string Poppler(string program, params string[] arguments) => Run(Path.Combine(Path.GetDirectoryName(Installed.Poppler)!, program), arguments);

    /// <summary>What qpdf says.</summary>
    internal static string Qpdf(params string[] arguments) => Run(Installed.Qpdf!, arguments);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{Path.GetFileName(program)} ended with {process.ExitCode}: {said}{errors.GetAwaiter().GetResult()}");
        return said;
    }
}
