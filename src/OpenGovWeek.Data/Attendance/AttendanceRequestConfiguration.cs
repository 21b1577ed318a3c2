using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Attendance;

internal sealed class AttendanceRequestConfiguration : IEntityTypeConfiguration<AttendanceRequest>
{
    public void Configure(EntityTypeBuilder<AttendanceRequest> builder)
    {
        builder.Property(r => r.Reason).HasMaxLength(1000);
        builder.HasIndex(r => new { r.SessionId, r.At });
        builder.HasIndex(r => r.AttendeeId);
        builder.HasOne<Session>().WithMany().HasForeignKey(r => r.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Attendee>().WithMany().HasForeignKey(r => r.AttendeeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AttendanceDecisionConfiguration : IEntityTypeConfiguration<AttendanceDecision>
{
    public void Configure(EntityTypeBuilder<AttendanceDecision> builder)
    {
        builder.HasKey(d => d.RequestId);
        builder.Property(d => d.Note).HasMaxLength(1000);
        builder.Property(d => d.StaffName).HasMaxLength(240);
        builder.HasOne<AttendanceRequest>().WithOne().HasForeignKey<AttendanceDecision>(d => d.RequestId).OnDelete(DeleteBehavior.Restrict);
    }
}
