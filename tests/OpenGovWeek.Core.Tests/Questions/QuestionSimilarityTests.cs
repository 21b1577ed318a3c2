using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Questions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Questions;

public sealed class QuestionSimilarityTests
{
    private static readonly Gen<string> Texts =
        from words in Gen.Elements(
            "¿Cuándo", "¿quién", "responde", "reclamos", "el", "año", "señor", "2021", "2023", "RENIEC", "SUNAT", "no", "municipalidad", "publicará", "publicó",
            "trámite", "pingüino", "Ñaña", "positivo", "negativo", "h", "ñ", "de", "un", "qué", "quechua", "lluvia", "guía").NonEmptyListOf()
        select string.Join(' ', words);

    [Fact]
    public void A_question_is_itself() => Always.Hold(Texts, text => Assert.Equal(1, QuestionSimilarity.Score(text, text), 1e-12));

    [Fact]
    public void It_is_the_same_in_both_directions_and_never_outside_0_to_1() => Always.Hold(Texts.Two(), two =>
    {
        var score = QuestionSimilarity.Score(two.Item1, two.Item2);

        Assert.Equal(score, QuestionSimilarity.Score(two.Item2, two.Item1), 1e-12);
        Assert.InRange(score, 0, 1);
    });

    [Fact]
    public void Shouting_missing_accents_and_punctuation_change_nothing() => Always.Hold(Texts.Two(), two =>
    {
        var (text, other) = two;
        var score = QuestionSimilarity.Score(text, other);
        string[] variants =
        [
            text.ToUpperInvariant(),
            text.Normalize(NormalizationForm.FormD),
            WithoutAccents(text),
            $"  ¡¡ {text.Replace(" ", " ... ", StringComparison.Ordinal)} !!",
        ];

        Assert.All(variants, variant => Assert.Equal(score, QuestionSimilarity.Score(variant, other), 1e-12));
        Assert.All(variants, variant => Assert.Equal(1, QuestionSimilarity.Score(variant, text), 1e-12));
    });

    [Theory]
    [InlineData("¿A qué hora es?", "a que hora es")]
    [InlineData("El año del niño", "EL AÑO DEL NIÑO")]
    public void Accents_go_and_the_n_with_tilde_stays(string one, string other)
    {
        Assert.Equal(SpanishWords.Of(one), SpanishWords.Of(other));
        Assert.NotEqual(SpanishWords.Of("ano"), SpanishWords.Of("año"));
    }

    [Theory]
    [InlineData("publicaran", "publicar")]
    [InlineData("municipalidades", "municipalidad")]
    [InlineData("denuncio", "denunciar")]
    [InlineData("valor", "balor")]
    [InlineData("digital", "dijital")]
    [InlineData("quechuas", "quechua")]
    public void Forms_and_slips_of_a_word_have_one_stem(string one, string other) =>
        Assert.Equal(SpanishWords.Stem(one), SpanishWords.Stem(other));

    [Theory]
    [InlineData("¿Qué compromisos se cumplieron en 2022?", "¿Qué compromisos se cumplieron en 2019?")]
    [InlineData("¿Qué compromisos se cumplieron en 2022?", "¿Qué compromisos no se cumplieron en 2022?")]
    [InlineData("¿Por qué demora tanto el trámite en la Sunarp?", "¿Por qué demora tanto el trámite en la Sunat?")]
    [InlineData("¿Cuándo se publica el informe anual?", "¿Quién publica el informe anual?")]
    [InlineData("¿Cuándo se aplica el silencio administrativo positivo?", "¿Cuándo se aplica el silencio administrativo negativo?")]
    [InlineData("¿Llegará el centro de atención a Puno?", "¿Llegará el centro de atención a Tacna?")]
    public void One_word_that_matters_keeps_questions_apart(string one, string other)
    {
        var score = QuestionSimilarity.Score(one, other);

        Assert.True(score < QuestionSimilarity.Duplicate, $"{score}");
    }

    [Fact]
    public void Nothing_is_like_a_text_without_letters()
    {
        Assert.Equal(0, QuestionSimilarity.Score("🌽 ???", "¿Cuándo?"));
        Assert.Equal(0, QuestionSimilarity.Score("", ""));
    }

    private static string WithoutAccents(string text) =>
        new([.. text.Select(letter => "áéíóúüÁÉÍÓÚÜ".IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? "aeiouuAEIOUU"[at] : letter)]);
}
