using FsCheck.Fluent;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Polls.Kinds;
using Xunit;

namespace OpenGovWeek.Core.Tests.Polls;

public sealed class TallyTests
{
    [Fact]
    public void Counts_kept_ballot_by_ballot_equal_a_recount()
    {
        var steps =
            from attendee in Gen.Choose(0, 5)
            from choice in Gen.Choose(-1, 3)
            select (attendee, choice);
        Always.Hold(
            steps.ListOf(),
            ballots =>
            {
                var poll = Some.Poll(PollStatus.Open, choices: 4);
                var kind = PollKinds.Of(poll.Kind);
                var box = new Dictionary<int, string>();
                foreach (var (attendee, choice) in ballots)
                {
                    var after = choice < 0 ? null : Marks.Write(kind.Read(poll, [poll.Choices[choice].Id], []).Choices);
                    TallyChange.Between(box.GetValueOrDefault(attendee), after).ApplyTo(poll);
                    if (after is null)
                    {
                        box.Remove(attendee);
                    }
                    else
                    {
                        box[attendee] = after;
                    }

                    Assert.Equal(box.Count, poll.Ballots);
                    Assert.Equal(poll.Choices.Select(one => box.Values.Count(marks => marks == one.Id.ToString())), poll.Choices.Select(one => one.Count));
                }
            });
    }

    [Fact]
    public void The_same_ballot_again_changes_nothing()
    {
        var change = TallyChange.Between(Guid.Empty.ToString(), Guid.Empty.ToString());

        Assert.Equal(0, change.Ballots);
        Assert.Empty(change.Counts);
    }

    [Fact]
    public void Marks_are_read_as_they_were_written()
    {
        Guid[] choices = [Guid.NewGuid(), Guid.NewGuid()];

        Assert.Equal(choices, Marks.Read(Marks.Write(choices)));
        Assert.Empty(Marks.Read(Marks.Write([])));
    }

    [Fact]
    public void The_seal_is_the_SHA_256_of_the_documented_text()
    {
        var id = Guid.Parse("018fbf3c-1000-7000-8000-000000000b01");
        var poll = new Poll
        {
            Id = id,
            SessionId = Guid.NewGuid(),
            Kind = PollKind.SingleChoice,
            Prompt = "¿Qué principio?",
            Policy = ResultsPolicy.Live,
            CreatedAt = Some.Start,
            Ballots = 3,
            Choices =
            [
                new Choice { Id = Guid.Parse("018fbf3c-1000-7000-8000-000000000c02"), PollId = id, Position = 1, Text = "Participación", Count = 1 },
                new Choice { Id = Guid.Parse("018fbf3c-1000-7000-8000-000000000c01"), PollId = id, Position = 0, Text = "Transparencia", Count = 2 },
            ],
        };

        Assert.Equal(
            "OpenGovWeek tally 1\npoll 018fbf3c-1000-7000-8000-000000000b01\nprompt ¿Qué principio?\n"
            + "choice 018fbf3c-1000-7000-8000-000000000c01 2 Transparencia\nchoice 018fbf3c-1000-7000-8000-000000000c02 1 Participación\nballots 3\n",
            TallyHash.CanonicalText(poll));
        Assert.Equal("e5d633163cb253a794b66082d5a345a53d8fc2dec7f9a8fd857c3d5da795afb1", TallyHash.Of(poll));
        poll.Choices[0].Count++;
        Assert.NotEqual("e5d633163cb253a794b66082d5a345a53d8fc2dec7f9a8fd857c3d5da795afb1", TallyHash.Of(poll));
    }
}
