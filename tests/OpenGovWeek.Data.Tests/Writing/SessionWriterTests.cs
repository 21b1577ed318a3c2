using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Data.Tests.Writing;

public sealed class SessionWriterTests
{
    public static TheoryData<string> Providers => DataHost.Providers;

    public static TheoryData<string> Servers => DataHost.Servers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_commit_raises_the_revision_by_one_stamps_what_it_touched_and_tells_it(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var attendee = await host.AddAttendeeAsync(session);
        var hints = new List<Hint>();
        host.Get<Commits>().Committed += hints.Add;

        var first = await AskAsync(host, session.Id, attendee.Id);
        var second = await AskAsync(host, session.Id, attendee.Id);

        Assert.Equal([1L, 2L], await host.ReadAsync(db => db.Questions.OrderBy(q => q.Revision).Select(q => q.Revision).ToListAsync()));
        Assert.Equal((1L, 2L), (first, second));
        var row = await host.ReadAsync(db => db.Sessions.SingleAsync());
        Assert.Equal(2, row.Revision);
        Assert.Equal(0, row.ViewRevision);
        Assert.Equal([new Hint.SessionAdvanced(session.Id, 1), new Hint.SessionAdvanced(session.Id, 2)], hints);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_change_of_the_session_itself_is_stamped_too(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();

        await host.Get<SessionWriter>().WriteAsync(session.Id, write => Task.FromResult(write.Session.Title = "Otro"), CancellationToken.None);

        var row = await host.ReadAsync(db => db.Sessions.SingleAsync());
        Assert.Equal(("Otro", 1L, 1L), (row.Title, row.Revision, row.ViewRevision));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_broken_rule_leaves_nothing_not_even_a_revision_or_a_hint(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var attendee = await host.AddAttendeeAsync(session);
        var hints = new List<Hint>();
        host.Get<Commits>().Committed += hints.Add;

        var rule = await Assert.ThrowsAsync<RuleException>(() => host.Get<SessionWriter>().WriteAsync<int>(session.Id, async write =>
        {
            write.Db.Questions.Add(NewQuestion(write, attendee.Id));
            await write.Db.SaveChangesAsync();
            throw new RuleException("session-ended", RuleKind.Conflict);
        }, CancellationToken.None));

        Assert.Equal("session-ended", rule.Code);
        Assert.Equal(0, await host.ReadAsync(db => db.Questions.CountAsync()));
        Assert.Equal(0, await host.ReadAsync(db => db.Sessions.Select(s => s.Revision).SingleAsync()));
        Assert.Empty(hints);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_unknown_session_is_a_broken_rule(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);

        var rule = await Assert.ThrowsAsync<RuleException>(
            () => host.Get<SessionWriter>().WriteAsync(Guid.NewGuid(), _ => Task.FromResult(1), CancellationToken.None));

        Assert.Equal(("unknown-session", RuleKind.NotFound), (rule.Code, rule.Kind));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Many_writers_at_once_get_one_revision_each_and_lose_none(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var attendee = await host.AddAttendeeAsync(session);

        var revisions = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => AskAsync(host, session.Id, attendee.Id)));

        Assert.Equal(Enumerable.Range(1, 24).Select(n => (long)n), revisions.Order());
        Assert.Equal(revisions.Order(), await host.ReadAsync(db => db.Questions.OrderBy(q => q.Revision).Select(q => q.Revision).ToListAsync()));
    }

    /// <summary>The lock of the session's row is what orders them: while one is under way the next has not begun.</summary>
    [ServerTheory]
    [MemberData(nameof(Servers))]
    public async Task Of_two_nodes_the_second_writer_waits_until_the_first_has_committed(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await DataHost.JoinAsync(database);
        await one.Get<DatabaseSetup>().MigrateAsync(CancellationToken.None);
        await using var other = await DataHost.JoinAsync(database);
        var session = await one.AddSessionAsync();
        var attendee = await one.AddAttendeeAsync(session);
        var underWay = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();

        var first = one.Get<SessionWriter>().WriteAsync(session.Id, async write =>
        {
            underWay.SetResult();
            await goOn.Task;
            write.Db.Questions.Add(NewQuestion(write, attendee.Id));
            return write.Revision;
        }, CancellationToken.None);
        await underWay.Task;
        var second = AskAsync(other, session.Id, attendee.Id);

        await Task.Delay(300);
        Assert.False(second.IsCompleted);
        goOn.SetResult();
        Assert.Equal((1L, 2L), (await first, await second));
    }

    private static Task<long> AskAsync(DataHost host, Guid session, Guid attendee) => host.Get<SessionWriter>().WriteAsync(session, write =>
    {
        write.Db.Questions.Add(NewQuestion(write, attendee));
        return Task.FromResult(write.Revision);
    }, CancellationToken.None);

    private static Question NewQuestion(SessionWrite write, Guid attendee) => new()
    {
        Id = Guid.CreateVersion7(),
        SessionId = write.Session.Id,
        AttendeeId = attendee,
        ClientId = Guid.CreateVersion7(),
        Text = "¿Cuándo?",
        AskedAt = write.Now,
        StatusSince = write.Now,
    };
}
