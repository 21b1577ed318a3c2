using System.Runtime.InteropServices;

namespace OpenGovWeek.Core.Questions;

/// <summary>
/// Finds what is similar among thousands of questions in about a millisecond: for each stem and trigram it knows which questions have it, so that only those
/// are looked at that share something with the text. The answers are exactly those of <see cref="QuestionSimilarity"/> over every question.
/// For one caller at a time.
/// </summary>
public sealed class QuestionIndex
{
    private readonly Dictionary<Guid, int> places = [];
    private readonly List<Entry?> entries = [];
    private readonly Stack<int> free = [];
    private readonly Features stems = new();
    private readonly Features grams = new();
    private bool settled = true;
    private Shared[] shared = [];

    /// <summary>Number of questions.</summary>
    public int Count => places.Count;

    /// <summary>Grows with every change of what is compared.</summary>
    public int Changes { get; private set; }

    /// <summary>Adds a question, or gives it another text.</summary>
    public void Set(Guid id, string text)
    {
        if (places.TryGetValue(id, out var place) && entries[place]!.Text == text)
        {
            return;
        }

        Remove(id);
        place = free.TryPop(out var freed) ? freed : Grow();
        var shape = QuestionShape.Of(text);
        entries[place] = new Entry(id, text, shape.Traits, shape.Stems.Count, stems.Add(shape.Stems, place), grams.Add(shape.Grams, place));
        places[id] = place;
        Changed();
    }

    /// <summary>Takes a question out, if it is in.</summary>
    public void Remove(Guid id)
    {
        if (!places.Remove(id, out var place))
        {
            return;
        }

        stems.Remove(entries[place]!.Stems, place);
        grams.Remove(entries[place]!.Grams, place);
        entries[place] = null;
        free.Push(place);
        Changed();
    }

    /// <summary>The questions that are like a text, the most similar first; of equal ones the smaller id.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="least">Score from which on a question counts.</param>
    public IReadOnlyList<SimilarQuestion> Find(string text, int limit, double least = QuestionSimilarity.Similar)
    {
        Settle();
        var shape = QuestionShape.Of(text);
        var seeker = new Entry(Guid.Empty, text, shape.Traits, shape.Stems.Count, stems.Known(shape.Stems), grams.Known(shape.Grams));
        seeker.Whole = new QuestionSimilarity.Masses(Mass(shape.Stems, StemWeight), Mass(shape.Grams, GramWeight));
        return [.. Matches(seeker, least).OrderByDescending(found => found.Score).ThenBy(found => found.Id).Take(limit)];
    }

    /// <summary>All pairs that are likely duplicates.</summary>
    public IReadOnlyList<LikelyDuplicate> FindDuplicates()
    {
        Settle();
        var pairs = new Dictionary<(Guid, Guid), LikelyDuplicate>();
        var owned = (Stems: new bool[stems.Weights.Length], Grams: new bool[grams.Weights.Length]);
        foreach (var entry in entries.OfType<Entry>())
        {
            Mark(entry, owned, true);
            foreach (var place in Candidates(entry, QuestionSimilarity.LeastShare(QuestionSimilarity.Duplicate)))
            {
                var other = entries[place]!;
                var key = entry.Id.CompareTo(other.Id) < 0 ? (entry.Id, other.Id) : (other.Id, entry.Id);
                if (other != entry && !pairs.ContainsKey(key) && Score(entry, other, Sum(other, owned), QuestionSimilarity.Duplicate) is { } score)
                {
                    pairs[key] = new LikelyDuplicate(key.Item1, key.Item2, score);
                }
            }

            Mark(entry, owned, false);
        }

        return [.. pairs.Values];
    }

    /// <summary>Weight of a stem among the questions that are in now.</summary>
    public double StemWeight(string stem) => QuestionSimilarity.Rarity(stems.Among(stem), Count);

    /// <summary>Weight of a trigram among the questions that are in now.</summary>
    public double GramWeight(string gram) => QuestionSimilarity.Rarity(grams.Among(gram), Count);

    private List<SimilarQuestion> Matches(Entry seeker, double least)
    {
        var touched = new List<int>();
        foreach (var stem in seeker.Stems)
        {
            var weight = stems.Weights[stem];
            foreach (var place in CollectionsMarshal.AsSpan(stems.Having(stem)))
            {
                ref var sum = ref Touch(place, touched);
                sum.Stems += weight;
                sum.Common++;
            }
        }

        foreach (var gram in seeker.Grams)
        {
            var weight = grams.Weights[gram];
            foreach (var place in CollectionsMarshal.AsSpan(grams.Having(gram)))
            {
                Touch(place, touched).Grams += weight;
            }
        }

        var found = new List<SimilarQuestion>();
        foreach (var place in touched)
        {
            var sum = shared[place];
            shared[place] = default;
            var entry = entries[place]!;
            if (Score(seeker, entry, sum, least) is { } score)
            {
                found.Add(new SimilarQuestion(entry.Id, score));
            }
        }

        return found;
    }

