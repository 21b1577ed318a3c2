using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Polls;

internal sealed class PollConfiguration : IEntityTypeConfiguration<Poll>
{
    public void Configure(EntityTypeBuilder<Poll> builder)
    {
        builder.Property(p => p.Prompt).HasMaxLength(400);
        builder.Property(p => p.TallyHash).HasMaxLength(64);
        builder.HasIndex(p => new { p.SessionId, p.Revision });
        builder.HasIndex(p => new { p.Status, p.ClosesAt });
        builder.HasOne<Session>().WithMany().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Choices).WithOne().HasForeignKey(c => c.PollId);
    }
}

internal sealed class ChoiceConfiguration : IEntityTypeConfiguration<Choice>
{
    public void Configure(EntityTypeBuilder<Choice> builder)
    {
        builder.Property(c => c.Text).HasMaxLength(240);
        builder.HasIndex(c => new { c.PollId, c.Position }).IsUnique();
    }
}

internal sealed class BallotConfiguration : IEntityTypeConfiguration<Ballot>
{
    public void Configure(EntityTypeBuilder<Ballot> builder)
    {
        builder.HasKey(b => new { b.PollId, b.AttendeeId });
        builder.HasIndex(b => b.AttendeeId);
        builder.Property(b => b.Marks).HasMaxLength(800);
        builder.HasOne<Poll>().WithMany().HasForeignKey(b => b.PollId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Attendee>().WithMany().HasForeignKey(b => b.AttendeeId).OnDelete(DeleteBehavior.Restrict);
    }
}
