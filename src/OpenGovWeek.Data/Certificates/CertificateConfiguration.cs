using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Data.Certificates;

internal sealed class CertificateConfiguration : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> builder)
    {
        builder.Property(c => c.Code).HasMaxLength(40);
        builder.HasIndex(c => c.Code).IsUnique();
        builder.Property(c => c.Kind).HasMaxLength(20);
        builder.HasIndex(c => new { c.AttendeeId, c.Kind, c.Edition }).IsUnique();
        builder.HasIndex(c => new { c.EventId, c.IssuedAt });
        builder.Property(c => c.Hours).HasPrecision(6, 1);
        builder.Property(c => c.DocumentNumber).HasMaxLength(40);
        builder.Property(c => c.SignedBy).HasMaxLength(400);
        builder.Property(c => c.StatusReason).HasMaxLength(1000);
        builder.Property(c => c.SupersededBy).HasMaxLength(40);
        builder.Property(c => c.Name).HasMaxLength(240);
        builder.Property(c => c.EventName).HasMaxLength(200);
        builder.Property(c => c.Subject).HasMaxLength(1000);
        builder.Property(c => c.Institution).HasMaxLength(200);
        builder.Property(c => c.Language).HasMaxLength(10);
        builder.Property(c => c.PdfSha256).HasMaxLength(64);
        builder.HasIndex(c => c.PdfSha256);
        builder.HasOne<Attendee>().WithMany().HasForeignKey(c => c.AttendeeId).OnDelete(DeleteBehavior.Restrict);
    }
}
