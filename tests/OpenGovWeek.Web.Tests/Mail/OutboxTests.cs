using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Mail;
using Xunit;

namespace OpenGovWeek.Web.Tests.Mail;

/// <summary>Nodes that break at every step between a committed mail and the note that it was sent.</summary>
public sealed class OutboxTests
{
    private static readonly string[] Twelve = [.. Enumerable.Range(1, 12).Select(number => $"{number}")];

    public static TheoryData<string> Providers => [.. TestDatabase.Configured];

    public static TheoryData<string> Servers => [.. TestDatabase.Servers];

    [Fact]
    public async Task A_cause_is_told_once_and_what_is_rolled_back_is_told_never()
    {
        var transport = new ScriptedTransport();
        await using var node = await TestNode.StartAsync(services: transport.Use);
        await Letters.WriteAsync(node, "uno");
        await Assert.ThrowsAsync<DbUpdateException>(() => Letters.WriteAsync(node, "dos", "uno"));
        await Letters.WriteAsync(node, "tres");

        await AllSentAsync(node, 2);
        Assert.Equal(2, transport.Taken.Count);
    }

    [Fact]
    public async Task A_fault_before_the_mail_is_taken_over_is_tried_again()
    {
        var transport = new ScriptedTransport { Before = _ => throw new InvalidOperationException("broken") };
        await using var node = await TestNode.StartAsync(services: transport.Use);
        await Letters.WriteAsync(node, "uno");
        await Eventually.TrueAsync(async () => (await Letters.RowAsync(node, "uno")).LastError is not null, "the fault is noted");
        Assert.Equal("InvalidOperationException", (await Letters.RowAsync(node, "uno")).LastError);

        transport.Before = _ => Task.CompletedTask;
        node.Clock.Advance(TimeSpan.FromMinutes(1));

        await AllSentAsync(node, 1);
        Assert.Single(transport.Taken);
    }

    [Fact]
    public async Task A_node_that_stops_ends_the_mail_in_hand_and_gives_the_others_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = new AdjustableClock();
        var sending = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var first = new ScriptedTransport
        {
            Before = _ =>
            {
                sending.TrySetResult();
                return goOn.Task;
            },
        };
        var node = await TestNode.StartAsync(database, clock, services: first.Use);
        await Letters.WriteAsync(node, Twelve);
        await sending.Task;

        var stopping = node.DisposeAsync().AsTask();
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        goOn.SetResult();
        await stopping;
        Assert.Single(first.Taken);

        var second = new ScriptedTransport();
        await using var other = await TestNode.StartAsync(database, clock, services: second.Use);
        await AllSentAsync(other, Twelve.Length);
        Assert.Equal(Twelve.Length - 1, second.Taken.Distinct().Count());
        Assert.DoesNotContain(first.Taken.Single(), second.Taken);
        Assert.Equal(Twelve.Length, await Letters.CountAsync(other, m => m.Attempts == 1));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_node_that_died_with_a_mail_in_hand_loses_it_to_another_when_the_lease_ends(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var clock = new AdjustableClock();
        await using var dead = await TestNode.StartAsync(database, clock);
        await Letters.WriteAsync(dead, "uno");
        var lost = Assert.Single(await Queue(dead).LeaseAsync(10, OutboxSender.Lease, CancellationToken.None));

        var transport = new ScriptedTransport();
        await using var node = await TestNode.StartAsync(database, clock, services: transport.Use);
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        Assert.Empty(transport.Taken);

        clock.Advance(OutboxSender.Lease);
        await AllSentAsync(node, 1);
        Assert.Equal(lost.Id, Assert.Single(transport.Taken));
        Assert.Equal(2, (await Letters.RowAsync(node, "uno")).Attempts);
    }

