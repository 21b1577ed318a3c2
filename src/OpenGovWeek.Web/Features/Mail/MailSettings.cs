using System.Globalization;
using MailKit.Security;
using MimeKit;
using OpenGovWeek.Web.Composition;

namespace OpenGovWeek.Web.Features.Mail;

/// <summary>The mail server of the configuration, section <c>Mail</c>.</summary>
/// <param name="User">Null when the server asks for no account.</param>
/// <param name="From">Sender of every mail; the host of its address names the messages too.</param>
public sealed record MailSettings(string Host, int Port, SecureSocketOptions Security, string? User, string? Password, MailboxAddress From)
{
    /// <summary>Reads the settings.</summary>
    /// <returns>Null when no host is set.</returns>
    /// <exception cref="StartupException">A setting makes no sense, or one that belongs to the host is missing.</exception>
    public static MailSettings? Read(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Mail");
        if (mail["Host"] is not { Length: > 0 } host)
        {
            return null;
        }

        var (security, usualPort) = mail["Security"] switch
        {
            null or "" or "StartTls" => (SecureSocketOptions.StartTls, 587),
            "Tls" => (SecureSocketOptions.SslOnConnect, 465),
            "None" => (SecureSocketOptions.None, 25),
            var other => throw new StartupException($"Mail:Security is '{other}'; it has to be StartTls, Tls or None."),
        };
        return new MailSettings(host, PortOf(mail["Port"], usualPort), security, Filled(mail["User"]), Filled(mail["Password"]), Sender(mail["From"], mail["FromName"]));
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static int PortOf(string? text, int usual) => string.IsNullOrEmpty(text)
        ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw new StartupException($"Mail:Port is '{text}'; it has to be a number from 1 to 65535.");

    private static MailboxAddress Sender(string? address, string? name) =>
        MailboxAddress.TryParse(address, out var parsed) && parsed.Address.IndexOf('@', StringComparison.Ordinal) is > 0
            ? new MailboxAddress(Filled(name) ?? parsed.Name, parsed.Address)
            : throw new StartupException($"Mail:Host is set, and Mail:From is '{address}'; it has to be the address that mails come from, such as certificados@ejemplo.pe");
}
