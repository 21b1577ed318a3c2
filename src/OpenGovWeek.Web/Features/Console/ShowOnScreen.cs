using System.Security.Claims;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What to put on the screen: at most one of them; none for the stand-by view.</summary>
/// <param name="Question">A question that everyone may see.</param>
/// <param name="Poll">A poll that is not a draft.</param>
/// <param name="Invitation">How to take part, large.</param>
public sealed record ShowOnScreenRequest(Guid? Question = null, Guid? Poll = null, bool? Invitation = null);

/// <summary>Puts something on the screen of a session.</summary>
public sealed class ShowOnScreen(EventStore events, ScreenControl screen)
{
    /// <exception cref="RuleException"><c>screen-one</c>; those of <see cref="ScreenControl.ShowAsync"/>.</exception>
    public async Task<Done> RunAsync(string slug, ClaimsPrincipal staff, ShowOnScreenRequest request, CancellationToken cancellation)
    {
        var content = new ScreenContent(request.Question, request.Poll, request.Invitation == true);
        if ((content.Question is null ? 0 : 1) + (content.Poll is null ? 0 : 1) + (content.Invitation ? 1 : 0) > 1)
        {
            throw new RuleException("screen-one");
        }

        var place = await events.GetSessionAsync(slug, cancellation);
        return await screen.ShowAsync(place.Session.Id, content, staff.RequireStaff(), cancellation);
    }
}
