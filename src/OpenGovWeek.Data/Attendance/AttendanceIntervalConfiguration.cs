using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Attendance;

internal sealed class AttendanceIntervalConfiguration : IEntityTypeConfiguration<AttendanceInterval>
{
    public void Configure(EntityTypeBuilder<AttendanceInterval> builder)
    {
        builder.HasIndex(i => new { i.AttendeeId, i.SessionId, i.TabId, i.LastSeenAt });
        builder.HasIndex(i => i.CreditId);
        builder.HasOne<Session>().WithMany().HasForeignKey(i => i.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Attendee>().WithMany().HasForeignKey(i => i.AttendeeId).OnDelete(DeleteBehavior.Restrict);
    }
}
