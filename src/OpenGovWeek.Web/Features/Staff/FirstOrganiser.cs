using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>The way in for whoever installed the application.</summary>
public sealed class FirstOrganiser(StaffStore staff)
{
    /// <summary>Makes a one-time invitation while there is no organiser; the one offered before stops working.</summary>
    /// <returns>Path of the page that uses it, with the token as its fragment; null when there is an organiser.</returns>
    public async Task<string?> OfferAsync(CancellationToken cancellation)
    {
        var token = InvitationToken.New();
        return await staff.InviteFirstAsync(token.Hash, cancellation) ? token.Path : null;
    }
}
