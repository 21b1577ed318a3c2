using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Venues;

namespace OpenGovWeek.Core.Attendees;

/// <summary>
/// What happens when an address is confirmed that several attendees of an event gave: one of them stands for all, and has what the others did. Name, audience, region
/// and document stay those of the one.
/// </summary>
public static class Joining
{
    /// <summary>Who stands for all: who was confirmed first, else who confirms now, else who registered first. Null when there is nobody.</summary>
    /// <param name="people">Attendees of one event who gave the address and are not joined, and the one who confirms.</param>
    /// <param name="confirming">The attendee of the browser that proved the address; null when it has none.</param>
    public static Attendee? Canonical(IReadOnlyCollection<Attendee> people, Guid? confirming) =>
        people.Where(person => person.ConfirmedAt is not null).OrderBy(person => person.ConfirmedAt).ThenBy(person => person.Id).FirstOrDefault()
        ?? people.FirstOrDefault(person => person.Id == confirming)
        ?? people.OrderBy(person => person.CreatedAt).ThenBy(person => person.Id).FirstOrDefault();

    /// <summary>Of the ballots that one person cast in an open poll under several registrations, the one that stands: the first.</summary>
    public static Ballot Standing(IEnumerable<Ballot> ballots, Guid canonical) =>
        ballots.OrderBy(ballot => ballot.CastAt).ThenBy(ballot => ballot.AttendeeId == canonical ? 0 : 1).ThenBy(ballot => ballot.AttendeeId).First();

    /// <summary>
    /// Of the upvotes that one person gave a question under several registrations, the one that is kept; null for a question that is now one's own.
    /// It came with a merged question only when none of them was set at the question itself.
    /// </summary>
    /// <param name="question">The question with its author as it was before joining.</param>
    /// <param name="upvotes">Those of the person, at least one.</param>
    /// <param name="isOnePerson">Tells for an attendee whether it is one of those who are joined.</param>
    public static Upvote? Kept(Question question, IReadOnlyCollection<Upvote> upvotes, Guid canonical, Func<Guid, bool> isOnePerson)
    {
        if (isOnePerson(question.AttendeeId))
        {
            return null;
        }

        var first = upvotes.OrderBy(upvote => upvote.AttendeeId == canonical ? 0 : 1).ThenBy(upvote => upvote.At).ThenBy(upvote => upvote.AttendeeId).First();
        var from = upvotes.Any(upvote => upvote.FromQuestionId is null) ? null : first.FromQuestionId;
        return new Upvote { QuestionId = question.Id, AttendeeId = canonical, At = first.At, FromQuestionId = from };
    }

    /// <summary>One visit out of those that one person made to a venue during a session.</summary>
    public static VenueVisit United(IReadOnlyCollection<VenueVisit> visits, Guid canonical)
    {
        var any = visits.First();
        return new VenueVisit
        {
            VenueId = any.VenueId,
            SessionId = any.SessionId,
            AttendeeId = canonical,
            FirstSeenAt = visits.Min(visit => visit.FirstSeenAt),
            LastSeenAt = visits.Max(visit => visit.LastSeenAt),
        };
    }
}
