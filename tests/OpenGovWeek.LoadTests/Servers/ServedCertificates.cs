using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Servers;

/// <summary>The whole application with an event that is over, and people who were there.</summary>
internal sealed class ServedCertificates(TestNode node) : IAsyncDisposable
{
    /// <summary>Starts it and says where it is, and the cookies of its people.</summary>
    public static async Task<ServedCertificates> StartAsync(int people)
    {
        var node = await TestNode.StartAsync(isPlain: true);
        var held = await HeldWeek.CreateAsync(node);
        Serve.Say(new { port = node.Address.Port, attendees = await held.NewPeopleAsync(people) });
        return new ServedCertificates(node);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
