using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Data.Mail;

namespace OpenGovWeek.Testing;

/// <summary>A mail that proves an address, as it waits to be sent.</summary>
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
            .Where(m => m.To == to && m.Sealed != null && m.Cause.StartsWith("sign-in:"))
            .ToListAsync());
        return [.. rows.OrderBy(row => row.Id).Select(row => Of(row.Cause, outbox.Open(row.Sealed!)))];
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
