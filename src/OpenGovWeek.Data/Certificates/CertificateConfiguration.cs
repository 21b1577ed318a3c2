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
        builder.HasIndex(c => new { c.AttendeeId, c.Kind }).IsUnique();
        builder.Property(c => c.Name).HasMaxLength(240);
        builder.Property(c => c.EventName).HasMaxLength(200);
        builder.Property(c => c.Subject).HasMaxLength(1000);
        builder.Property(c => c.Institution).HasMaxLength(200);
        builder.Property(c => c.Language).HasMaxLength(10);
        builder.Property(c => c.PdfSha256).HasMaxLength(64);
        builder.HasOne<Attendee>().WithMany().HasForeignKey(c => c.AttendeeId).OnDelete(DeleteBehavior.Restrict);
    }
}
