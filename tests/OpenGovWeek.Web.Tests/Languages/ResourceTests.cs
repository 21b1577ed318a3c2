using System.Text.RegularExpressions;
using System.Xml.Linq;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Languages;

public sealed partial class ResourceTests
{
    private static readonly string Source = Repository.PathOf("src");

    /// <summary>Every Spanish resource file, as a path below src.</summary>
    public static TheoryData<string> Files =>
        [.. SourceFiles("*.resx").Where(path => !path.EndsWith(".en.resx", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(Source, path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void English_says_what_Spanish_says_with_the_same_places_to_fill(string file)
    {
        var spanish = Read(Path.Combine(Source, file));
        var english = Read(Path.Combine(Source, Path.ChangeExtension(file, ".en.resx")));

        Assert.Equal(spanish.Keys.Order(), english.Keys.Order());
        foreach (var (key, text) in spanish)
        {
            Assert.False(string.IsNullOrWhiteSpace(text), key);
            Assert.False(string.IsNullOrWhiteSpace(english[key]), key);
            Assert.Equal((key, PlacesIn(text)), (key, PlacesIn(english[key])));
        }
    }

    [Fact]
    public void No_English_file_stands_alone() => Assert.All(
        SourceFiles("*.en.resx"), path => Assert.True(File.Exists(path.Replace(".en.resx", ".resx", StringComparison.Ordinal)), path));

    [Fact]
    public void Every_broken_rule_can_be_said()
    {
        var texts = Read(Path.Combine(Source, "OpenGovWeek.Web", "Http", "RuleTexts.resx"));
        var codes = SourceFiles("*.cs").SelectMany(path => Codes().Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.True(codes.Count > 20, "The search for rules finds too few of them.");
        Expect.None(codes.Where(code => !texts.ContainsKey($"Rule_{code}")).Order());
    }

    /// <summary>What stands between tags and in attributes that people are read, after everything that Razor computes is taken out.</summary>
    [Fact]
    public void No_page_has_words_of_its_own()
    {
        var found = SourceFiles("*.cshtml").SelectMany(path => File.ReadLines(path)
            .Where(line => !line.TrimStart().StartsWith('@'))
            .SelectMany(line => Words().Matches(Computed().Replace(line, "")).Select(match => $"{Path.GetFileName(path)}: {match.Value.Trim()}")));

        Expect.None(found.Where(words => !Names().IsMatch(words)));
    }

    private static IEnumerable<string> SourceFiles(string pattern) => Directory.EnumerateFiles(Source, pattern, SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(Source, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    private static Dictionary<string, string> Read(string path) =>
        XDocument.Load(path).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string PlacesIn(string text) => string.Join(' ', Places().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{[A-Za-z0-9]+")]
    private static partial Regex Places();

    [GeneratedRegex(@"new RuleException\(\s*""([a-z-]+)""")]
    private static partial Regex Codes();

    [GeneratedRegex(@"@\*.*?\*@|@[\w.]+\([^<>]*?\)|@\([^<>]*?\)|@[\w.]+(\[[^\]]*\])?|@@|&[a-z]+;")]
    private static partial Regex Computed();

    [GeneratedRegex(@"(?<=>)(?<!data-text=""data"">)[^<>@{}=;()\[\]]*\p{L}{3,}[^<>@{}=;()\[\]]*(?=<)|(?<=\s(aria-label|title|alt|placeholder)="")[^""@]*\p{L}{3,}[^""@]*(?="")")]
    private static partial Regex Words();

    // Names of languages are said in those languages, the name of the software in its own, and a command as it is typed.
    [GeneratedRegex(@": (Español|English|OpenGovWeek|QR|dotnet run .*)$")]
    private static partial Regex Names();
}
