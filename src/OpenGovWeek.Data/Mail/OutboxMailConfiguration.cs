using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Mail;

namespace OpenGovWeek.Data.Mail;

internal sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.Property(m => m.Cause).HasMaxLength(100);
        builder.HasIndex(m => m.Cause).IsUnique();
        builder.Property(m => m.To).HasMaxLength(254);
        builder.Property(m => m.LastError).HasMaxLength(500);
        builder.HasIndex(m => new { m.SentAt, m.GivenUpAt, m.DueAt });
    }
}
