using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Data.Attendees;

internal sealed class AttendeeConfiguration : IEntityTypeConfiguration<Attendee>
{
    public void Configure(EntityTypeBuilder<Attendee> builder)
    {
        builder.Property(a => a.Name).HasMaxLength(240);
        builder.Property(a => a.Email).HasMaxLength(254);
        builder.Property(a => a.NormalizedEmail).HasMaxLength(254);
        builder.Property(a => a.Region).HasMaxLength(3);
        builder.Property(a => a.ConsentVersion).HasMaxLength(20);
        builder.Property(a => a.Language).HasMaxLength(10);
        builder.Property(a => a.DocumentNumber).HasMaxLength(40);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => a.JoinedIntoId);
        builder.HasIndex(a => new { a.EventId, a.NormalizedEmail });
        builder.HasOne<Event>().WithMany().HasForeignKey(a => a.EventId).OnDelete(DeleteBehavior.Restrict);
    }
}
