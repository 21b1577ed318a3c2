using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;

namespace OpenGovWeek.FaultTests.Nodes;

/// <summary>What happens in the session: through a node, each once, and each has to succeed.</summary>
internal static class Proceedings
{
    /// <summary>Prepares and opens a poll of three choices.</summary>
    public static async Task<PollView> OpenPollAsync(this Cluster cluster, int node = 0)
    {
        var made = await cluster.ModerateAsync(node, HttpMethod.Post, "polls", new
        {
            id = Guid.CreateVersion7(),
            kind = PollKind.SingleChoice,
            prompt = "¿Desde dónde nos acompaña?",
            choices = new[] { "Lima", "Cusco", "Puno" },
            policy = ResultsPolicy.Live,
        });
        var poll = made.Read<PollView>();
        var opened = await cluster.ModerateAsync(node, HttpMethod.Post, $"polls/{poll.Id}/status", new { action = "Open", version = poll.Version });
        opened.Read<object>();
        return poll with { Version = poll.Version + 1 };
    }

    /// <summary>Closes a poll that nobody has changed since it was opened: only one may be open.</summary>
    public static async Task ClosePollAsync(this Cluster cluster, PollView poll)
    {
        var closed = await cluster.ModerateAsync(0, HttpMethod.Post, $"polls/{poll.Id}/status", new { action = "Close", version = poll.Version });
        closed.Read<object>();
    }

    /// <summary>An attendee asks a question and a moderator publishes it.</summary>
    /// <returns>Its id.</returns>
    public static async Task<Guid> PublishQuestionAsync(this Cluster cluster, int node)
    {
        var asked = await cluster.SendAsync(node, HttpMethod.Post, $"{cluster.Api}/questions", cluster.People[Random.Shared.Next(cluster.People.Count)].Cookie, new
        {
            id = Guid.CreateVersion7(),
            text = $"¿Cuándo llega a la región número {Random.Shared.Next()}?",
            withName = true,
        });
        var id = asked.Read<MyQuestion>().Id;
        var published = await cluster.ModerateAsync(node, HttpMethod.Post, $"questions/{id}/status", new { to = "Published", version = 0 });
        published.Read<object>();
        return id;
    }

    /// <summary>A moderator takes a question away that was just published.</summary>
    public static async Task RejectQuestionAsync(this Cluster cluster, int node, Guid question)
    {
        var rejected = await cluster.ModerateAsync(node, HttpMethod.Post, $"questions/{question}/status", new { to = "Rejected", reason = "Duplicate", version = 1 });
        rejected.Read<object>();
    }
}
