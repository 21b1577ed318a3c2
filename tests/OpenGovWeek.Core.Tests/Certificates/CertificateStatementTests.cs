using OpenGovWeek.Core.Certificates;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

public sealed class CertificateStatementTests
{
    [Fact]
    public void Own_words_may_hold_every_placeholder_of_their_kind()
    {
        foreach (var (parse, known) in ((Func<string, string?>, IReadOnlyList<string>)[])
            [(typed => CertificateStatement.ForDay(typed, "s"), CertificateStatement.DayPlaceholders), (typed => CertificateStatement.ForEvent(typed, "s"), CertificateStatement.EventPlaceholders)])
        {
            var all = string.Join(' ', known.Select(name => $"{{{name}}}"));
            Assert.Equal(all, parse(all));
        }
    }

    [Fact]
    public void Every_placeholder_that_is_accepted_is_filled()
    {
        var policy = CertificateSample.Signed(0);
        policy.DayStatement = CertificateStatement.ForDay(string.Join(' ', CertificateStatement.DayPlaceholders.Select(name => $"{{{name}}}")), "s");
        policy.EventStatement = CertificateStatement.ForEvent(string.Join(' ', CertificateStatement.EventPlaceholders.Select(name => $"{{{name}}}")), "s");
        Assert.DoesNotContain('{', CertificateSample.TextOf(CertificateSample.Compose(CertificateSample.Facts, policy), CertificateRole.Statement));
        Assert.DoesNotContain('{', CertificateSample.TextOf(CertificateSample.Compose(CertificateSample.Week, policy), CertificateRole.Statement));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Nothing_typed_means_the_applications_own_words(string? typed) => Assert.Null(CertificateStatement.ForDay(typed, "s"));

    [Theory]
    [InlineData("Asistió a {dia}.", "statement-placeholder")]
    [InlineData("Asistió {days} días.", "statement-placeholder")]
    [InlineData("Asistió a {day", "statement-brace")]
    public void What_cannot_be_filled_is_refused(string typed, string code) =>
        Assert.Equal(code, Assert.Throws<RuleException>(() => CertificateStatement.ForDay(typed, "s")).Code);

    [Fact]
    public void Too_much_is_refused() => Assert.Throws<RuleException>(() => CertificateStatement.ForEvent(new string('a', CertificateStatement.Max + 1), "s"));
}
