using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Polls;

internal sealed class PollConfiguration : IEntityTypeConfiguration<Poll>
{
    public void Configure(EntityTypeBuilder<Poll> builder)
    {
        builder.Property(p => p.Prompt).HasMaxLength(400);
        builder.Property(p => p.LowLabel).HasMaxLength(80);
        builder.Property(p => p.HighLabel).HasMaxLength(80);
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
        builder.Property(c => c.Text).HasMaxLength(600);
        builder.Property(c => c.Folded).HasMaxLength(600);
        builder.HasIndex(c => new { c.PollId, c.Position }).IsUnique();
    }
}

internal sealed class SpellingConfiguration : IEntityTypeConfiguration<Spelling>
{
    public void Configure(EntityTypeBuilder<Spelling> builder)
    {
        builder.ToTable("Spellings");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Text).HasMaxLength(600);
        builder.HasIndex(s => s.ChoiceId);
        builder.HasOne<Choice>().WithMany().HasForeignKey(s => s.ChoiceId);
    }
}

internal sealed class PreparedPollConfiguration : IEntityTypeConfiguration<PreparedPoll>
{
    public void Configure(EntityTypeBuilder<PreparedPoll> builder)
    {
        builder.Property(p => p.Prompt).HasMaxLength(400);
        builder.Property(p => p.Choices).HasMaxLength(4000);
        builder.Property(p => p.LowLabel).HasMaxLength(80);
        builder.Property(p => p.HighLabel).HasMaxLength(80);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => new { p.EventId, p.Position });
        builder.HasOne<Event>().WithMany().HasForeignKey(p => p.EventId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BallotConfiguration : IEntityTypeConfiguration<Ballot>
{
    public void Configure(EntityTypeBuilder<Ballot> builder)
    {
        builder.HasKey(b => new { b.PollId, b.AttendeeId });
        builder.HasIndex(b => b.AttendeeId);
        builder.Property(b => b.Marks).HasMaxLength(800);
        builder.Property(b => b.Texts).HasMaxLength(1000);
        builder.HasOne<Poll>().WithMany().HasForeignKey(b => b.PollId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Attendee>().WithMany().HasForeignKey(b => b.AttendeeId).OnDelete(DeleteBehavior.Restrict);
    }
}
