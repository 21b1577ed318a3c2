using System.Globalization;
using Microsoft.AspNetCore.Identity;
using OpenGovWeek.Core.Staff;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Checks the codes of authenticators for Identity, in the place of its own: by the application's clock, and each code once (RFC 6238, section 5.2).</summary>
public sealed class StaffAuthenticator(TimeProvider clock) : IUserTwoFactorTokenProvider<StaffMember>
{
    /// <summary>The application makes the codes, so there is nothing to send.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<StaffMember> manager, StaffMember user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<StaffMember> manager, StaffMember user)
    {
        if (!AuthenticatorKey.TryParse(await manager.GetAuthenticatorKeyAsync(user), out var key))
        {
            return false;
        }

        var used = await manager.GetAuthenticationTokenAsync(user, StaffTokens.Provider, StaffTokens.Step);
        var after = long.TryParse(used, NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : 0;
        // Of two who come with the same code at once, the second one's save finds the member changed.
        return key.Match(token, clock.UtcNow(), after) is { } matched
            && (await manager.SetAuthenticationTokenAsync(user, StaffTokens.Provider, StaffTokens.Step, matched.ToString(CultureInfo.InvariantCulture))).Succeeded;
    }

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<StaffMember> manager, StaffMember user) =>
        AuthenticatorKey.TryParse(await manager.GetAuthenticatorKeyAsync(user), out _);
}
