using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Polls;
using Xunit;

namespace OpenGovWeek.Core.Tests.Polls;

public sealed class WordFoldTests
{
    /// <summary>As written, and the form by which it is counted as a word and as a text.</summary>
    public static TheoryData<string, string, string> Table => new()
    {
        { "Transparencia", "transparencia", "transparencia" },
        { "  PARTICIPACIÓN   ciudadana ", "participacion ciudadana", "participacion ciudadana" },
        { "año", "año", "año" },
        { "AÑO", "año", "año" },
        { "an\u0303o", "año", "año" },
        { "AN\u0303O", "año", "año" },
        { "ano", "ano", "ano" },
        { "Ñandú", "ñandu", "ñandu" },
        { "pingüino", "pinguino", "pinguino" },
        { "rendicio\u0301n", "rendicion", "rendicion" },
        { "São", "sao", "sao" },
        { "p'unchay", "p’unchay", "p’unchay" },
        { "P’UNCHAY", "p’unchay", "p’unchay" },
        { "p\u02BCunchay", "p’unchay", "p’unchay" },
        { "p´unchay", "p’unchay", "p’unchay" },
        { "punchay", "punchay", "punchay" },
        { "q'illa ch'aska", "q’illa ch’aska", "q’illa ch’aska" },
        { "«¡Transparencia!»", "transparencia", "«¡transparencia!»" },
        { "'integridad'", "integridad", "’integridad’" },
        { "#DatosAbiertos", "datosabiertos", "#datosabiertos" },
        { "¿Más buses? Sí.", "mas buses? si", "¿mas buses? si." },
        { "bien...", "bien", "bien..." },
        { "24/7", "24/7", "24/7" },
        { "🙂", "🙂", "🙂" },
        { "¡¿!?", "", "¡¿!?" },
        { "ÑUQANCHIK", "ñuqanchik", "ñuqanchik" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void What_is_written_is_counted_as_the_table_says(string written, string word, string text)
    {
        Assert.Equal(word, WordFold.Word(written));
        Assert.Equal(text, WordFold.Text(written));
    }

    [Fact]
    public void Folding_again_changes_nothing() => Always.Hold(Texts, text =>
    {
        Assert.Equal(WordFold.Word(text), WordFold.Word(WordFold.Word(text)));
        Assert.Equal(WordFold.Text(text), WordFold.Text(WordFold.Text(text)));
    }, 2000);

    [Fact]
    public void Composed_and_decomposed_letters_are_the_same() => Always.Hold(Texts, text =>
    {
        Assert.Equal(WordFold.Word(text.Normalize(NormalizationForm.FormC)), WordFold.Word(text.Normalize(NormalizationForm.FormD)));
        Assert.Equal(WordFold.Text(text.Normalize(NormalizationForm.FormC)), WordFold.Text(text.Normalize(NormalizationForm.FormD)));
    }, 2000);

    [Fact]
    public void No_case_tells_words_apart_and_an_ñ_always_does() => Always.Hold(Texts, text =>
    {
        Assert.Equal(WordFold.Text(text.ToLowerInvariant()), WordFold.Text(text));
        Assert.NotEqual(WordFold.Text(text + "n"), WordFold.Text(text + "ñ"));
        Assert.NotEqual(WordFold.Word(text + "p’u"), WordFold.Word(text + "pu"));
        Assert.True(WordFold.Text(text).IsNormalized(NormalizationForm.FormC));
    }, 2000);

    private static Gen<string> Texts => Gen.Elements(
            "a", "á", "A", "Á", "a\u0301", "n", "N", "ñ", "Ñ", "n\u0303", "N\u0303", "n\u0301\u0303", "n\u0303\u0301", "ü", "u\u0308", "ç", "İ", "ı", "ß", "ẞ", "Σ", "ς",
            " ", "  ", "'", "’", "ʼ", "´", "`", "¡", "!", "¿", "?", ".", "-", "«", "»", "#", "5", "🙂", "한", "क\u093C", "ﬁ")
        .ListOf().Select(parts => string.Concat(parts));
}
