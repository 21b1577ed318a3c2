using Microsoft.AspNetCore.Mvc;
using OpenGovWeek.Core;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>The forms of what everybody sees at once, and of merging, for browsers without scripts.</summary>
public sealed partial class ConsoleModel
{
    /// <summary>What was typed as an announcement and not taken.</summary>
    public AnnounceRequest? TypedAnnouncement { get; private set; }

    /// <summary>What was typed as the stream and not taken.</summary>
    public ReplaceStreamRequest? TypedStream { get; private set; }

    public Task<IActionResult> OnPostScreenAsync(string slug, string? show, Guid? question, Guid? poll, CancellationToken cancellation) => ActAsync(
        slug,
        "aire",
        () => showOnScreen.RunAsync(
            slug,
            User,
            show switch
            {
                "question" => new ShowOnScreenRequest(Question: question ?? Guid.Empty),
                "poll" => new ShowOnScreenRequest(Poll: poll ?? Guid.Empty),
                "invitation" => new ShowOnScreenRequest(Invitation: true),
                _ => new ShowOnScreenRequest(),
            },
            cancellation),
        cancellation);

    public Task<IActionResult> OnPostAnnounceAsync(string slug, Guid id, string? text, int minutes, CancellationToken cancellation)
    {
        TypedAnnouncement = new AnnounceRequest(id, text, minutes);
        return ActAsync(slug, "aire", () => announce.RunAsync(slug, User, TypedAnnouncement, cancellation), cancellation);
    }

    public Task<IActionResult> OnPostEndAnnouncementAsync(string slug, CancellationToken cancellation) =>
        ActAsync(slug, "aire", () => announce.EndAsync(slug, User, cancellation), cancellation);

    public Task<IActionResult> OnPostStreamAsync(string slug, string? url, int delay, CancellationToken cancellation)
    {
        TypedStream = new ReplaceStreamRequest(url, delay);
        return ActAsync(slug, "aire", () => replaceStream.RunAsync(slug, User, TypedStream, cancellation), cancellation);
    }

    /// <param name="into">The question that stays, as the form names it: its id and its version.</param>
    public Task<IActionResult> OnPostMergeAsync(string slug, Guid question, int version, string? into, CancellationToken cancellation)
    {
        var (target, seen) = into?.Split(' ') is [var id, var number] && Guid.TryParse(id, out var guid) && int.TryParse(number, out var parsed)
            ? (guid, parsed)
            : throw new RuleException("unknown-question", RuleKind.NotFound);
        return ActAsync(
            slug, "cola", () => mergeQuestion.RunAsync(slug, question, User, new MergeQuestionRequest(target, version, seen), cancellation), cancellation);
    }
}
