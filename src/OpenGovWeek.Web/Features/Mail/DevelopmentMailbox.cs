namespace OpenGovWeek.Web.Features.Mail;

/// <summary>In Development, where no mail server is set: mails stay in the application, on a page where whoever tries it reads them.</summary>
public sealed class DevelopmentMailbox : IMailTransport
{
    private const int Most = 50;

    private readonly Lock gate = new();
    private readonly LinkedList<OutgoingMail> mails = [];

    /// <summary>Those of this run, the newest first.</summary>
    public IReadOnlyList<OutgoingMail> Newest
    {
        get
        {
            lock (gate)
            {
                return [.. mails];
            }
        }
    }

    public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        lock (gate)
        {
            mails.AddFirst(mail);
            if (mails.Count > Most)
            {
                mails.RemoveLast();
            }
        }

        return Task.FromResult<MailOutcome>(new MailOutcome.Accepted());
    }

    public Task RestAsync() => Task.CompletedTask;
}
