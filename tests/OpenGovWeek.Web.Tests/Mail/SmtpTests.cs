using OpenGovWeek.Core.Mail;
using OpenGovWeek.Testing;
using SmtpServer.Protocol;
using Xunit;

namespace OpenGovWeek.Web.Tests.Mail;

/// <summary>Real conversations with a mail server.</summary>
public sealed class SmtpTests
{
    [Fact]
    public async Task A_mail_leaves_at_once_as_text_and_HTML_and_its_words_are_wiped()
    {
        await using var server = MailServer.Start();
        await using var node = await TestNode.StartAsync(settings: server.Settings);

        await Letters.WriteAsync(node, "ñandú");
        await Eventually.TrueAsync(() => !server.Mails.IsEmpty, "it arrives");

        var mail = Assert.Single(server.Mails);
        var row = await SentAsync(node, "ñandú");
        Assert.Equal(("ñandú", "Semana de Gobierno Abierto", "avisos@ejemplo.pe"), (mail.Subject, mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address));
        Assert.Equal("rosa.ñandú@ejemplo.pe", mail.To.Mailboxes.Single().Address);
        Assert.Equal($"{row.Id:N}@ejemplo.pe", mail.MessageId);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal(("Hola: ñandú\nhttps://semana.ejemplo.pe/s/dia-1", "<p>Hola: ñandú</p>"), (mail.TextBody!.ReplaceLineEndings("\n").Trim(), mail.HtmlBody!.Trim()));
        Assert.Equal((1, null, null), (row.Attempts, row.Sealed, row.LastError));
    }

    [Fact]
    public async Task What_the_server_does_not_want_now_is_sent_later_and_once()
    {
        await using var server = MailServer.Start();
        await using var node = await TestNode.StartAsync(settings: server.Settings);
        server.Answer = _ => new SmtpResponse(SmtpReplyCode.Aborted, "try again");

        await Letters.WriteAsync(node, "uno");
        await Eventually.TrueAsync(async () => (await Letters.RowAsync(node, "uno")).LastError is not null, "the refusal is noted");
        var waiting = await Letters.RowAsync(node, "uno");
        Assert.True(waiting.DueAt > node.Clock.Now.AddSeconds(5), $"It is due at {waiting.DueAt:O}");
        Assert.NotNull(waiting.Sealed);

        server.Answer = _ => SmtpResponse.Ok;
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        await SentAsync(node, "uno");
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_given_up_and_named_in_no_log()
    {
        await using var server = MailServer.Start();
        using var log = new LogLines();
        await using var node = await TestNode.StartAsync(settings: server.Settings, services: log.Use);
        server.Recipient = to => to.StartsWith("rosa.nadie", StringComparison.Ordinal)
            ? new SmtpResponse(SmtpReplyCode.MailboxUnavailable, $"5.1.1 <{to}>: no such user {to.ToUpperInvariant()}")
            : null;

        await Letters.WriteAsync(node, "nadie", "alguien");
        await SentAsync(node, "alguien");
        await Eventually.TrueAsync(async () => (await Letters.RowAsync(node, "nadie")).GivenUpAt is not null, "it is given up");

        var row = await Letters.RowAsync(node, "nadie");
        Assert.Equal((1, null, null), (row.Attempts, row.Sealed, row.SentAt));
        Assert.StartsWith("550 ", row.LastError, StringComparison.Ordinal);
        Assert.DoesNotContain("ejemplo.pe", row.LastError, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(log.All, line => line.Contains($"{row.Id}", StringComparison.Ordinal));
        Assert.DoesNotContain(log.All, line => line.Contains("rosa.", StringComparison.OrdinalIgnoreCase));
        node.Clock.Advance(TimeSpan.FromDays(2));
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task While_the_server_is_away_all_wait_and_none_is_lost()
    {
        await using var server = MailServer.Prepare();
        await using var node = await TestNode.StartAsync(settings: server.Settings);
        var causes = Enumerable.Range(1, 25).Select(number => $"{number}").ToList();

        await Letters.WriteAsync(node, causes);
        await Eventually.TrueAsync(async () => await Letters.CountAsync(node, m => m.LastError != null) > 0, "one was tried");
        server.Listen();
        node.Clock.Advance(TimeSpan.FromMinutes(1));

        await Eventually.TrueAsync(async () => await Letters.CountAsync(node, m => m.SentAt != null) == causes.Count, "all are sent");
        Assert.Equal(causes.Order(), server.Mails.Select(mail => mail.Subject).Order());
    }

    [Fact]
    public async Task What_is_of_no_use_any_more_is_not_sent_and_rows_go_after_a_week()
    {
        await using var server = MailServer.Prepare();
        await using var node = await TestNode.StartAsync(settings: server.Settings);
        await Letters.WriteAsync(node, node.Clock.Now.AddMinutes(10), "tarde");
        await Letters.WriteAsync(node, "siempre");
        await Eventually.TrueAsync(
            async () => await Letters.CountAsync(node, m => m.LeasedUntil == null && m.DueAt > node.Clock.Now) == 2, "both were tried, or wait for a server that was");

        server.Listen();
        node.Clock.Advance(TimeSpan.FromMinutes(11));

        await SentAsync(node, "siempre");
        await Eventually.TrueAsync(async () => (await Letters.RowAsync(node, "tarde")).GivenUpAt is not null, "it is given up");
        Assert.Null((await Letters.RowAsync(node, "tarde")).Sealed);
        Assert.Equal("siempre", Assert.Single(server.Mails).Subject);

        node.Clock.Advance(TimeSpan.FromDays(8));
        await Eventually.TrueAsync(async () => await Letters.CountAsync(node, _ => true) == 0, "the rows are gone");
    }

    private static async Task<OutboxMail> SentAsync(TestNode node, string cause)
    {
        await Eventually.TrueAsync(async () => (await Letters.RowAsync(node, cause)).SentAt is not null, $"{cause} is sent");
        return await Letters.RowAsync(node, cause);
    }
}
