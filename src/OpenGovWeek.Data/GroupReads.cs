namespace OpenGovWeek.Data;

/// <summary>
/// Answers all who ask at the same moment with one reading. Nobody is answered by a reading that had begun before he asked, so that everybody sees what
/// was committed until then; whoever asks alone does not wait.
/// </summary>
/// <param name="read">Reads the answers to some questions; it leaves out those that have none.</param>
public sealed class GroupReads<TQuestion, TAnswer>(Func<IReadOnlyCollection<TQuestion>, Task<IReadOnlyDictionary<TQuestion, TAnswer>>> read)
    where TQuestion : notnull
    where TAnswer : class
{
    // Each is a parameter of a query, and SQL Server takes 2100.
    private const int Most = 400;

    private readonly Lock gate = new();
    private readonly Dictionary<TQuestion, TaskCompletionSource<TAnswer?>> waiting = [];
    private readonly Queue<TQuestion> inOrder = new();
    private bool isReading;

    /// <summary>Asks.</summary>
    /// <returns>Null when there is no answer.</returns>
    /// <exception cref="Exception">What reading throws, for all who were to be answered by it.</exception>
    public Task<TAnswer?> ReadAsync(TQuestion question, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(question, out var asked))
            {
                waiting[question] = asked = new TaskCompletionSource<TAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
                inOrder.Enqueue(question);
            }

            if (!isReading)
            {
                isReading = true;
                _ = Task.Run(AnswerAsync, CancellationToken.None);
            }

            // Nobody's leaving ends it for the others.
            return asked.Task.WaitAsync(cancellation);
        }
    }

    private async Task AnswerAsync()
    {
        while (Next() is { Count: > 0 } asked)
        {
            try
            {
                var found = await read(asked.Keys);
                foreach (var (question, answer) in asked)
                {
                    answer.SetResult(found.GetValueOrDefault(question));
                }
            }
#pragma warning disable CA1031 // It belongs to those who asked; the next who ask are read for again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                foreach (var answer in asked.Values)
                {
                    answer.TrySetException(fault);
                }
            }
        }
    }

    private Dictionary<TQuestion, TaskCompletionSource<TAnswer?>> Next()
    {
        lock (gate)
        {
            var next = new Dictionary<TQuestion, TaskCompletionSource<TAnswer?>>();
            while (next.Count < Most && inOrder.TryDequeue(out var question) && waiting.Remove(question, out var asked))
            {
                next.Add(question, asked);
            }

            isReading = next.Count > 0;
            return next;
        }
    }
}
