using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Sessions;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.Property(s => s.Slug).HasMaxLength(60);
        builder.HasIndex(s => s.Slug).IsUnique();
        builder.Property(s => s.AnnouncementText).HasMaxLength(600);
        builder.Property(s => s.Title).HasMaxLength(200);
        builder.Property(s => s.StreamUrl).HasMaxLength(500);
        builder.HasIndex(s => s.Status);
        builder.HasOne<Event>().WithMany().HasForeignKey(s => s.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.LiveWindows).WithOne().HasForeignKey(w => w.SessionId);
    }
}
