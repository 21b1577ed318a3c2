using System.Text.Json;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.FaultTests.Clients;

/// <summary>What a client holds of a session, and the protocol's rules by which messages change it; as <c>live/state.js</c> has them.</summary>
internal sealed class HeldState
{
    private readonly Dictionary<Guid, QuestionView> questions = [];
    private readonly Dictionary<Guid, PollView> polls = [];
    private SessionView? session;
    private int beaconsBelow;

    public string? Epoch { get; private set; }

    public long Revision { get; private set; }

    /// <summary>How often all that was held was replaced.</summary>
    public int Snapshots { get; private set; }

    /// <summary>What is held, to be compared with what others hold; without epoch and revision.</summary>
    public string Canonical => JsonSerializer.Serialize(
        new { session, questions = questions.Values.OrderBy(q => q.Id), polls = polls.Values.OrderBy(p => p.Id) }, LiveJson.Options);

    public bool Has(Guid question) => questions.ContainsKey(question);

    /// <param name="isAnswer">It answers a reading of the changes: a snapshot counts even when it reaches less far than what is held.</param>
    /// <returns>False for a gap: the changes since <see cref="Revision"/> have to be read.</returns>
    public bool Apply(Delta delta, bool isAnswer)
    {
        var isForeign = delta.Epoch != Epoch;
        if (delta.From == 0)
        {
            if (!isAnswer && !isForeign && delta.To <= Revision)
            {
                return true;
            }

            questions.Clear();
            polls.Clear();
            session = null;
            beaconsBelow = 0;
            Snapshots++;
        }
        else if (isForeign)
        {
            Forget();
            return false;
        }
        else if (delta.To <= Revision)
        {
            return true;
        }
        else if (delta.From > Revision)
        {
            return false;
        }

        (Epoch, Revision) = (delta.Epoch, delta.To);
        session = delta.Session ?? session;
        Merge(questions, delta.Questions, q => (q.Id, q.Revision), delta.RemovedQuestions);
        Merge(polls, delta.Polls, p => (p.Id, p.Revision), delta.RemovedPolls);
        return true;
    }

    /// <returns>False when the changes have to be read.</returns>
    public bool Hear(Beacon beacon)
    {
        if (Epoch is null)
        {
            return false;
        }

        beaconsBelow = beacon.Revision < Revision ? beaconsBelow + 1 : 0;
        if (beacon.Epoch != Epoch || beaconsBelow == 2)
        {
            Forget();
            return false;
        }

        return beacon.Sent <= Revision;
    }

    /// <summary>Voids what is held: the next reading starts from 0.</summary>
    public void Forget() => (Epoch, Revision, beaconsBelow) = (null, 0, 0);

    private static void Merge<T>(Dictionary<Guid, T> held, IReadOnlyList<T>? items, Func<T, (Guid Id, long Revision)> key, IReadOnlyList<Guid>? removed)
    {
        foreach (var id in removed ?? [])
        {
            held.Remove(id);
        }

        foreach (var item in items ?? [])
        {
            var (id, revision) = key(item);
            if (!held.TryGetValue(id, out var known) || revision >= key(known).Revision)
            {
                held[id] = item;
            }
        }
    }
}
