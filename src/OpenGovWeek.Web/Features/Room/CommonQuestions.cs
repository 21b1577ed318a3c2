using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.Features.Room;

/// <summary>The list of questions as HTML, written once for all who see the same of a snapshot: a crowd comes in together, and nothing on the page of a room costs more.</summary>
public static class CommonQuestions
{
    // Kept as long as the snapshot is.
    private static readonly ConditionalWeakTable<Delta, ConcurrentDictionary<Sight, IHtmlContent>> Written = [];

    /// <param name="write">Writes the list as this reader sees it; the content need not outlive the request.</param>
    public static async Task<IHtmlContent> OfAsync(RoomContent room, HtmlEncoder encoder, Func<Task<IHtmlContent>> write)
    {
        if (room.Questions.Any(question => question.IsMine || question.IsUpvoted))
        {
            return await write();
        }

        var sight = new Sight(CultureInfo.CurrentCulture.Name, CultureInfo.CurrentUICulture.Name, room.Place.Event.TimeZone, room.CanUpvote, room.ShowsAll);
        var written = Written.GetOrCreateValue(room.Snapshot);
        if (!written.TryGetValue(sight, out var list))
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            (await write()).WriteTo(text, encoder);
            written[sight] = list = new HtmlString(text.ToString());
        }

        return list;
    }

    // All that the list depends on besides the snapshot and what is the reader's own.
    private sealed record Sight(string Culture, string Language, string TimeZone, bool CanUpvote, bool ShowsAll);
}
