using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Questions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Questions;

public sealed class QuestionIndexTests
{
    private static readonly Gen<string> Texts =
        from words in Gen.Elements(
            "cuándo", "quién", "responde", "respondió", "reclamos", "reclamo", "2021", "2023", "RENIEC", "SUNAT", "no", "municipalidad", "municipal", "publicará",
            "trámite", "tramite", "voz", "bos", "de", "un", "qué", "???").ListOf()
        select string.Join(' ', words.Take(6));

    private static readonly Gen<(int Id, string? Text)> Edits =
        from id in Gen.Choose(1, 8)
        from removes in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from text in Texts
        select (id, removes ? null : text);

    [Fact]
    public void Whatever_came_and_went_it_finds_what_a_look_at_every_question_finds() => Always.Hold(
        from edits in Edits.ListOf()
        from sought in Texts
        select (edits, sought),
        example =>
        {
            var index = new QuestionIndex();
            var held = new Dictionary<Guid, string>();
            foreach (var (number, text) in example.edits)
            {
                Edit(index, held, Id(number), text);
                // Looking in between may change nothing.
                index.Find(example.sought, 3);
            }

            var expected = held.Select(q => new SimilarQuestion(q.Key, Score(index, example.sought, q.Value)))
                .Where(found => found.Score >= 0.3)
                .OrderByDescending(found => Math.Round(found.Score, 9)).ThenBy(found => found.Id)
                .ToList();
            var found = index.Find(example.sought, 100, 0.3)
                .OrderByDescending(found => Math.Round(found.Score, 9)).ThenBy(found => found.Id)
                .ToList();

            Assert.Equal(held.Count, index.Count);
            Assert.Equal(expected.Select(one => one.Id), found.Select(one => one.Id));
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-9));
        });

    [Fact]
    public void Likely_duplicates_are_the_pairs_that_a_look_at_every_pair_finds() => Always.Hold(Edits.ListOf(), edits =>
    {
        var index = new QuestionIndex();
        var held = new Dictionary<Guid, string>();
        foreach (var (number, text) in edits)
        {
            Edit(index, held, Id(number), text);
        }

        var expected =
            from one in held
            from other in held
            where one.Key.CompareTo(other.Key) < 0 && Score(index, one.Value, other.Value) >= QuestionSimilarity.Duplicate
            select (one.Key, other.Key);
        var found = index.FindDuplicates().Select(pair => pair.One.CompareTo(pair.Other) < 0 ? (pair.One, pair.Other) : (pair.Other, pair.One));

        Assert.Equal(expected.Order(), found.Order());
    });

    [Fact]
    public void At_most_as_many_as_were_asked_for_and_the_best_come_first()
    {
        var index = new QuestionIndex();
        index.Set(Id(1), "¿Cuándo se publica el informe de transparencia?");
        index.Set(Id(2), "¿Cuándo se publica el informe de transparencia de mi región?");
        index.Set(Id(3), "¿Quién escribe el informe?");
        index.Set(Id(4), "¿Habrá certificado?");

        Assert.Equal([Id(1), Id(2)], index.Find("cuando publican el informe de transparencia", 2).Select(found => found.Id));
        Assert.Empty(index.Find("", 3));
        Assert.Empty(new QuestionIndex().Find("¿Habrá certificado?", 3));
    }

    private static void Edit(QuestionIndex index, Dictionary<Guid, string> held, Guid id, string? text)
    {
        if (text is null)
        {
            index.Remove(id);
            held.Remove(id);
        }
        else
        {
            index.Set(id, text);
            held[id] = text;
        }
    }

    private static double Score(QuestionIndex index, string one, string other) =>
        QuestionSimilarity.Score(QuestionShape.Of(one), QuestionShape.Of(other), index.StemWeight, index.GramWeight);

    private static Guid Id(int number) => Guid.Parse($"00000000-0000-0000-0000-{number:D12}");
}
