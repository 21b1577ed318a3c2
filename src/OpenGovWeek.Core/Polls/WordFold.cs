using System.Globalization;
using System.Text;

namespace OpenGovWeek.Core.Polls;

/// <summary>
/// The form by which answers in attendees' own words are the same: case and accents do not tell them apart, but <c>ñ</c> is a letter of its own
/// (<c>año</c> is not <c>ano</c>) and the apostrophe of Quechua and Aimara is one, too (<c>p’unchay</c> is not <c>punchay</c>), however it was typed.
/// Folding what was folded changes nothing.
/// </summary>
public static class WordFold
{
    private const char Apostrophe = '’';

    private static readonly TextInfo Spanish = CultureInfo.GetCultureInfo("es").TextInfo;

    /// <summary>Folds a text: NFC, lower case, no accents, spaces trimmed and single, one apostrophe.</summary>
    public static string Text(string text)
    {
        var decomposed = Spanish.ToLower(text.Normalize(NormalizationForm.FormC)).Normalize(NormalizationForm.FormD);
        var folded = new StringBuilder(decomposed.Length);
        var letter = '\0';
        foreach (var character in decomposed)
        {
            if (character is >= '\u0300' and <= '\u036F')
            {
                if (character == '\u0303' && letter == 'n')
                {
                    folded.Append(character);
                }

                continue;
            }

            letter = character;
            folded.Append(IsApostrophe(character) ? Apostrophe : character);
        }

        return string.Join(' ', folded.ToString().Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Folds a word, without the punctuation around it: <c>«¡Transparencia!»</c> is <c>transparencia</c>. Empty when nothing else was written.</summary>
    public static string Word(string text)
    {
        var folded = Text(text);
        var start = 0;
        var end = folded.Length;
        while (start < end && IsAround(folded[start]))
        {
            start++;
        }

        while (end > start && IsAround(folded[end - 1]))
        {
            end--;
        }

        return folded[start..end];
    }

    // What phones and keyboards offer for it: straight, curly, the modifier letter, and the accents that stand alone.
    private static bool IsApostrophe(char character) => character is '\'' or '’' or '‘' or '\u02BC' or '\u02BB' or '´' or '`';

    // No word of Quechua or Aimara begins or ends with its apostrophe: there it is a quotation mark.
    private static bool IsAround(char character) => char.IsPunctuation(character) || char.IsWhiteSpace(character);
}
