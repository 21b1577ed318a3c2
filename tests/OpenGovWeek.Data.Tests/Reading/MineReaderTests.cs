using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Live;
using Xunit;

namespace OpenGovWeek.Data.Tests.Reading;

public sealed class MineReaderTests
{
    [Theory]
    [MemberData(nameof(DataHost.Providers), MemberType = typeof(DataHost))]
    public async Task Who_asks_among_many_is_told_what_he_is_told_alone(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var (session, other) = (await host.AddSessionAsync(), await host.AddSessionAsync());
        var people = new List<(Session Session, Attendee Attendee)>();
        for (var number = 0; number < 24; number++)
        {
            var of = number % 4 == 0 ? other : session;
            people.Add((of, await host.AddAttendeeAsync(of)));
        }

        await WriteAsync(host, session, people);
        var reader = NewReader(host);

        var alone = new List<string>();
        foreach (var (of, attendee) in people)
        {
            alone.Add(Json(await reader.ReadAsync(of.Id, attendee.Id, TestContext.Current.CancellationToken)));
        }

        var together = await Task.WhenAll(people.Select(one => reader.ReadAsync(one.Session.Id, one.Attendee.Id, TestContext.Current.CancellationToken)));

        Assert.Equal(alone, together.Select(Json));
        foreach (var (mine, number) in together.Select((mine, number) => (mine, number)).Where(one => people[one.number].Session == session))
        {
            Assert.Equal(Enumerable.Range(0, number % 3).Reverse().Select(text => $"¿Pregunta {text} de {number}?"), mine.Questions.Select(question => question.Text));
            Assert.Equal(number % 2, mine.Upvotes.Count);
            Assert.Equal(number % 5 == 0 ? 0 : 1, mine.Ballots.Count);
            Assert.Equal(number % 5 == 0, mine.Tallies is null);
            Assert.Equal(number, mine.Attendance.Minutes);
        }
    }

    [Fact]
    public async Task A_session_that_is_not_there_is_unknown_to_him_alone()
    {
        await using var host = await DataHost.StartAsync("Sqlite");
        var session = await host.AddSessionAsync();
        var attendee = await host.AddAttendeeAsync(session);
        var reader = NewReader(host);

        var (known, unknown) = (
            reader.ReadAsync(session.Id, attendee.Id, TestContext.Current.CancellationToken),
            reader.ReadAsync(Guid.NewGuid(), attendee.Id, TestContext.Current.CancellationToken));

        Assert.Empty((await known).Questions);
        Assert.Equal("unknown-session", (await Assert.ThrowsAsync<RuleException>(() => unknown)).Code);
    }

    private static MineReader NewReader(DataHost host) => new(host.Get<IDbContextFactory<OpenGovWeekDbContext>>(), host.Get<TimeProvider>());

    private static string Json(Core.Live.Mine mine) => System.Text.Json.JsonSerializer.Serialize(mine, Core.Live.LiveJson.Options);

    // By the number of each: so many questions, an upvote of the first question of all, a ballot, so many minutes.
    private static async Task WriteAsync(DataHost host, Session session, List<(Session Session, Attendee Attendee)> people)
    {
        var poll = await host.AddPollAsync(session);
        var opened = new DateTime(DateOnly.FromDateTime(session.PlannedStart), new TimeOnly(15, 0), DateTimeKind.Utc);
        await using var db = await host.NewContextAsync();
        await db.Polls.Where(p => p.Id == poll.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Policy, ResultsPolicy.AfterBallot));
        db.LiveWindows.Add(new LiveWindow { Id = Guid.CreateVersion7(), SessionId = session.Id, OpenedAt = opened, ClosedAt = opened.AddHours(1) });
        var first = Guid.Empty;
        foreach (var (attendee, number) in people.Select((one, number) => (one.Attendee, number)).Where(one => people[one.number].Session == session))
        {
            for (var text = 0; text < number % 3; text++)
            {
                var id = Guid.CreateVersion7();
                first = first == Guid.Empty ? id : first;
                db.Questions.Add(new Question
                {
                    Id = id,
                    SessionId = session.Id,
                    AttendeeId = attendee.Id,
                    ClientId = Guid.CreateVersion7(),
                    Text = $"¿Pregunta {text} de {number}?",
                    Status = QuestionStatus.Published,
                    AskedAt = opened.AddSeconds(text),
                    StatusSince = opened,
                    Revision = 1,
                });
            }

            if (number % 2 == 1)
            {
                db.Upvotes.Add(new Upvote { QuestionId = first, AttendeeId = attendee.Id, At = opened });
            }

            if (number % 5 != 0)
            {
                db.Ballots.Add(new Ballot { PollId = poll.Id, AttendeeId = attendee.Id, Marks = poll.Choices[number % 3].Id.ToString(), CastAt = opened });
            }

            db.AttendanceIntervals.Add(new AttendanceInterval
            {
                Id = Guid.CreateVersion7(),
                SessionId = session.Id,
                AttendeeId = attendee.Id,
                TabId = Guid.CreateVersion7(),
                JoinedAt = opened,
                LastSeenAt = opened.AddMinutes(number),
            });
        }

        await db.SaveChangesAsync();
    }
}
