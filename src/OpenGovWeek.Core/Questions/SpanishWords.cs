using System.Globalization;
using System.Text;

namespace OpenGovWeek.Core.Questions;

/// <summary>
/// The words of a Spanish text, made equal however it was typed: lower case, without accents but with the ñ, which is a letter of its own,
/// and without punctuation. Words of other languages pass through the same way.
/// </summary>
public static class SpanishWords
{
    private const char Tilde = '\u0303';

    // Endings of inflection and derivation, after the light stemmers of J. Savoy (CLEF 2001) and the endings of M. Porter's Snowball for Spanish,
    // with the future that questions to the State abound in. The longest that fits is taken off, once.
    private static readonly string[] Endings =
    [
        .. """
            aciones acion ciones cion siones sion amientos imientos amiento imiento mente idades idad ables able ibles ible
            adores adoras ador adora edores edor antes ante
            arselos arselas arse erse irse arlos arlas arlo arla erlos erlas erlo erla irlos irlas irlo irla
            arme erme irme arnos ernos irnos arles erles arle erle irle
            ariamos aremos eremos iremos aran eran iran ara era ira arian erian irian aria eria iria
            ando iendo yendo ados adas ado ada idos idas ido ida aron ieron aban aba ian ia amos emos imos
            ios ias io ivos ivas ivo iva ales al ar er ir an en as es os a e o s
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .OrderByDescending(ending => ending.Length),
    ];

    private const int ShortestStem = 4;

    // Words that say nothing of what a question is about: articles, pronouns, prepositions, auxiliaries, courtesies.
    private static readonly HashSet<string> Fillers =
    [
        .. """
            a al algo algun alguna algunas alguno algunos ahi ahora ante antes aqui asi aun aunque bien buen buena buenas bueno buenos cada como con
            cual cuales cuando cuanto cuanta cuantas cuantos de debe deben debo del desde despues dia dias donde dos e el ella ellas ellos en entonces
            entre era es esa esas ese eso esos esta estan estar estara estas este esto estos estoy favor fue fueron gracias ha haber habra hace hacen
            hacer hago han hara haran hasta hay he hola i ir la las le les lo los mas me mi mis mismo mucha muchas mucho muchos muy nada ni no noches
            nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para partir pero poco podemos podra podran podria podrian por
            porque pregunta pueda puede pueden puedo pues que queremos quien quienes quiero quisiera saber saludos se sea segun señor señora ser sera
            seran si sido siempre sin sobre solo son soy su sus tal tambien tan tanta tanto tardes te tendra tendran tener tenemos tengo tiene tienen
            toda todas todo todos tu tus u un una unas uno unos usted ustedes va vamos van voy y ya yo consulta estimado estimados
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>The words in their order, folded; none for a text without letters and digits.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in Letters(text).ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (letter == Tilde && word is [.., 'n'])
            {
                word[^1] = 'ñ';
            }
            else if (char.IsLetterOrDigit(letter))
            {
                word.Append(letter);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>The words that a text is about; all of them when it has no other.</summary>
    /// <param name="words">What <see cref="Of"/> gave.</param>
    public static IReadOnlyList<string> Content(IReadOnlyList<string> words)
    {
        var content = words.Where(word => !Fillers.Contains(word)).ToList();
        return content.Count > 0 ? content : words;
    }

    /// <summary>
    /// What the forms of a word have in common, written as it sounds in Peru: b and v, s and z and soft c, ll and y, and the silent h are often
    /// confounded. Short words and numbers lose only a plural s.
    /// </summary>
    /// <param name="word">A folded word.</param>
    public static string Stem(string word)
    {
        if (char.IsAsciiDigit(word[0]))
        {
            return word;
        }

        if (word.Length <= ShortestStem)
        {
            return word is { Length: ShortestStem } && word.EndsWith('s') ? word[..^1] : word;
        }

        var ending = Array.Find(Endings, ending => word.Length - ending.Length >= ShortestStem && word.EndsWith(ending, StringComparison.Ordinal));
        var stem = word[..^(ending?.Length ?? 0)];
        return Sound(stem.Length > ShortestStem && stem.EndsWith('i') ? stem[..^1] : stem);
    }

    // No letter of a Spanish word is one of these, and halves of a pair cannot be normalised.
    private static string Letters(string text) =>
        string.Create(text.Length, text, (letters, from) =>
        {
            for (var at = 0; at < letters.Length; at++)
            {
                letters[at] = char.IsSurrogate(from[at]) || from[at] == '\uFFFE' ? ' ' : from[at];
            }
        });

    private static string Sound(string stem)
    {
        var sound = new StringBuilder(stem.Length);
        for (var at = 0; at < stem.Length; at++)
        {
            var next = at + 1 < stem.Length ? stem[at + 1] : '\0';
            var isSoft = next is 'e' or 'i';
            switch (stem[at])
            {
                case 'h' when at == 0:
                    break;
                case 'q' when next == 'u':
                    sound.Append('k');
                    at++;
                    break;
                case 'l' when next == 'l':
                    sound.Append('y');
                    at++;
                    break;
                case 'c' when next != 'h':
                    sound.Append(isSoft ? 's' : 'k');
                    break;
                case 'g' when isSoft:
                    sound.Append('j');
                    break;
                case 'g' when next == 'u' && at + 2 == stem.Length:
                    sound.Append('g');
                    at++;
                    break;
                case 'v':
                    sound.Append('b');
                    break;
                case 'z':
                    sound.Append('s');
                    break;
                default:
                    sound.Append(stem[at]);
                    break;
            }
        }

        return sound.ToString();
    }
}
