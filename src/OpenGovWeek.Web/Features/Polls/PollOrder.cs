namespace OpenGovWeek.Web.Features.Polls;

/// <summary>The order of polls that staff arrange.</summary>
public static class PollOrder
{
    /// <summary>The same ids with one of them moved by a place; as it was when it is not among them or stands at that end.</summary>
    /// <param name="by">-1 for up, 1 for down.</param>
    public static IReadOnlyList<Guid> Moved(this IReadOnlyList<Guid> ids, Guid id, int by)
    {
        var moved = ids.ToList();
        var from = moved.IndexOf(id);
        var to = from + by;
        if (from >= 0 && to >= 0 && to < moved.Count)
        {
            (moved[from], moved[to]) = (moved[to], moved[from]);
        }

        return moved;
    }
}