    /// <summary>The one window that nobody can close: what is sent twice can be recognised.</summary>
    [Fact]
    public async Task A_node_that_died_after_the_server_took_the_mail_leaves_a_second_one_with_the_same_id()
    {
        await using var server = MailServer.Start();
        await using var database = await TestDatabase.CreateAsync();
        var clock = new AdjustableClock();
        await using (var dead = await TestNode.StartAsync(database, clock))
        {
            await Letters.WriteAsync(dead, "uno");
            var held = Assert.Single(await Queue(dead).LeaseAsync(10, OutboxSender.Lease, CancellationToken.None));
            using var smtp = new SmtpTransport(MailSettings.Read(Configuration(server.Settings))!);
            var text = dead.Services.GetRequiredService<Outbox>().Open(held.Sealed);
            Assert.IsType<MailOutcome.Accepted>(await smtp.SendAsync(new OutgoingMail(held.Id, held.To, held.CreatedAt, text), CancellationToken.None));
            await smtp.RestAsync();
        }

        clock.Advance(OutboxSender.Lease);
        await using var node = await TestNode.StartAsync(database, clock, server.Settings);
        await AllSentAsync(node, 1);

        Assert.Equal(2, server.Mails.Count);
        Assert.Single(server.Mails.Select(mail => (mail.MessageId, mail.Date, mail.TextBody)).Distinct());
    }

    [Fact]
    public async Task What_is_of_no_use_any_more_is_not_taken_in_hand_even_before_it_is_given_up()
    {
        await using var node = await TestNode.StartAsync();
        await Letters.WriteAsync(node, node.Clock.Now.AddMinutes(10), "tarde");
        await Letters.WriteAsync(node, node.Clock.Now.AddMinutes(12), "a tiempo");

        node.Clock.Advance(TimeSpan.FromMinutes(11));
        var held = Assert.Single(await Queue(node).LeaseAsync(10, OutboxSender.Lease, CancellationToken.None));
        Assert.Equal((await Letters.RowAsync(node, "a tiempo")).Id, held.Id);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Who_was_too_slow_says_nothing_about_a_mail_that_another_has_in_hand(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var node = await TestNode.StartAsync(database);
        await Letters.WriteAsync(node, "uno");
        var queue = Queue(node);
        var slow = Assert.Single(await queue.LeaseAsync(10, OutboxSender.Lease, CancellationToken.None));
        Assert.Empty(await queue.LeaseAsync(10, OutboxSender.Lease, CancellationToken.None));
        node.Clock.Advance(OutboxSender.Lease);
        var quick = Assert.Single(await queue.LeaseAsync(10, OutboxSender.Lease, CancellationToken.None));

        await queue.SentAsync(slow, CancellationToken.None);
        await queue.GiveUpAsync(slow, "no", CancellationToken.None);
        await queue.RetryAsync(slow, TimeSpan.Zero, "no", CancellationToken.None);
        await queue.ReleaseAsync([slow], TimeSpan.Zero, CancellationToken.None);
        Assert.Empty(await queue.LeaseAsync(10, OutboxSender.Lease, CancellationToken.None));
        Assert.Equal((2, null), ((await Letters.RowAsync(node, "uno")).Attempts, (await Letters.RowAsync(node, "uno")).LastError));

        await queue.SentAsync(quick, CancellationToken.None);
        Assert.NotNull((await Letters.RowAsync(node, "uno")).SentAt);
    }

    [ServerTheory]
    [MemberData(nameof(Servers))]
    public async Task Of_two_nodes_on_one_database_each_mail_is_sent_by_one(string provider)
    {
        await using var server = MailServer.Start();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await TestNode.StartAsync(database, settings: server.Settings);
        await using var other = await TestNode.StartAsync(database, settings: server.Settings);
        var causes = Enumerable.Range(1, 120).Select(number => $"{number}").ToList();

        await Task.WhenAll(causes.Chunk(6).Select((lot, number) => Letters.WriteAsync(number % 2 == 0 ? one : other, lot)));

        await AllSentAsync(one, causes.Count);
        Assert.Equal(causes.Order(), server.Mails.Select(mail => mail.Subject).Order());
    }

    private static OutboxQueue Queue(TestNode node) => node.Services.GetRequiredService<OutboxQueue>();

    private static IConfiguration Configuration(Dictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    private static Task AllSentAsync(TestNode node, int count) =>
        Eventually.TrueAsync(async () => await Letters.CountAsync(node, m => m.SentAt != null && m.Sealed == null) == count, $"{count} are sent");
}
