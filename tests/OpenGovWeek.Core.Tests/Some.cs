using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Core.Tests;

/// <summary>Entities as tests need them.</summary>
internal static class Some
{
    /// <summary>Planned start of <see cref="Session"/>: 10:00 in Lima.</summary>
    public static readonly DateTime Start = new(2024, 5, 28, 15, 0, 0, DateTimeKind.Utc);

    public static Session Session(SessionStatus status = SessionStatus.Scheduled, DateTime? since = null) => new()
    {
        Id = Guid.NewGuid(),
        EventId = Guid.NewGuid(),
        EventDayId = Guid.NewGuid(),
        Slug = "logros",
        Title = "Gobierno Abierto: Logros, Iniciativas y Retos en Perú",
        PlannedStart = Start,
        PlannedEnd = Start.AddHours(2),
        Status = status,
        StatusSince = since,
    };

    public static Question Question(QuestionStatus status = QuestionStatus.Pending, Guid? attendee = null) => new()
    {
        Id = Guid.NewGuid(),
        SessionId = Guid.NewGuid(),
        AttendeeId = attendee ?? Guid.NewGuid(),
        ClientId = Guid.NewGuid(),
        Text = "¿Cómo sigo los compromisos?",
        Status = status,
        AskedAt = Start,
        StatusSince = Start,
        WasPublic = QuestionRules.IsPublic(status),
    };

    public static Poll Poll(PollStatus status = PollStatus.Draft, ResultsPolicy policy = ResultsPolicy.AfterClose, int choices = 3)
    {
        var poll = PollRules.Create(
            Guid.NewGuid(),
            Guid.NewGuid(),
            new PollDesign(PollKind.SingleChoice, "¿Qué principio?", [.. Enumerable.Range(1, choices).Select(number => "Principio " + number)], policy),
            Start);
        poll.Status = status;
        return poll;
    }
}
