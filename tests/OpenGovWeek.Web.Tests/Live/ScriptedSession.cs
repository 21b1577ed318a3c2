using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Live;
using OpenGovWeek.Web.ScaleOut;

namespace OpenGovWeek.Web.Tests.Live;

/// <summary>A session whose history a test writes, in place of the database: what a real one cannot be made to do at will.</summary>
internal sealed class ScriptedSession
{
    private readonly Lock gate = new();
    private readonly List<(long Revision, bool Public, string Text)> questions = [];
    private long revision = 10;

    public LiveSession Session { get; } = new(Guid.NewGuid(), Guid.NewGuid(), "guion");

    public string Epoch { get; private set; } = "primera";

    /// <summary>Every reading: the audience and the revision that it began at.</summary>
    public ConcurrentQueue<(LiveAudience Audience, long Since)> Readings { get; } = new();

    /// <summary>Set while the database is away.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Readings wait for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton(new LiveSource
    {
        ReadDeltaAsync = ReadDeltaAsync,
        ReadRevisionsAsync = ReadRevisionsAsync,
        ReadTallyAsync = (_, _) => Task.FromResult<TallyRead?>(null),
        ReadAnsweredAsync = (_, _, _) => Task.FromResult<IReadOnlyList<Guid>>([]),
        ReadWhoAnsweredAsync = (_, _) => Task.FromResult<IReadOnlyList<(Guid, Guid)>>([]),
        ReadStaffAsync = (people, _) => Task.FromResult<IReadOnlySet<StaffSignedIn>>(people.ToHashSet()),
        ReadAgendaAsync = (week, _) => Task.FromResult(new AgendaView(week.Slug, [])),
        FindSessionsAsync = (slugs, _) => Task.FromResult<IReadOnlyDictionary<string, LiveSession>>(slugs.Where(slug => slug == Session.Slug).ToDictionary(slug => slug, _ => Session)),
        FindEventAsync = (_, _) => Task.FromResult<LiveEvent?>(null),
    }));

    /// <summary>Commits a change; only the sweep will find it.</summary>
    public long CommitUnheard(bool isPublic, string text = "¿Cuándo?")
    {
        lock (gate)
        {
            questions.Add((++revision, isPublic, text));
            return revision;
        }
    }

    /// <summary>Commits a change and drops its hint.</summary>
    public long Commit(TestNode node, bool isPublic, string text = "¿Cuándo?")
    {
        var reached = CommitUnheard(isPublic, text);
        node.Services.GetRequiredService<IHintBus>().Publish(new Hint.SessionAdvanced(Session.Id, reached));
        return reached;
    }

    /// <summary>The database is put back to an earlier state.</summary>
    public void Restore(string epoch, long to)
    {
        lock (gate)
        {
            (Epoch, revision) = (epoch, to);
            questions.RemoveAll(q => q.Revision > to);
        }
    }

    private async Task<Delta> ReadDeltaAsync(LiveSession session, LiveAudience audience, long since, CancellationToken cancellation)
    {
        Readings.Enqueue((audience, since));
        await Gate.WaitAsync(cancellation);
        Throw();
        lock (gate)
        {
            var from = since > revision ? 0 : since;
            var seen = questions
                .Where(q => q.Revision > from && (q.Public || audience == LiveAudience.Staff))
                .Select(q => new QuestionView(
                    new Guid((int)q.Revision, 0, 0, new byte[8]), q.Text, null, QuestionStatus.Published, false, 0, DateTime.UnixEpoch, q.Revision))
                .ToList();
            return new Delta(session.Slug, Epoch, from, revision, DateTime.UnixEpoch, Questions: seen.Count == 0 ? null : seen);
        }
    }

    private Task<RevisionsRead> ReadRevisionsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        Throw();
        lock (gate)
        {
            return Task.FromResult(new RevisionsRead(Epoch, ids.Where(id => id == Session.Id).ToDictionary(id => id, _ => revision)));
        }
    }

    private void Throw()
    {
        if (Fault is { } fault)
        {
            throw fault;
        }
    }
}
