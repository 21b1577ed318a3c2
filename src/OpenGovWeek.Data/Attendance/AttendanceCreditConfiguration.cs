using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Venues;

namespace OpenGovWeek.Data.Attendance;

internal sealed class AttendanceCreditConfiguration : IEntityTypeConfiguration<AttendanceCredit>
{
    public void Configure(EntityTypeBuilder<AttendanceCredit> builder)
    {
        builder.Property(c => c.Reason).HasMaxLength(1000);
        builder.Property(c => c.StaffName).HasMaxLength(240);
        builder.HasOne<Session>().WithMany().HasForeignKey(c => c.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Venue>().WithMany().HasForeignKey(c => c.VenueId).OnDelete(DeleteBehavior.Restrict);
    }
}
