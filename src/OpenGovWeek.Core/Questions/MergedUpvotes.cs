namespace OpenGovWeek.Core.Questions;

/// <summary>
/// What a merge does to upvotes: the target has one of each attendee who supports either question, its own author excepted, and the author of the merged one supports it too.
/// The upvotes of the merged question itself stay as they are, so that taking the merge back needs no memory.
/// </summary>
public static class MergedUpvotes
{
    /// <summary>The upvotes that come to the target.</summary>
    /// <param name="question">The question that is merged.</param>
    /// <param name="supporters">Its upvotes.</param>
    /// <param name="into">The target.</param>
    /// <param name="supportersOfTarget">Attendees who support the target already.</param>
    public static IEnumerable<Upvote> Carried(
        Question question, IEnumerable<Upvote> supporters, Question into, IReadOnlySet<Guid> supportersOfTarget) =>
        supporters.Select(upvote => (upvote.AttendeeId, At: upvote.At))
            .Append((question.AttendeeId, At: question.AskedAt))
            .Where(support => support.AttendeeId != into.AttendeeId && !supportersOfTarget.Contains(support.AttendeeId))
            .DistinctBy(support => support.AttendeeId)
            .Select(support => new Upvote
            {
                QuestionId = into.Id,
                AttendeeId = support.AttendeeId,
                At = support.At,
                FromQuestionId = question.Id,
            });

    /// <summary>Of the upvotes that came with a merged question, those that go with it; the others stay, because their attendees support another one that was merged into the same target.</summary>
    /// <param name="carried">Upvotes of the target that came with the question.</param>
    /// <param name="others">Other questions merged into the target, each with whoever supports it, its author included.</param>
    public static IReadOnlyList<Upvote> Released(IEnumerable<Upvote> carried, IReadOnlyCollection<(Guid Question, IReadOnlySet<Guid> Supporters)> others)
    {
        var released = new List<Upvote>();
        foreach (var upvote in carried)
        {
            var other = others.FirstOrDefault(o => o.Supporters.Contains(upvote.AttendeeId));
            if (other.Supporters is null)
            {
                released.Add(upvote);
            }
            else
            {
                upvote.FromQuestionId = other.Question;
            }
        }

        return released;
    }
}
