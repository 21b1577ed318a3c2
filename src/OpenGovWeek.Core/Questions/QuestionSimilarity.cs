namespace OpenGovWeek.Core.Questions;

/// <summary>
/// How much alike two questions are, from 0 to 1. Of each question the share is taken that it has in common with the other, by weight: four tenths
/// of it from stems, six from trigrams of letters. With h the higher of the two shares and l the lower one,
/// <c>score = h^0.75 · l^0.2 · agreement</c>: a short question that is contained in a long one is nearly the same, two long ones that differ in
/// a word are less so; <see cref="QuestionTraits.Agreement"/>, and a factor of 0.95 when each speaks of something that the other does not, take
/// apart what shares words only. Rare stems and trigrams weigh more: <c>√ln(1 + N/n)</c> when n of N questions have them, the inverse document
/// frequency of K. Spärck Jones (1972), flattened. The shares are a weighted containment after A. Tversky (1977). The numbers were chosen on the
/// tuning part of the labelled questions in the tests, which also hold what they reach on the part that was kept from them.
/// </summary>
public static class QuestionSimilarity
{
    /// <summary>From here on a question is worth offering to who is about to ask.</summary>
    public const double Similar = 0.4;

    /// <summary>From here on two questions are probably one, and moderators are told.</summary>
    public const double Duplicate = 0.8;

    internal const double OfStems = 0.4;

    private const double OfHigher = 0.75;
    private const double OfLower = 0.2;
    private const double Alone = 0.95;

    /// <summary>How much alike two texts are when nothing is known of what others ask: everything weighs the same.</summary>
    public static double Score(string one, string other) => Score(QuestionShape.Of(one), QuestionShape.Of(other), _ => 1, _ => 1);

    /// <summary>How much alike two questions are.</summary>
    /// <param name="stemWeight">Weight of a stem, above 0.</param>
    /// <param name="gramWeight">Weight of a trigram, above 0.</param>
    /// <returns>0 to 1, the same in both directions; 1 for a question and itself; 0 when one has neither letters nor digits.</returns>
    public static double Score(QuestionShape one, QuestionShape other, Func<string, double> stemWeight, Func<string, double> gramWeight)
    {
        var shared = new Masses(Weight(one.Stems.Intersect(other.Stems), stemWeight), Weight(one.Grams.Intersect(other.Grams), gramWeight));
        var ones = new Masses(Weight(one.Stems, stemWeight), Weight(one.Grams, gramWeight));
        var others = new Masses(Weight(other.Stems, stemWeight), Weight(other.Grams, gramWeight));
        var eachAlone = one.Stems.Except(other.Stems).Any() && other.Stems.Except(one.Stems).Any();
        return AtMost(shared, ones, others) * Factor(one.Traits, other.Traits, eachAlone);
    }

    /// <summary>What the words alone give; traits can only lower it.</summary>
    internal static double AtMost(Masses shared, Masses one, Masses other)
    {
        if (one.Grams == 0 || other.Grams == 0)
        {
            return 0;
        }

        var (a, b) = (Share(shared, one), Share(shared, other));
        return Math.Min(1, Math.Pow(Math.Max(a, b), OfHigher) * Math.Pow(Math.Min(a, b), OfLower));
    }

    /// <summary>The higher share of any two questions of such a score is no lower than this.</summary>
    internal static double LeastShare(double score) => Math.Pow(score, 1 / (OfHigher + OfLower));

    /// <param name="eachAlone">Each has a stem that the other has not.</param>
    internal static double Factor(QuestionTraits one, QuestionTraits other, bool eachAlone) =>
        one.Agreement(other) * (eachAlone ? Alone : 1);

    /// <summary>Weight of what <paramref name="among"/> of <paramref name="all"/> questions have.</summary>
    internal static double Rarity(int among, int all) => Math.Sqrt(Math.Log(1 + ((double)all / Math.Max(among, 1))));

    private static double Share(Masses shared, Masses whole) =>
        (OfStems * shared.Stems / whole.Stems) + ((1 - OfStems) * shared.Grams / whole.Grams);

    private static double Weight(IEnumerable<string> features, Func<string, double> weight) => features.Sum(weight);

    /// <summary>The weights of stems and of trigrams, added up.</summary>
    internal readonly record struct Masses(double Stems, double Grams);
}
