using System.Text;
using FsCheck.Fluent;
using OpenGovWeek.Core.Text;
using Xunit;

namespace OpenGovWeek.Core.Tests.Text;

public sealed class PlainTextTests
{
    private static readonly string[] Pieces =
    [
        "a", "Ñ", "n\u0303", "é", "e\u0301", "\u0301", " ", "  ", "\t", "\n", "\r\n", "\n\n\n", "\u00A0", "\u2028", "\u3000", "\u2002", "\u2000", "\u212B",
        "😀", "👩\u200D💻", "❤\uFE0F", "1", "?", "¿", "<b>", "&", "ﬁ", "각", "\u1100\u1161", "\u0344",
    ];

    [Theory]
    [InlineData("  María   José  ", "María José")]
    [InlineData("Mari\u0301a", "María")]
    [InlineData("una\tdos\r\ntres\u00A0cuatro\u2028cinco", "una dos tres cuatro cinco")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    public void A_line_is_trimmed_composed_and_its_white_space_collapsed(string typed, string expected) =>
        Assert.Equal(expected, PlainText.Line(typed, 1, 100, "name"));

    [Theory]
    [InlineData("  uno  dos \r\n  tres ", "uno dos\ntres")]
    [InlineData("uno\n\n\n\n \n\ndos", "uno\n\ndos")]
    [InlineData("\n\nuno\ndos\n\n", "uno\ndos")]
    [InlineData("uno\rdos\u0085tres\u2028cuatro\u2029cinco", "uno\ndos\ntres\ncuatro\ncinco")]
    public void Lines_keep_at_most_one_blank_line_between_them(string typed, string expected) =>
        Assert.Equal(expected, PlainText.Lines(typed, 1, 100, "text"));

    [Theory]
    [InlineData("\u0000", "U+0000")]
    [InlineData("\u0007", "U+0007")]
    [InlineData("\u001B", "U+001B")]
    [InlineData("\u007F", "U+007F")]
    [InlineData("\u009F", "U+009F")]
    [InlineData("\u00AD", "U+00AD")]
    [InlineData("\u034F", "U+034F")]
    [InlineData("\u061C", "U+061C")]
    [InlineData("\u180E", "U+180E")]
    [InlineData("\u200B", "U+200B")]
    [InlineData("\u200C", "U+200C")]
    [InlineData("\u200D", "U+200D")]
    [InlineData("\u200E", "U+200E")]
    [InlineData("\u200F", "U+200F")]
    [InlineData("\u202A", "U+202A")]
    [InlineData("\u202B", "U+202B")]
    [InlineData("\u202C", "U+202C")]
    [InlineData("\u202D", "U+202D")]
    [InlineData("\u202E", "U+202E")]
    [InlineData("\u2060", "U+2060")]
    [InlineData("\u2066", "U+2066")]
    [InlineData("\u2067", "U+2067")]
    [InlineData("\u2068", "U+2068")]
    [InlineData("\u2069", "U+2069")]
    [InlineData("\u2800", "U+2800")]
    [InlineData("\u3164", "U+3164")]
    [InlineData("\uE000", "U+E000")]
    [InlineData("\uFE0F", "U+FE0F")]
    [InlineData("\uFDD0", "U+FDD0")]
    [InlineData("\uFEFF", "U+FEFF")]
    [InlineData("\uFFFE", "U+FFFE")]
    [InlineData("\U0001FFFF", "U+1FFFF")]
    [InlineData("\U000E0041", "U+E0041")]
    [InlineData("\U000F0000", "U+F0000")]
    public void A_character_that_nobody_sees_is_refused_by_name(string character, string name)
    {
        foreach (var typed in new[] { character + "Ana", "A" + character + "na", "Ana" + character })
        {
            Assert.Equal([name], Refusal.Of("text-characters", () => PlainText.Line(typed, 1, 100, "name")).Detail);
            Assert.Equal([name], Refusal.Of("text-characters", () => PlainText.Lines(typed, 1, 100, "text")).Detail);
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.Equal(["U+D83D"], Refusal.Of("text-characters", () => PlainText.Line("Ana" + '\uD83D', 1, 100, "name")).Detail);
        Assert.Equal(["U+DE00"], Refusal.Of("text-characters", () => PlainText.Lines('\uDE00' + "Ana", 1, 100, "text")).Detail);
    }

    [Theory]
    [InlineData("👩\u200D💻 gracias")]
    [InlineData("🏳\uFE0F\u200D🌈")]
    [InlineData("🧑🏽\u200D🤝\u200D🧑🏾")]
    [InlineData("❤\uFE0F\u200D🔥")]
    [InlineData("1\uFE0F\u20E3 primero")]
    public void Emoji_sequences_stay_in_several_lines_and_not_in_one(string typed)
    {
        Assert.Equal(typed, PlainText.Lines(typed, 1, 100, "text"));
        Refusal.Of("text-characters", () => PlainText.Line(typed, 1, 100, "name"));
    }

    [Theory]
    [InlineData("👩\u200Dabc")]
    [InlineData("a\u200D💻")]
    [InlineData("👩\u200D")]
    [InlineData("👩\u200C💻")]
    public void A_joiner_that_joins_no_emoji_is_refused(string typed) =>
        Refusal.Of("text-characters", () => PlainText.Lines(typed, 1, 100, "text"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n\u00A0")]
    public void Nothing_but_white_space_is_empty(string? typed)
    {
        Assert.Equal("name", Refusal.Of("text-empty", () => PlainText.Line(typed, 2, 100, "name")).Field);
        Assert.Equal("text", Refusal.Of("text-empty", () => PlainText.Lines(typed, 2, 100, "text")).Field);
    }

    [Fact]
    public void Length_counts_code_points_of_the_result()
    {
        Assert.Equal(10, PlainText.Length(PlainText.Line(string.Concat(Enumerable.Repeat("😀", 10)), 10, 10, "name")));
        Assert.Equal("ñandú", PlainText.Line("n\u0303andu\u0301", 5, 5, "name"));
        Assert.Equal([5], Refusal.Of("text-too-long", () => PlainText.Line("ñandús", 1, 5, "name")).Detail);
        Assert.Equal([7], Refusal.Of("text-too-short", () => PlainText.Line("ñandús", 7, 9, "name")).Detail);
    }

    [Fact]
    public void Normalising_what_is_normalised_changes_nothing() => Always.Hold(
        Gen.Elements(Pieces).ListOf().Select(string.Concat).Where(text => !string.IsNullOrWhiteSpace(text)),
        typed =>
        {
            var lines = PlainText.Lines(typed, 1, 10_000, "text");
            Assert.Equal(lines, PlainText.Lines(lines, 1, 10_000, "text"));
            Assert.True(lines.IsNormalized(NormalizationForm.FormC));
            Assert.DoesNotContain("\n\n\n", lines, StringComparison.Ordinal);
            Assert.Equal(lines, lines.Trim());
        });

    [Fact]
    public void A_line_has_no_other_white_space_than_single_spaces() => Always.Hold(
        Gen.Elements(Pieces.Where(piece => !piece.Contains('\u200D') && !piece.Contains('\uFE0F')).ToArray()).ListOf().Select(string.Concat).Where(text => !string.IsNullOrWhiteSpace(text)),
        typed =>
        {
            var line = PlainText.Line(typed, 1, 10_000, "name");
            Assert.Equal(line, PlainText.Line(line, 1, 10_000, "name"));
            Assert.DoesNotContain(line, sign => sign != ' ' && char.IsWhiteSpace(sign));
            Assert.DoesNotContain("  ", line, StringComparison.Ordinal);
        });
}
