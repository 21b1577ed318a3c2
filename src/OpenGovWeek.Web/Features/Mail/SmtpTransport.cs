using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace OpenGovWeek.Web.Features.Mail;

/// <summary>Hands mails to an SMTP server; the connection stays for as long as there is more to send.</summary>
public sealed partial class SmtpTransport(MailSettings settings) : IMailTransport, IDisposable
{
    private readonly SmtpClient client = new();

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            if (!client.IsConnected)
            {
                await client.ConnectAsync(settings.Host, settings.Port, settings.Security, cancellation);
            }

            if (settings.User is not null && !client.IsAuthenticated)
            {
                await client.AuthenticateAsync(settings.User, settings.Password ?? "", cancellation);
            }
        }
        catch (Exception exception) when (IsOfTheServer(exception))
        {
            await RestAsync();
            return new MailOutcome.Failed(Said(exception, mail.To), IsServerAway: true);
        }

        var needsUnicode = !Ascii.IsValid(mail.To.AsSpan(0, Math.Max(mail.To.LastIndexOf('@'), 0)));
        if (needsUnicode && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
        {
            return new MailOutcome.Refused("The server takes no addresses with letters beyond ASCII (SMTPUTF8).");
        }

        try
        {
            var format = FormatOptions.Default.Clone();
            format.International = needsUnicode;
            await client.SendAsync(format, MimeMails.Of(mail, settings.From), cancellation);
            return new MailOutcome.Accepted();
        }
        catch (SmtpCommandException refusal)
        {
            return OfRefusal(refusal, mail.To);
        }
        catch (NotSupportedException exception)
        {
            return new MailOutcome.Refused(Said(exception, mail.To));
        }
        catch (Exception exception) when (IsOfTheServer(exception))
        {
            await RestAsync();
            return new MailOutcome.Failed(Said(exception, mail.To), IsServerAway: !client.IsConnected);
        }
        catch (OperationCanceledException)
        {
            // In the middle of a conversation: the next one begins anew.
            await RestAsync();
            throw;
        }
    }

    public async Task RestAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception exception) when (IsOfTheServer(exception) || exception is OperationCanceledException or SmtpCommandException)
        {
            // It is gone already, which is what was asked for.
        }
    }

    public void Dispose() => client.Dispose();

    // A sender that the server refuses is a fault of the settings, which somebody mends while the mails wait.
    private static MailOutcome OfRefusal(SmtpCommandException refusal, string to) =>
        (int)refusal.StatusCode >= 500 && refusal.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted
            ? new MailOutcome.Refused(Said(refusal, to))
            : new MailOutcome.Failed(Said(refusal, to), IsServerAway: refusal.ErrorCode is SmtpErrorCode.SenderNotAccepted);

    private static bool IsOfTheServer(Exception exception) => exception
        is SocketException or IOException or ProtocolException or SmtpCommandException or AuthenticationException or SslHandshakeException
        or ServiceNotConnectedException or ServiceNotAuthenticatedException or NotSupportedException;

    // Servers repeat the address in their answers, and it belongs into no log.
    private static string Said(Exception exception, string to)
    {
        var status = exception is SmtpCommandException refusal ? $"{(int)refusal.StatusCode} " : "";
        return status + Addresses().Replace(exception.Message.Replace(to, "…", StringComparison.OrdinalIgnoreCase), "…").ReplaceLineEndings(" ");
    }

    [GeneratedRegex(@"[^\s<>""]+@[^\s<>""]+")]
    private static partial Regex Addresses();
}
