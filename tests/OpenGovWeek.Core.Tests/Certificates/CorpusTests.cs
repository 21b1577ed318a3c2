using System.Collections.Concurrent;
using System.Text;
using OpenGovWeek.Certificates;
using OpenGovWeek.Core.Attendees;
using UglyToad.PdfPig;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>A thousand awkward names: each reads back from the paper as it was typed, or is refused at registration with what cannot be printed.</summary>
public sealed class CorpusTests
{
    private static readonly Lazy<IReadOnlyList<(string Name, byte[] File)>> Printing = new(() =>
        [.. AwkwardNames.All.Where(IsPrintable).AsParallel().AsOrdered().Select(name => (name, Engine.OfThisBuild.Render(CertificateSample.For(name))))]);

    /// <summary>A certificate for each name that can be printed.</summary>
    internal static IReadOnlyList<(string Name, byte[] File)> Papers => Printing.Value;

    [Fact]
    public void There_are_a_thousand_different_ones() => Assert.Equal(1000, AwkwardNames.All.Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Each_reads_back_from_the_paper_as_it_was_typed()
    {
        Assert.InRange(Papers.Count, 950, AwkwardNames.All.Count);
        var wrong = new ConcurrentBag<string>();
        Parallel.ForEach(Papers, paper =>
        {
            var (name, file) = paper;
            using var pdf = PdfDocument.Open(file);
            var text = pdf.GetPage(1).Text;
            var start = text.IndexOf("Se otorga a ", StringComparison.Ordinal) + "Se otorga a ".Length;
            var read = text[start..text.IndexOf(" por haber asistido ", start, StringComparison.Ordinal)].Normalize(NormalizationForm.FormC);
            if (read != Printed(name))
                wrong.Add($"{Printed(name)} | {read}");
        });
        Assert.Empty(wrong);
    }

    [Fact]
    public void What_cannot_be_printed_is_named_at_registration()
    {
        var refused = AwkwardNames.All.Where(name => !IsPrintable(name)).ToList();
        Assert.InRange(refused.Count, 5, 50);
        foreach (var name in refused)
        {
            if (Registered(name) is { } registered)
                Assert.NotEmpty(Engine.OfThisBuild.UndrawableCharacters(DefaultLook.Fonts, registered));
        }
    }

    /// <summary>Whether a name may be registered and drawn.</summary>
    internal static bool IsPrintable(string name) =>
        Registered(name) is { } registered && Engine.OfThisBuild.UndrawableCharacters(DefaultLook.Fonts, registered).Count == 0;

    /// <summary>A name as it stands on paper.</summary>
    internal static string Printed(string name) => Registered(name)!;

    private static string? Registered(string name)
    {
        try
        {
            return PersonName.Parse(name);
        }
        catch (RuleException)
        {
            return null;
        }
    }
}
