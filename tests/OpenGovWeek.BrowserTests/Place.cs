using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Mail;
using Xunit;

namespace OpenGovWeek.BrowserTests;

/// <summary>The node on which all states are prepared, each in an event of its own.</summary>
public sealed class Place : IAsyncLifetime
{
    public TestNode Node { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var mailbox = new DevelopmentMailbox();
        Node = await TestNode.StartAsync(
            settings: Passing.Quick, services: all => all.AddSingleton(mailbox).AddSingleton<IMailTransport>(mailbox));
    }

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