    // Of two duplicates one shares at least so much of itself with the other: that has one of its rarest features, as soon as these make up more than the rest.
    private HashSet<int> Candidates(Entry entry, double share)
    {
        var rest = 1 - share;
        var places = new HashSet<int>();
        var features = stems.Shares(entry.Stems, QuestionSimilarity.OfStems / entry.Whole.Stems)
            .Concat(grams.Shares(entry.Grams, (1 - QuestionSimilarity.OfStems) / entry.Whole.Grams))
            .OrderBy(feature => feature.Having.Count);
        foreach (var (having, part) in features)
        {
            places.UnionWith(having);
            rest -= part;
            if (rest < -1e-9)
            {
                break;
            }
        }

        return places;
    }

    private Shared Sum(Entry other, (bool[] Stems, bool[] Grams) owned)
    {
        var sum = default(Shared);
        foreach (var stem in other.Stems)
        {
            if (owned.Stems[stem])
            {
                sum.Stems += stems.Weights[stem];
                sum.Common++;
            }
        }

        foreach (var gram in other.Grams)
        {
            sum.Grams += owned.Grams[gram] ? grams.Weights[gram] : 0;
        }

        return sum;
    }

    private static void Mark(Entry entry, (bool[] Stems, bool[] Grams) owned, bool on)
    {
        Array.ForEach(entry.Stems, stem => owned.Stems[stem] = on);
        Array.ForEach(entry.Grams, gram => owned.Grams[gram] = on);
    }

    private ref Shared Touch(int place, List<int> touched)
    {
        ref var sum = ref shared[place];
        if (!sum.IsTouched)
        {
            sum.IsTouched = true;
            touched.Add(place);
        }

        return ref sum;
    }

    // Null when it is below the least.
    private static double? Score(Entry seeker, Entry entry, Shared sum, double least)
    {
        var score = QuestionSimilarity.AtMost(new QuestionSimilarity.Masses(sum.Stems, sum.Grams), seeker.Whole, entry.Whole);
        if (score < least)
        {
            return null;
        }

        score *= QuestionSimilarity.Factor(seeker.Traits, entry.Traits, sum.Common < seeker.StemCount && sum.Common < entry.StemCount);
        return score < least ? null : score;
    }

    private int Grow()
    {
        entries.Add(null);
        if (shared.Length < entries.Count)
        {
            Array.Resize(ref shared, Math.Max(64, shared.Length * 2));
        }

        return entries.Count - 1;
    }

    private void Changed()
    {
        settled = false;
        Changes++;
    }

    // Every question that comes or goes moves the weights a little.
    private void Settle()
    {
        if (settled)
        {
            return;
        }

        stems.Weigh(Count);
        grams.Weigh(Count);
        foreach (var entry in entries.OfType<Entry>())
        {
            entry.Whole = new QuestionSimilarity.Masses(stems.Mass(entry.Stems), grams.Mass(entry.Grams));
        }

        settled = true;
    }

    private static double Mass(IEnumerable<string> features, Func<string, double> weight) => features.Sum(weight);

    // What a question shares with the one that is looked for, while that goes on.
    private struct Shared
    {
        public double Stems;
        public double Grams;
        public int Common;
        public bool IsTouched;
    }

    // StemCount: those included that no question has.
    private sealed record Entry(Guid Id, string Text, QuestionTraits Traits, int StemCount, int[] Stems, int[] Grams)
    {
        public QuestionSimilarity.Masses Whole { get; set; }
    }

    /// <summary>Stems or trigrams by number, with the places of the questions that have them.</summary>
    private sealed class Features
    {
        private readonly Dictionary<string, int> numbers = [];
        private readonly List<List<int>> having = [];

        public double[] Weights { get; private set; } = [];

        public List<int> Having(int number) => having[number];

        public int Among(string feature) => numbers.TryGetValue(feature, out var number) ? having[number].Count : 0;

        /// <summary>Features with their part of a question.</summary>
        public IEnumerable<(List<int> Having, double Part)> Shares(int[] features, double perWeight) =>
            features.Select(feature => (having[feature], Weights[feature] * perWeight));

        public int[] Known(IEnumerable<string> features) =>
            [.. features.Select(feature => numbers.GetValueOrDefault(feature, -1)).Where(number => number >= 0)];

        public double Mass(int[] features)
        {
            var mass = 0.0;
            foreach (var feature in features)
            {
                mass += Weights[feature];
            }

            return mass;
        }

        public int[] Add(IReadOnlyList<string> features, int place)
        {
            var added = new int[features.Count];
            for (var at = 0; at < added.Length; at++)
            {
                if (!numbers.TryGetValue(features[at], out added[at]))
                {
                    numbers[features[at]] = added[at] = having.Count;
                    having.Add([]);
                }

                having[added[at]].Add(place);
            }

            return added;
        }

        public void Remove(int[] features, int place)
        {
            foreach (var feature in features)
            {
                var places = having[feature];
                places[places.IndexOf(place)] = places[^1];
                places.RemoveAt(places.Count - 1);
            }
        }

        public void Weigh(int all)
        {
            Weights = new double[having.Count];
            for (var number = 0; number < Weights.Length; number++)
            {
                Weights[number] = QuestionSimilarity.Rarity(having[number].Count, all);
            }
        }
    }
}

/// <summary>A question that is like a text.</summary>
public sealed record SimilarQuestion(Guid Id, double Score);

/// <summary>Two questions that are probably one.</summary>
public sealed record LikelyDuplicate(Guid One, Guid Other, double Score);
