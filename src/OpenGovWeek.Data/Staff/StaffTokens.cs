namespace OpenGovWeek.Data.Staff;

/// <summary>Where Identity's own store keeps the second factor, among a member's tokens.</summary>
public static class StaffTokens
{
    /// <summary>Identity's name for what it keeps itself.</summary>
    public const string Provider = "[AspNetUserStore]";

    /// <summary>The shared secret; see <see cref="Core.Staff.AuthenticatorKey"/>.</summary>
    public const string Key = "AuthenticatorKey";

    /// <summary>The last period whose code was used, so that no code serves twice.</summary>
    public const string Step = "AuthenticatorStep";

    /// <summary>Hashes of the recovery codes, separated by semicolons.</summary>
    public const string Codes = "RecoveryCodes";
}
