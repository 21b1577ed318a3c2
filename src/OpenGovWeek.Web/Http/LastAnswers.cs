using System.Collections.Concurrent;
using OpenGovWeek.Core;
using OpenGovWeek.Data;

namespace OpenGovWeek.Web.Http;

/// <summary>What was read for all, for as long as the database does not say anything newer. Keeps one answer for each question, of which there are few.</summary>
public sealed class LastAnswers<TQuestion, TAnswer>(DatabaseSilence database, TimeProvider clock)
    where TQuestion : notnull
{
    private readonly ConcurrentDictionary<TQuestion, (TAnswer Answer, DateTime At)> answers = new();

    /// <summary>Waits for a reading, or answers with what an earlier one said.</summary>
    /// <exception cref="RuleException">Unavailable <c>database-away</c>: there was none that did. And what the reading itself throws.</exception>
    public async Task<LastAnswer<TAnswer>> WaitAsync(TQuestion question, Task<TAnswer> reading, CancellationToken cancellation)
    {
        try
        {
            var answer = await database.WaitAsync(reading, cancellation, hasNothing: !answers.ContainsKey(question));
            answers[question] = (answer, clock.UtcNow());
            return new LastAnswer<TAnswer>(answer, null);
        }
        catch (RuleException away) when (away.Kind == RuleKind.Unavailable && answers.TryGetValue(question, out var last))
        {
            return new LastAnswer<TAnswer>(last.Answer, last.At);
        }
    }
}

/// <summary>An answer.</summary>
/// <param name="AsOf">When it was read, UTC, if the database does not answer now; null when it has just been read.</param>
public readonly record struct LastAnswer<T>(T Value, DateTime? AsOf);
