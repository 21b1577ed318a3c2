using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace OpenGovWeek.Core.Tests;

/// <summary>References run one way, and the rules stay pure.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>What each project may refer to.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["OpenGovWeek.Core"] = [],
        ["OpenGovWeek.Data"] = ["OpenGovWeek.Core"],
        ["OpenGovWeek.Data.Sqlite"] = ["OpenGovWeek.Core", "OpenGovWeek.Data"],
        ["OpenGovWeek.Data.SqlServer"] = ["OpenGovWeek.Core", "OpenGovWeek.Data"],
        ["OpenGovWeek.Data.PostgreSql"] = ["OpenGovWeek.Core", "OpenGovWeek.Data"],
        ["OpenGovWeek.Certificates"] = ["OpenGovWeek.Core"],
        ["OpenGovWeek.Certificates.QuestPdf"] = ["OpenGovWeek.Core", "OpenGovWeek.Certificates"],
        ["OpenGovWeek.Web"] =
        [
            "OpenGovWeek.Core", "OpenGovWeek.Data", "OpenGovWeek.Data.Sqlite", "OpenGovWeek.Data.SqlServer", "OpenGovWeek.Data.PostgreSql", "OpenGovWeek.Certificates",
            "OpenGovWeek.Certificates.QuestPdf",
        ],
    };

    private static string Sources => Path.Combine(Repository.Root, "src");

    [Fact]
    public void References_run_one_way()
    {
        var projects = Directory.EnumerateFiles(Sources, "*.csproj", SearchOption.AllDirectories).ToDictionary(path => Path.GetFileNameWithoutExtension(path));

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), projects.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, path) in projects)
        {
            var references = Includes(path, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));
            Assert.Empty(references.Except(Allowed[name]).Select(reference => $"{name} -> {reference}"));
        }
    }

    [Fact]
    public void Core_has_no_package() =>
        Assert.Empty(Includes(Path.Combine(Sources, "OpenGovWeek.Core", "OpenGovWeek.Core.csproj"), "PackageReference"));

    [Fact]
    public void Data_has_no_provider()
    {
        var packages = Includes(Path.Combine(Sources, "OpenGovWeek.Data", "OpenGovWeek.Data.csproj"), "PackageReference");

        Assert.DoesNotContain(packages, package => ProviderPackage().IsMatch(package));
    }

    [Fact]
    public void Core_takes_no_time_and_touches_nothing_outside()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Sources, "OpenGovWeek.Core"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !IsBuilt(path))
            .ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files
            .SelectMany(path => ImpureWord().Matches(File.ReadAllText(path)).Select(match => $"{Path.GetRelativePath(Sources, path)}: {match.Value}")));
    }

    [Theory]
    [InlineData("var at = DateTime.UtcNow;")]
    [InlineData("TimeProvider clock")]
    [InlineData("Stopwatch.StartNew()")]
    [InlineData("Guid.CreateVersion7()")]
    [InlineData("File.ReadAllText(path)")]
    [InlineData("new HttpClient()")]
    [InlineData("Environment.TickCount64")]
    public void The_search_for_impure_words_finds_them(string code) => Assert.Matches(ImpureWord(), code);

    private static IEnumerable<string> Includes(string project, string element) =>
        XDocument.Load(project).Descendants(element).Select(item => item.Attribute("Include")?.Value).OfType<string>();

    private static bool IsBuilt(string path) =>
        Path.GetRelativePath(Sources, path).Split(Path.DirectorySeparatorChar) is [_, "bin" or "obj", ..];

    [GeneratedRegex(@"Sqlite|SqlServer|Npgsql|MySql|Oracle", RegexOptions.IgnoreCase)]
    private static partial Regex ProviderPackage();

    [GeneratedRegex(@"\b(DateTime(Offset)?\.(UtcNow|Now|Today)|TimeProvider|Stopwatch|Guid\.CreateVersion7\(\)|Environment\.|File\.\w+\(|Directory\.|HttpClient|Task\.Delay|Thread\.|Console\.|TimeZoneInfo\.Local)")]
    private static partial Regex ImpureWord();
}
