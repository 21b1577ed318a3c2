using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.Features.Polls;

/// <summary>What the partial of a poll kind needs to show the fields of an answer.</summary>
/// <param name="Marked">Ids of the choices that are marked.</param>
public sealed record PollFields(PollView Poll, IReadOnlyList<Guid> Marked);
