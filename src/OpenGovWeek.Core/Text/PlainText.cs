using System.Globalization;
using System.Text;

namespace OpenGovWeek.Core.Text;

/// <summary>
/// What people type, made safe to show and to compare: NFC, trimmed, white space collapsed.
/// Characters that are not seen, or that turn others around, are refused instead of removed: who pasted them should know.
/// Lengths are code points of the result (Unicode scalar values), so a column needs twice as many UTF-16 units.
/// </summary>
public static class PlainText
{
    private static readonly HashSet<int> Blanks = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0];

    /// <summary>One line: every run of white space, line breaks included, becomes one space. No invisible character at all.</summary>
    /// <param name="input">As typed; null counts as empty.</param>
    /// <param name="min">Least number of code points, 1 or more.</param>
    /// <param name="max">Largest number of code points.</param>
    /// <param name="field">Name of the field that errors carry.</param>
    /// <exception cref="RuleException">
    /// <c>text-empty</c>; <c>text-too-short</c> (detail: min); <c>text-too-long</c> (detail: max); <c>text-characters</c> (detail: such as "U+202E").
    /// </exception>
    public static string Line(string? input, int min, int max, string field)
    {
        var text = Normalized(input, emoji: false, field);
        return OfLength(Collapsed(text), min, max, field);
    }

    /// <summary>Several lines: spaces collapse within a line, line breaks become LF, and no more than one blank line stays between two lines. Emoji sequences are kept.</summary>
    /// <inheritdoc cref="Line"/>
    public static string Lines(string? input, int min, int max, string field)
    {
        var text = Normalized(input, emoji: true, field).ReplaceLineEndings("\n");
        var result = new StringBuilder(text.Length);
        var blank = 0;
        foreach (var raw in text.Split('\n'))
        {
            var line = Collapsed(raw);
            if (line.Length == 0)
            {
                blank++;
                continue;
            }

            if (result.Length > 0)
            {
                result.Append('\n', blank > 0 ? 2 : 1);
            }

            result.Append(line);
            blank = 0;
        }

        return OfLength(result.ToString(), min, max, field);
    }

    /// <summary>Number of code points, as every limit of this class counts.</summary>
    public static int Length(string text) => text.EnumerateRunes().Count();

    private static string OfLength(string text, int min, int max, string field)
    {
        if (text.Length == 0)
        {
            throw new RuleException("text-empty", field: field);
        }

        var length = Length(text);
        if (length < min)
        {
            throw new RuleException("text-too-short", field: field, detail: min);
        }

        return length <= max ? text : throw new RuleException("text-too-long", field: field, detail: max);
    }

    private static string Collapsed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Normalized(string? input, bool emoji, string field)
    {
        var text = input ?? "";
        var runes = new List<Rune>(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                throw Refused(text[at], field);
            }

            runes.Add(rune);
            at += rune.Utf16SequenceLength;
        }

        for (var index = 0; index < runes.Count; index++)
        {
            if (!IsAllowed(runes, index, emoji))
            {
                throw Refused(runes[index].Value, field);
            }
        }

        return text.Normalize(NormalizationForm.FormC);
    }

    private static RuleException Refused(int value, string field) =>
        new("text-characters", field: field, detail: "U+" + value.ToString("X4", CultureInfo.InvariantCulture));

    private static bool IsAllowed(List<Rune> runes, int index, bool emoji)
    {
        var rune = runes[index];
        if (Rune.IsWhiteSpace(rune))
        {
            return true;
        }

        if (IsVariationSelector(rune.Value))
        {
            return emoji && index > 0 && IsEmojiBase(runes[index - 1]);
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate => false,
            UnicodeCategory.Format => emoji && rune.Value == 0x200D && JoinsEmoji(runes, index),
            _ => !IsNoncharacter(rune.Value) && !Blanks.Contains(rune.Value),
        };
    }

    private static bool JoinsEmoji(List<Rune> runes, int index)
    {
        var before = index - 1;
        while (before >= 0 && (runes[before].Value == 0xFE0F || IsSkinTone(runes[before].Value)))
        {
            before--;
        }

        return before >= 0 && index + 1 < runes.Count && IsPictograph(runes[before]) && IsPictograph(runes[index + 1]);
    }

    private static bool IsEmojiBase(Rune rune) => IsPictograph(rune) || rune.Value is '#' or '*' or (>= '0' and <= '9');

    private static bool IsPictograph(Rune rune) =>
        rune.Value is >= 0x2190 or 0xA9 or 0xAE
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol;

    private static bool IsSkinTone(int value) => value is >= 0x1F3FB and <= 0x1F3FF;

    private static bool IsVariationSelector(int value) => value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x180B and <= 0x180F);

    private static bool IsNoncharacter(int value) => value is >= 0xFDD0 and <= 0xFDEF || (value & 0xFFFE) == 0xFFFE;
}
