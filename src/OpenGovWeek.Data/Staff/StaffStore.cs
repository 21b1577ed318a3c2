using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Staff;

/// <summary>A member of staff with the role.</summary>
public sealed record StaffListing(Guid Id, string DisplayName, string Email, string Role);

/// <summary>
/// Invites, adds and removes staff. Its writes follow one another, because each depends on who else is there: the last
/// organiser stays, and an invitation serves once.
/// </summary>
public sealed class StaffStore(
    IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, Commits commits, TimeProvider clock)
{
    public static TimeSpan InvitationLifetime { get; } = TimeSpan.FromHours(24);

    public async Task<bool> HasOrganiserAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Members(db, StaffRoles.Organiser).AnyAsync(cancellation);
    }

    /// <summary>All members, by name.</summary>
    public async Task<IReadOnlyList<StaffListing>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await (from member in db.Users
                      join held in db.UserRoles on member.Id equals held.UserId
                      join role in db.Roles on held.RoleId equals role.Id
                      orderby member.DisplayName, member.Id
                      select new StaffListing(member.Id, member.DisplayName, member.Email!, role.Name!)).ToListAsync(cancellation);
    }

    /// <summary>Invitations that can still be used, the newest last.</summary>
    public async Task<IReadOnlyList<StaffInvitation>> OpenInvitationsAsync(CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.StaffInvitations.AsNoTracking().Where(i => i.UsedAt == null && i.ExpiresAt > now)
            .OrderBy(i => i.ExpiresAt).ToListAsync(cancellation);
    }

    /// <summary>Stores the only way in for the first organiser; earlier ones stop working.</summary>
    /// <returns>False when there is an organiser already; nothing was stored.</returns>
    public Task<bool> InviteFirstAsync(string tokenHash, CancellationToken cancellation) => InTurnAsync(async (db, token) =>
    {
        if (await Members(db, StaffRoles.Organiser).AnyAsync(token))
        {
            return false;
        }

        await db.StaffInvitations.Where(i => i.UsedAt == null && i.Role == StaffRoles.Organiser).ExecuteDeleteAsync(token);
        Invite(db, tokenHash, StaffRoles.Organiser, Actor.Application);
        return true;
    }, cancellation);

    /// <summary>Stores an invitation that is valid for <see cref="InvitationLifetime"/>.</summary>
    public Task<StaffInvitation> InviteAsync(string tokenHash, string role, Actor by, CancellationToken cancellation) =>
        InTurnAsync((db, _) => Task.FromResult(Invite(db, tokenHash, role, by)), cancellation);

    /// <summary>Takes an unused invitation back; one that is gone already is no error.</summary>
    public Task CancelInvitationAsync(Guid id, Actor by, CancellationToken cancellation) => InTurnAsync(async (db, token) =>
    {
        var gone = await db.StaffInvitations.Where(i => i.Id == id && i.UsedAt == null).ExecuteDeleteAsync(token);
        if (gone > 0)
        {
            Record(db, AuditAction.StaffInviteCancel, id, by);
        }

        return gone;
    }, cancellation);

    /// <summary>Whether a token would be accepted now.</summary>
    /// <exception cref="RuleException"><c>invitation-unknown</c>, <c>invitation-used</c>, <c>invitation-expired</c>.</exception>
    public async Task<StaffInvitation> CheckInvitationAsync(string tokenHash, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return Usable(await db.StaffInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == tokenHash, cancellation));
    }

    /// <summary>Uses an invitation up and adds the member with its role.</summary>
    /// <param name="member">With the normalised names, the password's hash and a security stamp.</param>
    /// <exception cref="RuleException">Those of <see cref="CheckInvitationAsync"/>; <c>staff-email-taken</c>.</exception>
    public Task AcceptAsync(string tokenHash, StaffMember member, CancellationToken cancellation) => InTurnAsync(async (db, token) =>
    {
        var invitation = Usable(await db.StaffInvitations.SingleOrDefaultAsync(i => i.TokenHash == tokenHash, token));
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == member.NormalizedUserName, token))
        {
            throw new RuleException("staff-email-taken", RuleKind.Conflict, "Email");
        }

        invitation.UsedAt = clock.UtcNow();
        db.Users.Add(member);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = member.Id, RoleId = await RoleAsync(db, invitation.Role, token) });
        Record(db, AuditAction.StaffCreate, member.Id, new Actor(member.Id, member.DisplayName));
        return member.Id;
    }, cancellation);

    /// <summary>Removes a member of staff and ends what that member may do; one that is gone already is no error.</summary>
    /// <exception cref="RuleException"><c>staff-self</c>, <c>staff-last-organiser</c>.</exception>
    public async Task RemoveAsync(Guid id, Actor by, CancellationToken cancellation)
    {
        if (id == by.StaffId)
        {
            throw new RuleException("staff-self", RuleKind.Conflict);
        }

        await InTurnAsync(async (db, token) =>
        {
            var organisers = await Members(db, StaffRoles.Organiser).ToListAsync(token);
            if (organisers is [var last] && last == id)
            {
                throw new RuleException("staff-last-organiser", RuleKind.Conflict);
            }

            var gone = await db.Users.Where(u => u.Id == id).ExecuteDeleteAsync(token);
            if (gone > 0)
            {
                Record(db, AuditAction.StaffRemove, id, by);
            }

            return gone;
        }, cancellation);
        commits.Raise(new Hint.AccessChanged(id));
    }

    private Task<T> InTurnAsync<T>(Func<OpenGovWeekDbContext, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        gate.RunAsync(async (db, token) =>
        {
            // The single row of the deployment is the lock that orders the writes of several nodes.
            await db.Deployments.ExecuteUpdateAsync(set => set.SetProperty(d => d.Epoch, d => d.Epoch), token);
            var result = await work(db, token);
            await db.SaveChangesAsync(token);
            return result;
        }, cancellation);

    private StaffInvitation Invite(OpenGovWeekDbContext db, string tokenHash, string role, Actor by)
    {
        var invitation = new StaffInvitation
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            TokenHash = tokenHash,
            Role = role,
            ExpiresAt = clock.UtcNow() + InvitationLifetime,
        };
        db.StaffInvitations.Add(invitation);
        Record(db, AuditAction.StaffInvite, invitation.Id, by);
        return invitation;
    }

    private void Record(OpenGovWeekDbContext db, AuditAction action, Guid subject, Actor by) =>
        db.AuditEntries.Add(AuditEntries.Of(action, subject, null, by, clock.UtcNow()));

    private StaffInvitation Usable(StaffInvitation? invitation) => invitation switch
    {
        null => throw new RuleException("invitation-unknown", field: "Code"),
        { UsedAt: not null } => throw new RuleException("invitation-used", RuleKind.Conflict, "Code"),
        _ when invitation.ExpiresAt <= clock.UtcNow() => throw new RuleException("invitation-expired", RuleKind.Conflict, "Code"),
        _ => invitation,
    };

    private static async Task<Guid> RoleAsync(OpenGovWeekDbContext db, string name, CancellationToken cancellation)
    {
        var normalized = name.ToUpperInvariant();
        var role = await db.Roles.SingleOrDefaultAsync(r => r.NormalizedName == normalized, cancellation);
        if (role is null)
        {
            role = new IdentityRole<Guid>(name) { Id = Guid.NewGuid(), NormalizedName = normalized };
            db.Roles.Add(role);
        }

        return role.Id;
    }

    private static IQueryable<Guid> Members(OpenGovWeekDbContext db, string role) =>
        from held in db.UserRoles
        join named in db.Roles on held.RoleId equals named.Id
        where named.Name == role
        select held.UserId;
}
