using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Certificates;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

public sealed class DocumentMaskTests
{
    [Theory]
    [InlineData("45678901", "*****901")]
    [InlineData("CE-001234", "******234")]
    [InlineData("1234", "*234")]
    [InlineData("123", "***")]
    [InlineData("", "")]
    public void All_but_the_last_three_characters_are_hidden(string number, string masked) => Assert.Equal(masked, DocumentMask.Of(number));

    [Fact]
    public void A_text_never_shows_the_number() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<NonNull<string>>(), (number, text) =>
        {
            var document = $"DNI{number.Get + 1000}";
            return !DocumentMask.In($"{text.Get}{document}, {document.ToLowerInvariant()} {text.Get}", document).Contains(document, StringComparison.OrdinalIgnoreCase);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_number_a_text_stays_as_it_is(string? number) => Assert.Equal("Se otorga a", DocumentMask.In("Se otorga a", number));
}
