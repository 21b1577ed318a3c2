using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenGovWeek.Data.Staff;

/// <summary>A moderator or an organiser; signs in with the e-mail address.</summary>
public sealed class StaffMember : IdentityUser<Guid>
{
    /// <summary>Name that stands in the audit.</summary>
    public required string DisplayName { get; set; }
}

/// <summary>Names of the staff's roles.</summary>
public static class StaffRoles
{
    public const string Organiser = "Organiser";

    public const string Moderator = "Moderator";

    public static IReadOnlyList<string> All { get; } = [Organiser, Moderator];
}

/// <summary>A one-time way in for a new member of staff; only the token's hash is kept.</summary>
public sealed class StaffInvitation
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the token, in hex.</summary>
    public required string TokenHash { get; init; }

    public required string Role { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public DateTime? UsedAt { get; set; }
}

internal sealed class StaffMemberConfiguration : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder) => builder.Property(s => s.DisplayName).HasMaxLength(120);
}

internal sealed class StaffInvitationConfiguration : IEntityTypeConfiguration<StaffInvitation>
{
    public void Configure(EntityTypeBuilder<StaffInvitation> builder)
    {
        builder.Property(i => i.TokenHash).HasMaxLength(64);
        builder.Property(i => i.Role).HasMaxLength(20);
        builder.HasIndex(i => i.TokenHash).IsUnique();
    }
}
