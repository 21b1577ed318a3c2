using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Web.Features.Mail;

namespace OpenGovWeek.Web.Tests.Mail;

/// <summary>A way out that breaks where a test wants it to; what it took over counts as sent to the world.</summary>
internal sealed class ScriptedTransport : IMailTransport
{
    /// <summary>Ids of the mails that were taken over, in that order.</summary>
    public ConcurrentQueue<Guid> Taken { get; } = new();

    /// <summary>Runs before a mail is taken over.</summary>
    public Func<OutgoingMail, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after it was taken over, before the sender hears of it.</summary>
    public Func<OutgoingMail, Task> After { get; set; } = _ => Task.CompletedTask;

    public void Use(IServiceCollection services) => services.AddSingleton<IMailTransport>(this);

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        await Before(mail);
        Taken.Enqueue(mail.Id);
        await After(mail);
        return new MailOutcome.Accepted();
    }

    public Task RestAsync() => Task.CompletedTask;
}
