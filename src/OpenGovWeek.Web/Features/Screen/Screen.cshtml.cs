using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenGovWeek.Certificates;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Features.Venues;
using OpenGovWeek.Web.Http;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Features.Screen;

/// <summary>Resource marker of the screen.</summary>
public sealed class ScreenTexts
{
    /// <summary>Keys that the preview of a poll asks for.</summary>
    public static readonly IReadOnlyList<string> Preview = ["Closes", "Write"];
}

/// <summary>What a projector, or a stream's lower third, shows of a session: what is on air, or the stand-by view; only what everybody may see.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ScreenModel(EventStore events, LiveDirectory directory, DeltaCache deltas, VenueCodes venues, PublicAddress site) : PageModel
{
    /// <summary>Key of a venue: its screen shows the venue's codes in place of the room's address.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sala { get; set; }

    /// <summary>The codes of the venue; null for the screen of no venue.</summary>
    public VenueCodesView? Venue { get; private set; }

    public SessionPlace Place { get; private set; } = null!;

    /// <summary>The event with its days, for the stand-by view.</summary>
    public Event Event { get; private set; } = null!;

    public Delta Snapshot { get; private set; } = null!;

    public SessionView Session => Snapshot.Session!;

    /// <summary>The question on air; null when there is none.</summary>
    public QuestionView? Question { get; private set; }

    /// <summary>The poll on air; null when there is none.</summary>
    public PollView? Poll { get; private set; }

    /// <summary>Lies over a video: transparent, and empty while nothing is on air.</summary>
    public bool IsOverlay { get; private set; }

    /// <summary>Side of the video that an overlay keeps to: <c>left</c> or <c>right</c>; null for its whole width.</summary>
    public string? Side { get; private set; }

    /// <summary>Which of the views it is: question, poll, invitation or standby.</summary>
    public string View => (Question, Poll, Session.OnAir?.Invitation) switch
    {
        (not null, _, _) => "question",
        (_, not null, _) => "poll",
        (_, _, true) => "invitation",
        _ => "standby",
    };

    /// <summary>Address of the room, as people type it: without its scheme, in the parts at which it may break.</summary>
    public IReadOnlyList<string> JoinAddress { get; private set; } = [];

    /// <summary>QR code of the room's address.</summary>
    public QrMatrix Qr { get; private set; } = null!;

    public EventClock Clock { get; private set; } = null!;

    public async Task OnGetAsync(string slug, string? modo, string? lado, CancellationToken cancellation)
    {
        Place = await events.GetSessionAsync(slug, cancellation);
        Event = await events.GetAsync(Place.Event.Slug, cancellation);
        Clock = EventClock.Of(Event);
        IsOverlay = modo == "superpuesta";
        Side = lado switch { "izquierda" => "left", "derecha" => "right", _ => null };
        var session = await directory.GetSessionAsync(slug, cancellation);
        Snapshot = (await deltas.GetAsync(session, LiveAudience.Public, 0, cancellation)).Delta;
        Question = Snapshot.Questions?.FirstOrDefault(q => q.Id == Session.OnAir?.Question);
        Poll = Snapshot.Polls?.FirstOrDefault(p => p.Id == Session.OnAir?.Poll);
        Venue = Sala is null ? null : await venues.ReadAsync(slug, Sala, Request, cancellation);
        var room = new Uri(site.Of(Request), $"/s/{Place.Session.Slug}");
        JoinAddress = Regex.Split($"{room.Authority}{room.AbsolutePath}", "(?<=[./])");
        Qr = QrCodes.Encode(room.AbsoluteUri);
    }

    /// <summary>Key of what the stand-by view says, and its time.</summary>
    public (string Key, string Time) StandBy() => Session.Status switch
    {
        SessionStatus.Scheduled when Snapshot.At >= Session.PlannedStart => ("StandBy_Soon", ""),
        var status => ($"StandBy_{status}", Clock.Time(Session.PlannedStart)),
    };

    /// <summary>Size class of a text on the screen: the longer, the smaller.</summary>
    public static string LengthOf(string text) => text.Length switch
    {
        <= 60 => "short",
        <= 140 => "medium",
        <= 260 => "long",
        _ => "full",
    };
}
