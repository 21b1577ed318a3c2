using MimeKit;
using MimeKit.Text;

namespace OpenGovWeek.Web.Features.Mail;

/// <summary>Writes a mail as MIME: text and HTML of the same content.</summary>
public static class MimeMails
{
    /// <param name="from">Its host is the right side of the Message-ID.</param>
    public static MimeMessage Of(OutgoingMail mail, MailboxAddress from)
    {
        var message = new MimeMessage
        {
            Subject = mail.Text.Subject,
            // The same at every attempt: who gets a mail a second time, because a node died before it had noted the first, has it recognised.
            MessageId = $"{mail.Id:N}@{from.Domain}",
            Date = new DateTimeOffset(mail.CreatedAt, TimeSpan.Zero),
            Body = new MultipartAlternative
            {
                new TextPart(TextFormat.Plain) { Text = mail.Text.Plain },
                new TextPart(TextFormat.Html) { Text = mail.Text.Html },
            },
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(null, mail.To));
        // No vacation notice comes back (RFC 3834, section 5).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }
}
