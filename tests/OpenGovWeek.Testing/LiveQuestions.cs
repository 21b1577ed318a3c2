using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Testing;

/// <summary>Writes questions and polls of a real session the way every command does.</summary>
public static class LiveQuestions
{
    public static Task<Question> AskAsync(this TestEvent week, Guid attendee, QuestionStatus status, string text = "¿Cuándo?", int upvotes = 0) =>
        week.WriteAsync(write =>
        {
            var question = new Question
            {
                Id = Guid.CreateVersion7(),
                ClientId = Guid.CreateVersion7(),
                SessionId = write.Session.Id,
                AttendeeId = attendee,
                Text = text,
                AskedAt = write.Now,
                StatusSince = write.Now,
                Status = status,
                WasPublic = QuestionRules.IsPublic(status),
                Upvotes = upvotes,
            };
            write.Db.Questions.Add(question);
            return question;
        });

    public static Task<Question> SetAsync(this TestEvent week, Question question, QuestionStatus status) => week.WriteAsync(write =>
    {
        var row = write.Db.Questions.Single(q => q.Id == question.Id);
        row.Status = status;
        row.Reason = status == QuestionStatus.Rejected ? RejectionReason.OffTopic : null;
        row.WasPublic |= QuestionRules.IsPublic(status);
        return row;
    });

    public static Task<Poll> AddPollAsync(this TestEvent week, PollStatus status, ResultsPolicy policy) => week.WriteAsync(write =>
    {
        var id = Guid.CreateVersion7();
        var poll = new Poll
        {
            Id = id,
            SessionId = write.Session.Id,
            Kind = PollKind.SingleChoice,
            Prompt = "¿Desde dónde nos acompaña?",
            Policy = policy,
            Status = status,
            WasPublic = status != PollStatus.Draft,
            CreatedAt = write.Now,
            Ballots = 3,
            Choices =
            [
                new Choice { Id = Guid.CreateVersion7(), PollId = id, Position = 0, Text = "Lima", Count = 2 },
                new Choice { Id = Guid.CreateVersion7(), PollId = id, Position = 1, Text = "Cusco", Count = 1 },
            ],
        };
        write.Db.Polls.Add(poll);
        return poll;
    });

    private static Task<T> WriteAsync<T>(this TestEvent week, Func<SessionWrite, T> work) =>
        week.Node.Services.GetRequiredService<SessionWriter>()
            .WriteAsync(week.Session.Id, write => Task.FromResult(work(write)), CancellationToken.None);
}
