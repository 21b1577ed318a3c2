using OpenGovWeek.Certificates;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Staff;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>An authenticator that is about to be taken into use.</summary>
/// <param name="Key">The secret in groups, to be typed.</param>
/// <param name="Sealed">The same for the form that comes back; nothing is stored before a code proves it.</param>
/// <param name="Qr">Of the address that applications read.</param>
public sealed record AuthenticatorSetup(string Key, string Sealed, QrMatrix Qr);

/// <summary>A member's second factor: taken into use, given other recovery codes, removed.</summary>
public sealed class SecondFactor(StaffSeal seals, StaffSecurity security, TimeProvider clock)
{
    private const string Purpose = "authenticator";
    private const string Issuer = "OpenGovWeek";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(20);

    /// <summary>Makes a new secret. Nothing is stored.</summary>
    public AuthenticatorSetup Begin(StaffMember member) => Of(member, AuthenticatorKey.Generate());

    /// <summary>The setup that a form brought back, to be shown once more; null when it is too old.</summary>
    public AuthenticatorSetup? Again(StaffMember member, string? sealedKey) => Read(member, sealedKey) is { } key ? Of(member, key) : null;

    /// <summary>Asks for codes from now on, once a code has proved that the application knows the secret.</summary>
    /// <returns>Recovery codes, which are never shown again.</returns>
    /// <exception cref="RuleException"><c>authenticator-expired</c>, <c>authenticator-wrong</c>; <c>staff-changed</c>.</exception>
    public async Task<IReadOnlyList<string>> EnableAsync(StaffMember member, string? sealedKey, string? code, CancellationToken cancellation)
    {
        var key = Read(member, sealedKey) ?? throw new RuleException("authenticator-expired", RuleKind.Conflict);
        var step = key.Match(code, clock.UtcNow(), after: 0) ?? throw new RuleException("authenticator-wrong", field: "Code");
        var codes = NewCodes();
        await security.SetAuthenticatorAsync(member.Id, member.SecurityStamp!, key, step, codes.Select(RecoveryCode.Hash), cancellation);
        return codes;
    }

    /// <summary>Replaces the recovery codes.</summary>
    /// <returns>The new ones.</returns>
    /// <exception cref="RuleException"><c>authenticator-none</c>: there is nothing that they would replace; <c>staff-changed</c>.</exception>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(StaffMember member, CancellationToken cancellation)
    {
        if (!member.TwoFactorEnabled)
        {
            throw new RuleException("authenticator-none", RuleKind.Conflict);
        }

        var codes = NewCodes();
        await security.SetCodesAsync(member.Id, member.SecurityStamp!, codes.Select(RecoveryCode.Hash), cancellation);
        return codes;
    }

    /// <summary>Asks for the password alone again.</summary>
    public Task DisableAsync(StaffMember member, CancellationToken cancellation) =>
        security.RemoveAuthenticatorAsync(member.Id, member.SecurityStamp!, cancellation);

    private static string[] NewCodes() => [.. Enumerable.Range(0, RecoveryCode.Many).Select(_ => RecoveryCode.Generate())];

    private AuthenticatorKey? Read(StaffMember member, string? sealedKey) =>
        seals.Open(Purpose, sealedKey) is { } opened && opened.Id == member.Id && opened.Stamp == member.SecurityStamp
        && AuthenticatorKey.TryParse(opened.Payload, out var key)
            ? key
            : null;

    private AuthenticatorSetup Of(StaffMember member, AuthenticatorKey key)
    {
        var address = $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(member.Email!)}?secret={key.Text}&issuer={Issuer}&digits={AuthenticatorKey.Digits}";
        return new(key.Display, seals.Make(Purpose, member, Lifetime, key.Text), QrCodes.Encode(address));
    }
}
