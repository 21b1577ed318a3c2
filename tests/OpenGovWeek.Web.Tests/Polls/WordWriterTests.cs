using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Polls;

/// <summary>Answers in attendees' own words, many at once; over two nodes where a server is there.</summary>
public sealed class WordWriterTests
{
    private static readonly PollDesign Words = new(PollKind.WordCloud, "¿Una palabra?", null, ResultsPolicy.Live);

    public static TheoryData<string> Databases => [.. TestDatabase.Configured];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Many_who_write_the_same_in_many_ways_at_once_make_one_answer_of_each(string provider)
    {
        await using var stage = await BallotStage.SetAsync(provider, design: Words);
        var attendees = await stage.NewAttendeesAsync(120);
        string[] ways = ["Año", "año", "AÑO!", "an\u0303o", "ano", "p'unchay", "P’unchay", "¡Punchay!"];

        await Task.WhenAll(Enumerable.Range(0, 480).Select(number => Task.Run(() =>
            stage.WriteAsync(attendees[number % 120], number, ways[number % 8], ways[(number + (number / 120)) % 8]))));

        var (poll, ballots) = await StoredAsync(stage);
        Assert.Equal(120, poll.Ballots);
        Assert.Equal(["ano", "año", "punchay", "p’unchay"], poll.Choices.Select(choice => choice.Folded).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(0, 4), poll.Choices.Select(choice => choice.Position).Order());
        foreach (var choice in poll.Choices)
        {
            var written = ballots.SelectMany(ballot => Marks.Read(ballot.Marks).Zip(ballot.Texts!.Split('\n'))).Where(mark => mark.First == choice.Id).Select(mark => mark.Second).ToList();
            Assert.Equal(written.Count, choice.Count);
            var spellings = written.CountBy(text => text).ToList();
            Assert.Equal(spellings.Max(spelling => spelling.Value), spellings.Single(spelling => spelling.Key == choice.Text).Value);
            var kept = await stage.Week.Node.WithDatabaseAsync(db => db.Spellings.Where(s => s.ChoiceId == choice.Id && s.Count > 0).ToListAsync());
            Assert.Equal(spellings.OrderBy(one => one.Key, StringComparer.Ordinal), kept.Select(one => KeyValuePair.Create(one.Text, one.Count)).OrderBy(one => one.Key, StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Thousands_of_different_answers_are_counted_and_no_more_than_is_shown_is_read(string provider)
    {
        await using var stage = await BallotStage.SetAsync(provider, design: new(PollKind.OpenText, "¿Qué haría?", null, ResultsPolicy.Live));
        var attendees = await stage.NewAttendeesAsync(400);

        await Task.WhenAll(attendees.Select((attendee, number) => stage.WriteAsync(attendee, number, $"Respuesta {number / 2}")));

        var (poll, _) = await StoredAsync(stage);
        Assert.Equal((400, 200), (poll.Ballots, poll.Choices.Count));
        Assert.All(poll.Choices, choice => Assert.Equal(2, choice.Count));
    }

    [Fact]
    public async Task A_changed_spelling_of_the_same_words_moves_no_count_and_may_change_what_is_shown()
    {
        await using var stage = await BallotStage.SetAsync(design: Words);
        var attendees = await stage.NewAttendeesAsync(3);
        await stage.WriteAsync(attendees[0], 0, "peru");
        await stage.WriteAsync(attendees[1], 0, "Perú");
        // Both once: the one that was written first.
        Assert.Equal(("peru", 2), (await StoredAsync(stage)).Poll.Choices.Select(choice => (choice.Text, choice.Count)).Single());

        await stage.WriteAsync(attendees[0], 0, "Perú");

        Assert.Equal(("Perú", 2), (await StoredAsync(stage)).Poll.Choices.Select(choice => (choice.Text, choice.Count)).Single());
        Assert.Equal(2, (await StoredAsync(stage)).Poll.Ballots);
    }

    [Fact]
    public async Task A_ballot_that_was_counted_is_confirmed_after_the_close_and_new_words_are_refused_and_not_kept()
    {
        await using var stage = await BallotStage.SetAsync(design: Words);
        var attendees = await stage.NewAttendeesAsync(2);
        await stage.WriteAsync(attendees[0], 0, "agua", "salud");
        await stage.ChangeAsync(poll => PollRules.CloseNow(poll, stage.Week.Node.Clock.Now));

        Assert.Equal(["agua", "salud"], (await stage.WriteAsync(attendees[0], 0, "salud", "agua")).Texts!);
        Assert.Equal("poll-closed", (await Assert.ThrowsAsync<RuleException>(() => stage.WriteAsync(attendees[0], 0, "agua", "tierra"))).Code);
        Assert.Equal("poll-closed", (await Assert.ThrowsAsync<RuleException>(() => stage.WriteAsync(attendees[1], 0, "tierra"))).Code);

        Assert.Equal(["agua", "salud"], (await StoredAsync(stage)).Poll.Choices.OrderBy(choice => choice.Position).Select(choice => choice.Folded));
    }

    private static Task<(Poll Poll, List<Ballot> Ballots)> StoredAsync(BallotStage stage) => stage.Week.Node.WithDatabaseAsync(async db => (
        await db.Polls.AsNoTracking().Include(p => p.Choices).SingleAsync(p => p.Id == stage.Poll.Id),
        await db.Ballots.AsNoTracking().Where(b => b.PollId == stage.Poll.Id).ToListAsync()));
}
