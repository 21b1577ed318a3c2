using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>
/// Texts that the application gives out and believes when they come back: for one purpose, for a while, and only until something of how the member gets
/// in was changed, because they hold the security stamp.
/// </summary>
public sealed class StaffSeal(IDataProtectionProvider protection, TimeProvider clock)
{
    public string Make(string purpose, StaffMember member, TimeSpan lifetime, string payload = "") =>
        Protector(purpose).Protect(JsonSerializer.Serialize(new SealedStaff(member.Id, member.SecurityStamp!, clock.UtcNow() + lifetime, payload)));

    /// <param name="text">As it came back; white space that a mail program put in does not matter.</param>
    /// <returns>Null when it was not given out for this, or too long ago. Whether the stamp is still the member's is left to the caller.</returns>
    public SealedStaff? Open(string purpose, string? text)
    {
        try
        {
            var plain = Protector(purpose).Unprotect(string.Concat((text ?? "").Where(letter => !char.IsWhiteSpace(letter))));
            return JsonSerializer.Deserialize<SealedStaff>(plain) is { } found && found.ExpiresAt > clock.UtcNow() ? found : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string purpose) => protection.CreateProtector("OpenGovWeek.Staff", purpose);
}

/// <summary>What a seal holds.</summary>
/// <param name="Stamp">The member's security stamp when it was made.</param>
/// <param name="ExpiresAt">UTC.</param>
public sealed record SealedStaff(Guid Id, string Stamp, DateTime ExpiresAt, string Payload);
