using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Venues;

namespace OpenGovWeek.Data.Venues;

internal sealed class VenueConfiguration : IEntityTypeConfiguration<Venue>
{
    public void Configure(EntityTypeBuilder<Venue> builder)
    {
        builder.Property(v => v.Name).HasMaxLength(240);
        builder.Property(v => v.Secret).HasMaxLength(32);
        builder.Property(v => v.ScreenKey).HasMaxLength(40);
        builder.HasIndex(v => v.ScreenKey).IsUnique();
        builder.HasOne<Event>().WithMany().HasForeignKey(v => v.EventId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class VenueVisitConfiguration : IEntityTypeConfiguration<VenueVisit>
{
    public void Configure(EntityTypeBuilder<VenueVisit> builder)
    {
        builder.HasKey(v => new { v.VenueId, v.SessionId, v.AttendeeId });
        builder.HasOne<Venue>().WithMany().HasForeignKey(v => v.VenueId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Session>().WithMany().HasForeignKey(v => v.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Attendee>().WithMany().HasForeignKey(v => v.AttendeeId).OnDelete(DeleteBehavior.Restrict);
    }
}
