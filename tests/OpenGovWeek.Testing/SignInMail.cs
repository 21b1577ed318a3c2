using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Web.Features.Mail;

namespace OpenGovWeek.Testing;

/// <summary>A mail that proves an address, as it waits to be sent or lies in the mailbox of Development.</summary>
/// <param name="Text">The whole of it.</param>
/// <param name="Code">The code that it tells; null for a mail that tells none.</param>
/// <param name="Link">The link's path with its fragment; null for a mail without one that lets in.</param>
public sealed partial record SignInMail(string Cause, MailText Text, string? Code, string? Link)
{
    /// <summary>The token in the link's fragment.</summary>
    public string? Token => Link?.Split('#')[1];

    /// <summary>All such mails to an address, oldest first.</summary>
    public static async Task<IReadOnlyList<SignInMail>> ReadAsync(TestNode node, string to)
    {
        var outbox = node.Services.GetRequiredService<Outbox>();
        var rows = await node.WithDatabaseAsync(db => db.OutboxMails.AsNoTracking()
            .Where(m => m.To == to && m.Cause.StartsWith("sign-in:"))
            .ToListAsync());
        // What was delivered is no longer in the outbox, but in the mailbox before it leaves there.
        var delivered = node.Services.GetService<DevelopmentMailbox>()?.Newest.ToDictionary(mail => mail.Id, mail => mail.Text) ?? [];
        return
        [
            .. from row in rows.OrderBy(row => row.Id)
               let text = row.Sealed is { } waiting ? outbox.Open(waiting) : delivered.GetValueOrDefault(row.Id)
               where text is not null
               select Of(row.Cause, text),
        ];
    }

    private static SignInMail Of(string cause, MailText text)
    {
        var code = Codes().Match(text.Plain);
        var link = Links().Match(text.Plain);
        return new SignInMail(cause, text, code.Success ? code.Groups[1].Value + code.Groups[2].Value : null, link.Success ? link.Value : null);
    }

    [GeneratedRegex(@"(?<!\d)(\d{3}) (\d{3})(?!\d)")]
    private static partial Regex Codes();

    [GeneratedRegex(@"/entrar/enlace#[\w-]+")]
    private static partial Regex Links();
}
