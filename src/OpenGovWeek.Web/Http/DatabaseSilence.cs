using System.Data.Common;
using System.Diagnostics;
using OpenGovWeek.Core;
using OpenGovWeek.Data;
using RetryLimitExceededException = Microsoft.EntityFrameworkCore.Storage.RetryLimitExceededException;

namespace OpenGovWeek.Web.Http;

/// <summary>
/// How long whoever reads waits for the database. The first who gets no answer wait for some seconds; from then on, until a reading is answered again, nobody waits
/// noticeably. Only for readings that are shared by all who ask, since they go on when nobody waits for them any more.
/// </summary>
public sealed partial class DatabaseSilence(ILogger<DatabaseSilence> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PatienceInSilence = TimeSpan.FromMilliseconds(100);

    // Whoever waits among many waits for their readings as well: as long as there are answers it is not the database that is silent.
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(15);

    private volatile bool isSilent;
    private long answeredAt;

    /// <summary>Waits for what a reading says.</summary>
    /// <param name="hasNothing">Whoever asks has no earlier answer, so that waiting is better than being told that there is none: a node that has just started reads slowly.</param>
    /// <exception cref="RuleException">Unavailable <c>database-away</c>: the database did not answer in time. And what the reading itself throws.</exception>
    public async Task<T> WaitAsync<T>(Task<T> reading, CancellationToken cancellation, bool hasNothing = false)
    {
        if (reading.IsCompletedSuccessfully)
        {
            // It was known already, which tells nothing of the database.
            return await reading;
        }

        _ = reading.ContinueWith(_ => Answered(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        var asked = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await reading.WaitAsync(isSilent ? PatienceInSilence : Left(asked, hasNothing), cancellation);
            }
            catch (TimeoutException) when (!reading.IsCompleted && !isSilent && Left(asked, hasNothing) > TimeSpan.Zero)
            {
                // Others were answered meanwhile.
            }
            catch (Exception fault) when (IsOfDatabase(fault))
            {
                if (!isSilent)
                {
                    isSilent = true;
                    FellSilent(logger, fault);
                }

                throw new RuleException("database-away", RuleKind.Unavailable);
            }
        }
    }

    /// <summary>The exception says that the database was tried in vain, and may be there again later.</summary>
    public static bool IsAway(Exception fault) =>
        fault.AndCauses().Any(one => one is RetryLimitExceededException or DbException { IsTransient: true });

    private static bool IsOfDatabase(Exception fault) => fault.AndCauses().Any(one => one is TimeoutException or DbException);

    private void Answered()
    {
        Volatile.Write(ref answeredAt, Stopwatch.GetTimestamp());
        isSilent = false;
    }

    // Until nobody was answered for as long as the patience, but not for ever.
    private TimeSpan Left(long asked, bool hasNothing)
    {
        var quiet = Patience - Stopwatch.GetElapsedTime(Math.Max(asked, Volatile.Read(ref answeredAt)));
        var inAll = LongPatience - Stopwatch.GetElapsedTime(asked);
        var left = !hasNothing && quiet < inAll ? quiet : inAll;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer: pages show what was read last")]
    private static partial void FellSilent(ILogger logger, Exception fault);
}
