using System.Text.RegularExpressions;

namespace OpenGovWeek.Core.Questions;

/// <summary>What a question asks for; several may be in one.</summary>
[Flags]
public enum AskedFor
{
    /// <summary>Yes or no, or what cannot be told from the words.</summary>
    Unknown = 0,
    When = 1,
    HowOften = 2,
    HowMuch = 4,
    Who = 8,
    Where = 16,
    Why = 32,
    Definition = 64,
    Which = 128,
    Location = 256,
}

/// <summary>
/// What sets questions apart that are made of nearly the same words: what they ask for, money, a negation, years and other numbers, regions and
/// institutions of Peru, and one of two opposites.
/// </summary>
public sealed partial record QuestionTraits
{
    private static readonly HashSet<string> Regions = Set("""
        amazonas ancash apurimac arequipa ayacucho cajamarca callao cusco cuzco huancavelica huanuco ica junin libertad trujillo chiclayo piura lima
        loreto iquitos moquegua pasco puno tacna tumbes ucayali pucallpa chimbote huaraz huancayo juliaca
        """);

    private static readonly HashSet<string> Institutions = Set("""
        reniec sunat sunarp essalud sis migraciones indecopi osce susalud minsa minedu mef pcm servir contraloria congreso onpe jne mtc mininter
        ositran osiptel osinergmin sunass sunafil sunedu banco pronabec ugel hospital hospitales
        """);

    private static readonly HashSet<string> Negations = Set("no nunca jamas sin ni tampoco");

    // Beginnings of words.
    private static readonly (string One, string Other)[] Opposites =
    [
        ("positiv", "negativ"), ("obligatori", "voluntari"), ("urban", "rural"), ("presencial", "virtual"), ("antes", "despues"),
        ("empiez", "termin"), ("empez", "termin"), ("inici", "termin"), ("abr", "cerr"), ("sub", "baj"), ("aument", "reduc"), ("maxim", "minim"),
        ("intern", "extern"), ("formal", "informal"), ("mayor", "menor"), ("privad", "public"), ("nacional", "extranjer"), ("premi", "sancion"),
    ];

    private readonly HashSet<string>[] names;
    private readonly int ones;
    private readonly int others;

    private QuestionTraits(AskedFor asks, bool money, bool negated, HashSet<string>[] names, int ones, int others) =>
        (Asks, IsAboutMoney, IsNegated, this.names, this.ones, this.others) = (asks, money, negated, names, ones, others);

    public AskedFor Asks { get; }

    /// <summary>It speaks of what something costs.</summary>
    public bool IsAboutMoney { get; }

    public bool IsNegated { get; }

    /// <param name="words">What <see cref="SpanishWords.Of"/> gave.</param>
    public static QuestionTraits Of(IReadOnlyList<string> words)
    {
        var (ones, others) = (0, 0);
        for (var pair = 0; pair < Opposites.Length; pair++)
        {
            ones |= Has(words, Opposites[pair].One) ? 1 << pair : 0;
            others |= Has(words, Opposites[pair].Other) ? 1 << pair : 0;
        }

        var text = string.Join(' ', words);
        return new QuestionTraits(
            AsksFor(text),
            Money().IsMatch(text),
            words.Any(Negations.Contains),
            [Only(words, word => char.IsAsciiDigit(word[0])), Only(words, Regions.Contains), Only(words, Institutions.Contains)],
            ones,
            others);
    }

    /// <summary>
    /// A factor from 0 to 1 that is the smaller, the more of their traits set two questions apart; 1 when none does. The same in both directions.
    /// </summary>
    public double Agreement(QuestionTraits other)
    {
        var agreement = Asked(Asks, other.Asks);
        for (var kind = 0; kind < names.Length; kind++)
        {
            agreement *= Named(names[kind], other.names[kind]);
        }

        return agreement
            * (IsAboutMoney == other.IsAboutMoney ? 1 : 0.75)
            * (IsNegated == other.IsNegated ? 1 : 0.75)
            * (IsOpposite(other) ? 0.65 : 1);
    }

    private static double Asked(AskedFor mine, AskedFor theirs)
    {
        if (mine == theirs || (mine & theirs) != 0)
        {
            return 1;
        }

        var both = mine | theirs;
        if (mine != AskedFor.Unknown && theirs != AskedFor.Unknown)
        {
            // To whom one complains and where one does is the same question.
            return both == (AskedFor.Who | AskedFor.Where) ? 1 : 0.7;
        }

        return (both & (AskedFor.Definition | AskedFor.Location)) != 0 ? 0.7 : (both & AskedFor.Which) != 0 ? 0.85 : 0.95;
    }

    private static double Named(HashSet<string> mine, HashSet<string> theirs) =>
        mine.SetEquals(theirs) ? 1 : mine.Count > 0 && theirs.Count > 0 && !mine.Overlaps(theirs) ? 0.5 : 0.92;

    private bool IsOpposite(QuestionTraits other)
    {
        var mixed = (ones ^ other.ones) & (others ^ other.others);
        return (mixed & (ones ^ others)) != 0;
    }

    private static AskedFor AsksFor(string words)
    {
        var asks = HowOften().IsMatch(words) ? AskedFor.HowOften : HowMuch().IsMatch(words) ? AskedFor.HowMuch : AskedFor.Unknown;
        asks |= Location().IsMatch(words) ? AskedFor.Location : Where().IsMatch(words) ? AskedFor.Where : 0;
        asks |= When().IsMatch(words) ? AskedFor.When : 0;
        asks |= Who().IsMatch(words) ? AskedFor.Who : 0;
        asks |= Definition().IsMatch(words) ? AskedFor.Definition : 0;
        asks |= Why().IsMatch(words) ? AskedFor.Why : 0;
        return asks == AskedFor.Unknown && !How().IsMatch(words) && Which().IsMatch(words) ? AskedFor.Which : asks;
    }

    private static bool Has(IReadOnlyList<string> words, string beginning) => words.Any(word => word.StartsWith(beginning, StringComparison.Ordinal));

    private static HashSet<string> Only(IEnumerable<string> words, Func<string, bool> which) => [.. words.Where(which)];

    private static HashSet<string> Set(string words) => [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex(@"\bcada cuanto\b", RegexOptions.CultureInvariant)]
    private static partial Regex HowOften();

    [GeneratedRegex(@"\b(cuant[oa]s?|plazos?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex HowMuch();

    [GeneratedRegex(@"\bcuando\b|\bque (fecha|hora|ano|año|dia|casos|momento)\b", RegexOptions.CultureInvariant)]
    private static partial Regex When();

    [GeneratedRegex(@"\bquien(es)?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Who();

    [GeneratedRegex(@"\bdonde\b", RegexOptions.CultureInvariant)]
    private static partial Regex Where();

    [GeneratedRegex(@"\bdonde (queda|esta|es|sera)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Location();

    [GeneratedRegex(@"\b(cuestan?|cost[oa]s?|costara|cobr\w+|precios?|tarifas?|gratis|gratuit\w+|pag(o|os|ar|an|a|amos))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Money();

    [GeneratedRegex(@"\A(que (es|son|significa))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\bpor que\b|\Aporque\b", RegexOptions.CultureInvariant)]
    private static partial Regex Why();

    [GeneratedRegex(@"\bcomo\b|\bque (manera|forma)\b", RegexOptions.CultureInvariant)]
    private static partial Regex How();

    [GeneratedRegex(@"\A((para|a|de|en|con|por) )?(que|cuales) (?!(es|son|va)\b|hac|har|puedo|pasa|significa)\w", RegexOptions.CultureInvariant)]
    private static partial Regex Which();
}
