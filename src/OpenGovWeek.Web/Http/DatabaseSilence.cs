using System.Data.Common;
using OpenGovWeek.Core;

namespace OpenGovWeek.Web.Http;

/// <summary>
/// How long whoever reads waits for the database. The first who gets no answer wait for some seconds; from then on, until a reading is answered again, nobody waits
/// noticeably. Only for readings that are shared by all who ask, since they go on when nobody waits for them any more.
/// </summary>
public sealed partial class DatabaseSilence(ILogger<DatabaseSilence> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PatienceInSilence = TimeSpan.FromMilliseconds(100);

    private volatile bool isSilent;

    /// <summary>Waits for what a reading says.</summary>
    /// <exception cref="RuleException">Unavailable <c>database-away</c>: the database did not answer in time. And what the reading itself throws.</exception>
    public async Task<T> WaitAsync<T>(Task<T> reading, CancellationToken cancellation)
    {
        if (reading.IsCompletedSuccessfully)
        {
            // It was known already, which tells nothing of the database.
            return await reading;
        }

        _ = reading.ContinueWith(_ => isSilent = false, CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        try
        {
            return await reading.WaitAsync(isSilent ? PatienceInSilence : Patience, cancellation);
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

    // Entity Framework wraps what it takes for passing, and what it has tried in vain.
    private static bool IsOfDatabase(Exception? fault) => fault is not null && (fault is TimeoutException or DbException || IsOfDatabase(fault.InnerException));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer: pages show what was read last")]
    private static partial void FellSilent(ILogger logger, Exception fault);
}
