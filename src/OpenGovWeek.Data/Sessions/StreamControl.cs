using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Sessions;

/// <summary>Writes where the stream of a session comes from, also while it is live: rooms follow at once.</summary>
public sealed class StreamControl(Moderation moderation)
{
    /// <summary>Replaces the stream.</summary>
    /// <param name="address">As entered; empty takes the stream away.</param>
    /// <param name="delay">Seconds that viewers are behind.</param>
    /// <param name="allowedHosts">Hosts that the installation allows besides the known players.</param>
    /// <exception cref="RuleException"><c>stream-not-allowed</c> or <c>stream-delay</c>; NotFound <c>unknown-session</c>.</exception>
    public Task<Done> ReplaceAsync(
        Guid sessionId, string? address, int delay, IReadOnlyCollection<string> allowedHosts, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, sessionId, actor, write =>
        {
            var session = write.Session.Session;
            var before = StreamTrace.Of(session);
            var checkedAddress = StreamAddress.Check(address, allowedHosts, "url");
            SessionPlan.CheckDelay(delay, "delay");
            session.StreamUrl = checkedAddress;
            session.StreamDelaySeconds = delay;
            return Task.FromResult(write.Record(
                AuditAction.StreamReplace, sessionId, before, StreamTrace.Of(session), write.Now + QuestionRules.UndoWithin));
        }, cancellation);

    /// <summary>Goes back to the stream before.</summary>
    internal static void Undo(ModerationWrite write, AuditEntry entry)
    {
        var (before, after) = (AuditJson.Read<StreamTrace>(entry.Before), AuditJson.Read<StreamTrace>(entry.After));
        var session = write.Session.Session;
        if (StreamTrace.Of(session) != after)
        {
            throw ModerationWrite.Changed();
        }

        (session.StreamUrl, session.StreamDelaySeconds) = (before.Url, before.Delay);
    }
}
