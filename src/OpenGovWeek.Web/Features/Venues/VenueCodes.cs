using OpenGovWeek.Certificates;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Venues;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Venues;
using OpenGovWeek.Web.Features.Screen;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Venues;

/// <summary>What a venue's screen shows, some minutes ahead, so that it goes on when its network does not.</summary>
public sealed class VenueCodes(EventStore events, VenueStore venues, PublicAddress site, TimeProvider clock)
{
    // Ten steps of half a minute.
    private const int Ahead = 10;

    /// <exception cref="RuleException">NotFound <c>unknown-session</c>, or <c>unknown-venue</c> for a key that opens no screen.</exception>
    public async Task<VenueCodesView> ReadAsync(string slug, string? key, HttpRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        var venue = string.IsNullOrEmpty(key) ? null : await venues.FindByKeyAsync(place.Event.Id, key, cancellation);
        if (venue is null)
        {
            throw new RuleException("unknown-venue", RuleKind.NotFound);
        }

        var now = clock.UtcNow();
        var moments = Enumerable.Range(0, Ahead).Select(step => now + (step * VenueCode.Step));
        var page = new Uri(site.Of(request), $"/s/{slug}/sala");
        return new VenueCodesView(
            venue.Name,
            now,
            [.. moments.Select(at => Of(VenueCode.At(venue, place.Session.Id, at), VenueCode.ShownUntil(at)))]);

        VenueCodeView Of(string code, DateTime until)
        {
            var qr = QrCodes.Encode($"{page.AbsoluteUri}?codigo={code}");
            return new VenueCodeView(VenueCode.Display(code), until, qr.Size, QrPath.Of(qr));
        }
    }
}

/// <summary>The codes of a venue's screen, the present one first.</summary>
/// <param name="At">The server's clock, UTC.</param>
public sealed record VenueCodesView(string Venue, DateTime At, IReadOnlyList<VenueCodeView> Codes);

/// <summary>One code.</summary>
/// <param name="Code">As it is shown, in two groups.</param>
/// <param name="Until">Until when it stands on the screen, UTC.</param>
/// <param name="Size">Modules along an edge of the QR code of its address.</param>
/// <param name="Path">The QR code as an SVG path, a unit per module.</param>
public sealed record VenueCodeView(string Code, DateTime Until, int Size, string Path);
