using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Data.Attendees;

internal sealed class SignInRequestConfiguration : IEntityTypeConfiguration<SignInRequest>
{
    public void Configure(EntityTypeBuilder<SignInRequest> builder)
    {
        builder.Property(r => r.NormalizedEmail).HasMaxLength(254);
        builder.Property(r => r.BrowserHash).HasMaxLength(64);
        builder.Property(r => r.TokenHash).HasMaxLength(64);
        builder.Property(r => r.CodeHash).HasMaxLength(64);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => r.TokenHash).IsUnique();
        builder.HasIndex(r => new { r.NormalizedEmail, r.CreatedAt });
        builder.HasIndex(r => r.ExpiresAt);
        builder.HasOne<Event>().WithMany().HasForeignKey(r => r.EventId).OnDelete(DeleteBehavior.Restrict);
    }
}
