using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendees;

/// <summary>One running application with one event, for all tests of a class.</summary>
public sealed class EventNode : IAsyncLifetime
{
    public TestNode Node { get; private set; } = null!;

    public TestEvent Event { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Node = await TestNode.StartAsync();
        Event = await TestEvent.CreateAsync(Node);
    }

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
