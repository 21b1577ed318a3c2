using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Data.Certificates;

internal sealed class CertificatePolicyConfiguration : IEntityTypeConfiguration<CertificatePolicy>
{
    public void Configure(EntityTypeBuilder<CertificatePolicy> builder)
    {
        builder.HasKey(p => p.EventId);
        builder.Property(p => p.DayHours).HasPrecision(6, 1);
        builder.Property(p => p.EventHours).HasPrecision(6, 1);
        builder.Property(p => p.DayStatement).HasMaxLength(1000);
        builder.Property(p => p.EventStatement).HasMaxLength(1000);
        builder.Ignore(p => p.Logo);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasOne<Event>().WithOne().HasForeignKey<CertificatePolicy>(p => p.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Signatories).WithOne().HasForeignKey(s => s.EventId);
    }
}

internal sealed class SignatoryConfiguration : IEntityTypeConfiguration<Signatory>
{
    public void Configure(EntityTypeBuilder<Signatory> builder)
    {
        builder.Property(s => s.Name).HasMaxLength(240);
        builder.Property(s => s.Post).HasMaxLength(400);
    }
}

internal sealed class CertificateRunConfiguration : IEntityTypeConfiguration<CertificateRun>
{
    public void Configure(EntityTypeBuilder<CertificateRun> builder)
    {
        builder.Property(r => r.Kind).HasMaxLength(20);
        builder.Property(r => r.Site).HasMaxLength(200);
        builder.Property(r => r.StaffName).HasMaxLength(240);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => new { r.EventId, r.StartedAt });
        builder.HasOne<Event>().WithMany().HasForeignKey(r => r.EventId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BadgeKeyConfiguration : IEntityTypeConfiguration<BadgeKey>
{
    public void Configure(EntityTypeBuilder<BadgeKey> builder) => builder.Property(k => k.PublicJwk).HasMaxLength(1000);
}
