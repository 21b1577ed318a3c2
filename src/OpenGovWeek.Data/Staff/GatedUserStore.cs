using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace OpenGovWeek.Data.Staff;

/// <summary>Identity's own store, whose writes (failed sign-ins, new stamps) wait for their turn like all others.</summary>
public sealed class GatedUserStore(OpenGovWeekDbContext context, WriteGate gate, IdentityErrorDescriber? describer = null)
    : UserStore<StaffMember, IdentityRole<Guid>, OpenGovWeekDbContext, Guid>(context, describer)
{
    public override Task<IdentityResult> CreateAsync(StaffMember user, CancellationToken cancellationToken = default) =>
        gate.TakeTurnAsync(() => base.CreateAsync(user, cancellationToken), cancellationToken);

    public override Task<IdentityResult> UpdateAsync(StaffMember user, CancellationToken cancellationToken = default) =>
        gate.TakeTurnAsync(() => base.UpdateAsync(user, cancellationToken), cancellationToken);

    public override Task<IdentityResult> DeleteAsync(StaffMember user, CancellationToken cancellationToken = default) =>
        gate.TakeTurnAsync(() => base.DeleteAsync(user, cancellationToken), cancellationToken);
}
