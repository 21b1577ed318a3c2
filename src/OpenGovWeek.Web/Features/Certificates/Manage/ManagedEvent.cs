using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Events;

namespace OpenGovWeek.Web.Features.Certificates.Manage;

/// <summary>The event that a page of organisers about certificates is of.</summary>
internal static class ManagedEvent
{
    /// <summary>The event with its days and sessions.</summary>
    /// <param name="slug">As the address names it; empty for the event that was loaded last.</param>
    /// <exception cref="RuleException">NotFound <c>unknown-event</c>.</exception>
    public static async Task<Event> GetManagedAsync(this EventStore events, string? slug, CancellationToken cancellation) => string.IsNullOrEmpty(slug)
        ? await events.FindCurrentAsync(cancellation) ?? throw new RuleException("unknown-event", RuleKind.NotFound)
        : await events.GetAsync(slug, cancellation);
}
