using OpenGovWeek.Data.Mail;

namespace OpenGovWeek.Web.Features.Mail;

/// <summary>Where mails leave the application: an SMTP server, or the mailbox of Development. One sender uses it, one mail after another.</summary>
public interface IMailTransport
{
    /// <summary>Hands one mail over.</summary>
    /// <returns>What became of it; nothing that a mail server does is an exception.</returns>
    /// <exception cref="OperationCanceledException">It took too long, and nobody knows what became of it.</exception>
    Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellation);

    /// <summary>There is nothing more to send for now. Never throws.</summary>
    Task RestAsync();
}

/// <summary>A mail as it leaves.</summary>
/// <param name="Id">The same at every attempt; its Message-ID is made of it.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record OutgoingMail(Guid Id, string To, DateTime CreatedAt, MailText Text);

/// <summary>What became of handing a mail over.</summary>
public abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <summary>The server has taken it over.</summary>
    public sealed record Accepted : MailOutcome;

    /// <summary>It will never be taken, as for an address that does not exist.</summary>
    /// <param name="Reason">Without the address.</param>
    public sealed record Refused(string Reason) : MailOutcome;

    /// <summary>Not now.</summary>
    /// <param name="Reason">Without the address.</param>
    /// <param name="IsServerAway">It is not about this mail: no other would be taken either.</param>
    public sealed record Failed(string Reason, bool IsServerAway) : MailOutcome;
}
