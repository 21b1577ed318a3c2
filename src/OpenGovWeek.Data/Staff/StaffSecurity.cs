using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Staff;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Staff;

/// <summary>
/// Changes how a member of staff gets in. Each change is one transaction with its audit entry, and gives the member another security stamp, which ends
/// all sessions: Identity compares it every few seconds, and a hint tells the open connections at once.
/// </summary>
public sealed class StaffSecurity(WriteGate gate, Commits commits, TimeProvider clock)
{
    /// <summary>Sets another password; who was locked out because of the old one may try again.</summary>
    /// <param name="stamp">The security stamp that the caller has checked: whoever comes second with it is refused.</param>
    /// <param name="hash">Hash of the new password.</param>
    /// <exception cref="RuleException"><c>staff-changed</c>, here and below: the member was changed since, or is gone.</exception>
    public Task SetPasswordAsync(Guid id, string stamp, string hash, CancellationToken cancellation) =>
        ChangeAsync(id, stamp, AuditAction.StaffPasswordReset, (_, member, _) =>
        {
            (member.PasswordHash, member.AccessFailedCount, member.LockoutEnd) = (hash, 0, null);
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>Asks for the codes of an authenticator from now on.</summary>
    /// <param name="step">The period whose code has proved that the application knows the key.</param>
    /// <param name="codes">Hashes of the recovery codes.</param>
    public Task SetAuthenticatorAsync(Guid id, string stamp, AuthenticatorKey key, long step, IEnumerable<string> codes, CancellationToken cancellation) =>
        ChangeAsync(id, stamp, AuditAction.StaffSecondFactor, async (db, member, token) =>
        {
            await ForgetTokensAsync(db, id, token);
            Keep(db, id, StaffTokens.Key, key.Text);
            Keep(db, id, StaffTokens.Step, step.ToString(CultureInfo.InvariantCulture));
            Keep(db, id, StaffTokens.Codes, string.Join(';', codes));
            member.TwoFactorEnabled = true;
        }, cancellation);

    /// <summary>Asks for the password alone again.</summary>
    public Task RemoveAuthenticatorAsync(Guid id, string stamp, CancellationToken cancellation) =>
        ChangeAsync(id, stamp, AuditAction.StaffSecondFactor, async (db, member, token) =>
        {
            await ForgetTokensAsync(db, id, token);
            member.TwoFactorEnabled = false;
        }, cancellation);

    /// <summary>Gives other recovery codes; those before serve no more.</summary>
    /// <param name="codes">Their hashes.</param>
    public Task SetCodesAsync(Guid id, string stamp, IEnumerable<string> codes, CancellationToken cancellation) =>
        ChangeAsync(id, stamp, AuditAction.StaffSecondFactor, async (db, _, token) =>
        {
            await db.UserTokens.Where(t => t.UserId == id && t.LoginProvider == StaffTokens.Provider && t.Name == StaffTokens.Codes).ExecuteDeleteAsync(token);
            Keep(db, id, StaffTokens.Codes, string.Join(';', codes));
        }, cancellation);

    /// <summary>Adds a passkey that was proved to be in the member's hands.</summary>
    public Task AddPasskeyAsync(Guid id, string stamp, UserPasskeyInfo passkey, CancellationToken cancellation) =>
        ChangeAsync(id, stamp, AuditAction.StaffPasskey, (db, _, _) =>
        {
            db.Add(new IdentityUserPasskey<Guid>
            {
                UserId = id,
                CredentialId = passkey.CredentialId,
                Data = new IdentityPasskeyData
                {
                    PublicKey = passkey.PublicKey,
                    Name = passkey.Name,
                    CreatedAt = passkey.CreatedAt,
                    SignCount = passkey.SignCount,
                    Transports = passkey.Transports,
                    IsUserVerified = passkey.IsUserVerified,
                    IsBackupEligible = passkey.IsBackupEligible,
                    IsBackedUp = passkey.IsBackedUp,
                    AttestationObject = passkey.AttestationObject,
                    ClientDataJson = passkey.ClientDataJson,
                },
            });
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>Removes one of the member's passkeys; one that is gone already is no error.</summary>
    public Task RemovePasskeyAsync(Guid id, string stamp, byte[] credentialId, CancellationToken cancellation) =>
        ChangeAsync(id, stamp, AuditAction.StaffPasskey, (db, _, token) =>
            db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == id && p.CredentialId == credentialId).ExecuteDeleteAsync(token), cancellation);

    private async Task ChangeAsync(
        Guid id, string stamp, AuditAction action, Func<OpenGovWeekDbContext, StaffMember, CancellationToken, Task> change, CancellationToken cancellation)
    {
        var fresh = Guid.NewGuid().ToString("N");
        await gate.RunAsync(async (db, token) =>
        {
            // The first statement takes the row's lock: of two changes by the same stamp, one finds nothing.
            if (await db.Users.Where(u => u.Id == id && u.SecurityStamp == stamp).ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, fresh), token) == 0)
            {
                throw new RuleException("staff-changed", RuleKind.Conflict);
            }

            var member = await db.Users.SingleAsync(u => u.Id == id, token);
            await change(db, member, token);
            member.ConcurrencyStamp = Guid.NewGuid().ToString();
            db.AuditEntries.Add(AuditEntries.Of(action, id, null, new Actor(id, member.DisplayName), clock.UtcNow()));
            await db.SaveChangesAsync(token);
            return true;
        }, cancellation);
        commits.Raise(new Hint.AccessChanged(id));
    }

    private static Task<int> ForgetTokensAsync(OpenGovWeekDbContext db, Guid id, CancellationToken cancellation) =>
        db.UserTokens.Where(t => t.UserId == id && t.LoginProvider == StaffTokens.Provider).ExecuteDeleteAsync(cancellation);

    private static void Keep(OpenGovWeekDbContext db, Guid id, string name, string value) =>
        db.UserTokens.Add(new IdentityUserToken<Guid> { UserId = id, LoginProvider = StaffTokens.Provider, Name = name, Value = value });
}
