using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Data.Events;

internal sealed class EventConfiguration : IEntityTypeConfiguration<Event>
{
    public void Configure(EntityTypeBuilder<Event> builder)
    {
        builder.Property(e => e.Slug).HasMaxLength(60);
        builder.HasIndex(e => e.Slug).IsUnique();
        builder.Property(e => e.Name).HasMaxLength(200);
        builder.Property(e => e.Institution).HasMaxLength(200);
        builder.Property(e => e.Unit).HasMaxLength(200);
        builder.Property(e => e.Purpose).HasMaxLength(2000);
        builder.Property(e => e.TimeZone).HasMaxLength(60);
        builder.Property(e => e.Accent).HasMaxLength(7);
        builder.Property(e => e.LogoHash).HasMaxLength(64);
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.HasMany(e => e.Days).WithOne().HasForeignKey(d => d.EventId);
    }
}

internal sealed class EventLogoConfiguration : IEntityTypeConfiguration<EventLogo>
{
    public void Configure(EntityTypeBuilder<EventLogo> builder)
    {
        builder.HasKey(l => l.EventId);
        builder.Property(l => l.ContentType).HasMaxLength(20);
        builder.HasOne<Event>().WithOne().HasForeignKey<EventLogo>(l => l.EventId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EventDayConfiguration : IEntityTypeConfiguration<EventDay>
{
    public void Configure(EntityTypeBuilder<EventDay> builder)
    {
        builder.HasIndex(d => new { d.EventId, d.Number }).IsUnique();
        builder.HasMany(d => d.Sessions).WithOne().HasForeignKey(s => s.EventDayId);
    }
}
