using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Questions;
using Xunit;

namespace OpenGovWeek.Data.Tests.Schema;

public sealed class UniqueViolationTests
{
    public static TheoryData<string> Providers => DataHost.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_second_row_under_a_unique_index_is_recognised(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var attendee = await host.AddAttendeeAsync(session);
        var client = Guid.CreateVersion7();
        await InsertAsync(host, NewQuestion(session.Id, attendee.Id, client));

        var fault = await Assert.ThrowsAsync<DbUpdateException>(() => InsertAsync(host, NewQuestion(session.Id, attendee.Id, client)));

        Assert.True(DataHost.ProviderOf(provider).IsUniqueViolation(fault));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_second_row_under_a_primary_key_is_recognised(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);
        var session = await host.AddSessionAsync();
        var attendee = await host.AddAttendeeAsync(session);
        var question = NewQuestion(session.Id, attendee.Id, Guid.CreateVersion7());
        await InsertAsync(host, question);
        await InsertAsync(host, NewUpvote(question.Id, attendee.Id));

        var fault = await Assert.ThrowsAsync<DbUpdateException>(
            () => InsertAsync(host, NewUpvote(question.Id, attendee.Id)));

        Assert.True(DataHost.ProviderOf(provider).IsUniqueViolation(fault));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_missing_parent_is_another_fault(string provider)
    {
        await using var host = await DataHost.StartAsync(provider);

        var fault = await Assert.ThrowsAsync<DbUpdateException>(
            () => InsertAsync(host, NewUpvote(Guid.NewGuid(), Guid.NewGuid())));

        Assert.False(DataHost.ProviderOf(provider).IsUniqueViolation(fault));
    }

    private static Task<int> InsertAsync(DataHost host, object row) => host.ReadAsync(db =>
    {
        db.Add(row);
        return db.SaveChangesAsync();
    });

    private static Upvote NewUpvote(Guid question, Guid attendee) => new() { QuestionId = question, AttendeeId = attendee, At = DateTime.UnixEpoch };

    private static Question NewQuestion(Guid session, Guid attendee, Guid client) => new()
    {
        Id = Guid.CreateVersion7(),
        SessionId = session,
        AttendeeId = attendee,
        ClientId = client,
        Text = "¿Cuándo?",
        AskedAt = DateTime.UnixEpoch,
        StatusSince = DateTime.UnixEpoch,
    };
}
