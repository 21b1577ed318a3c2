using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using OpenGovWeek.Core.Staff;

namespace OpenGovWeek.Data.Staff;

/// <summary>Identity's own store, whose writes (failed sign-ins, new stamps, uses of a passkey) wait for their turn like all others.</summary>
public sealed class GatedUserStore(OpenGovWeekDbContext context, WriteGate gate, IdentityErrorDescriber? describer = null)
    : UserStore<StaffMember, IdentityRole<Guid>, OpenGovWeekDbContext, Guid>(context, describer)
{
    public override Task<IdentityResult> CreateAsync(StaffMember user, CancellationToken cancellationToken = default) =>
        gate.TakeTurnAsync(() => base.CreateAsync(user, cancellationToken), cancellationToken);

    public override Task<IdentityResult> UpdateAsync(StaffMember user, CancellationToken cancellationToken = default) =>
        gate.TakeTurnAsync(() => base.UpdateAsync(user, cancellationToken), cancellationToken);

    public override Task<IdentityResult> DeleteAsync(StaffMember user, CancellationToken cancellationToken = default) =>
        gate.TakeTurnAsync(() => base.DeleteAsync(user, cancellationToken), cancellationToken);

    public override Task AddOrUpdatePasskeyAsync(StaffMember user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        gate.TakeTurnAsync(async () =>
        {
            await base.AddOrUpdatePasskeyAsync(user, passkey, cancellationToken);
            return true;
        }, cancellationToken);

    /// <summary>Only hashes of recovery codes are kept; see <see cref="StaffTokens.Codes"/>.</summary>
    public override Task<bool> RedeemCodeAsync(StaffMember user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, RecoveryCode.Hash(code), cancellationToken);
}
