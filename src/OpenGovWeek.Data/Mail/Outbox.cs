using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using OpenGovWeek.Core.Mail;

namespace OpenGovWeek.Data.Mail;

/// <summary>Puts mails into the transaction of what causes them. What they say is sealed: it may hold a secret of which everything else keeps only a hash.</summary>
public sealed class Outbox(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector seal = protection.CreateProtector("OpenGovWeek.Outbox");

    /// <summary>Adds a mail to the context; saving is left to the caller. A cause that was told before breaks a unique key. Sending begins after the commit of a <see cref="WriteGate"/>.</summary>
    public void Add(OpenGovWeekDbContext db, NewMail mail)
    {
        db.OutboxMails.Add(Seal(mail));
        db.HasMail = true;
    }

    /// <summary>
    /// Adds what a mail to somebody unknown leaves behind: the same work and a row of the same cause, which goes to nobody and says nothing. So it takes
    /// nobody less time to learn that an address is not known.
    /// </summary>
    public void AddForNobody(OpenGovWeekDbContext db, NewMail mail)
    {
        var row = Seal(mail with { To = "" });
        row.Sealed = null;
        row.GivenUpAt = row.CreatedAt;
        db.OutboxMails.Add(row);
    }

    /// <summary>What a mail says.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys that sealed it are gone.</exception>
    public MailText Open(byte[] sealedText) => JsonSerializer.Deserialize<MailText>(seal.Unprotect(sealedText))!;

    private OutboxMail Seal(NewMail mail)
    {
        var now = clock.UtcNow();
        return new OutboxMail
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)),
            Cause = mail.Cause,
            To = mail.To,
            Sealed = seal.Protect(JsonSerializer.SerializeToUtf8Bytes(mail.Text)),
            CreatedAt = now,
            DueAt = now,
            ExpiresAt = mail.ExpiresAt,
        };
    }
}

/// <summary>A mail to be sent.</summary>
/// <param name="Cause">What it is sent for; unique.</param>
/// <param name="To">Address of who gets it.</param>
/// <param name="ExpiresAt">After this moment, UTC, it is of no use; null when it stays useful.</param>
public sealed record NewMail(string Cause, string To, MailText Text, DateTime? ExpiresAt = null);

/// <summary>What a mail says.</summary>
/// <param name="Plain">The whole of it as text.</param>
/// <param name="Html">The same as HTML.</param>
public sealed record MailText(string Subject, string Plain, string Html);
