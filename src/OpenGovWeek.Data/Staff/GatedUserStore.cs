using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Staff;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Staff;

/// <summary>Identity's own store, whose writes (failed sign-ins, new stamps, uses of a passkey) wait for their turn like all others.</summary>
public sealed class GatedUserStore(OpenGovWeekDbContext context, WriteGate gate, TimeProvider clock, IdentityErrorDescriber? describer = null)
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

    /// <summary>Only hashes of recovery codes are kept; see <see cref="StaffTokens.Codes"/>. That one was used is audited by what Identity saves next.</summary>
    public override async Task<bool> RedeemCodeAsync(StaffMember user, string code, CancellationToken cancellationToken)
    {
        var isRight = await base.RedeemCodeAsync(user, RecoveryCode.Hash(code), cancellationToken);
        if (isRight)
        {
            Context.AuditEntries.Add(AuditEntries.Of(AuditAction.StaffRecoveryCode, user.Id, null, new Actor(user.Id, user.DisplayName), clock.UtcNow()));
        }

        return isRight;
    }
}
