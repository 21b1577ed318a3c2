using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Text;
using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>A passkey as its owner knows it.</summary>
/// <param name="Id">Of the credential, in base64url.</param>
public sealed record PasskeyListing(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>A member's passkeys: added, listed, removed.</summary>
public sealed class Passkeys(UserManager<StaffMember> members, SignInManager<StaffMember> signIn, StaffSecurity security)
{
    /// <summary>Most that one member has.</summary>
    public const int Most = 10;

    private const int LongestName = 60;

    public async Task<IReadOnlyList<PasskeyListing>> ListAsync(StaffMember member) =>
        [.. (await members.GetPasskeysAsync(member)).OrderBy(p => p.CreatedAt)
            .Select(p => new PasskeyListing(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt))];

    /// <summary>What the browser is asked in order to make one, as JSON; a cookie remembers the question.</summary>
    public Task<string> AskNewAsync(StaffMember member) => signIn.MakePasskeyCreationOptionsAsync(
        new PasskeyUserEntity { Id = member.Id.ToString(), Name = member.Email!, DisplayName = member.DisplayName });

    /// <summary>What the browser is asked in order to sign in with one; whoever asks learns of nobody.</summary>
    public Task<string> AskAsync() => signIn.MakePasskeyRequestOptionsAsync(null);

    /// <summary>Adds the passkey that the browser made.</summary>
    /// <param name="credential">What the browser answered, as JSON.</param>
    /// <exception cref="RuleException"><c>passkey-failed</c>, <c>passkey-many</c>; the name's, field Name; <c>staff-changed</c>.</exception>
    public async Task AddAsync(StaffMember member, string? name, string? credential, CancellationToken cancellation)
    {
        var called = PlainText.Line(name, 1, LongestName, "Name");
        if ((await members.GetPasskeysAsync(member)).Count >= Most)
        {
            throw new RuleException("passkey-many", RuleKind.Conflict, detail: Most);
        }

        var passkey = await AttestAsync(member, credential) ?? throw new RuleException("passkey-failed");
        passkey.Name = called;
        await security.AddPasskeyAsync(member.Id, member.SecurityStamp!, passkey, cancellation);
    }

    /// <summary>Removes one.</summary>
    /// <param name="id">Of <see cref="PasskeyListing"/>.</param>
    public Task RemoveAsync(StaffMember member, string? id, CancellationToken cancellation) =>
        security.RemovePasskeyAsync(member.Id, member.SecurityStamp!, Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : [], cancellation);

    private async Task<UserPasskeyInfo?> AttestAsync(StaffMember member, string? credential)
    {
        if (string.IsNullOrEmpty(credential))
        {
            return null;
        }

        try
        {
            var attested = await signIn.PerformPasskeyAttestationAsync(credential);
            return attested.Succeeded && attested.UserEntity.Id == member.Id.ToString() ? attested.Passkey : null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException or PasskeyException)
        {
            return null;
        }
    }
}
