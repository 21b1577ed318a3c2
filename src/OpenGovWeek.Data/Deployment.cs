using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenGovWeek.Data;

/// <summary>The single row that names this life of the database.</summary>
public sealed class Deployment
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Random id; a restore changes it, so that clients forget what the restored database no longer knows.</summary>
    public required string Epoch { get; set; }
}

internal sealed class DeploymentConfiguration : IEntityTypeConfiguration<Deployment>
{
    public void Configure(EntityTypeBuilder<Deployment> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Epoch).HasMaxLength(32);
    }
}
