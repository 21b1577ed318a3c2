using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Questions;

internal sealed class QuestionConfiguration : IEntityTypeConfiguration<Question>
{
    public void Configure(EntityTypeBuilder<Question> builder)
    {
        builder.Property(q => q.Text).HasMaxLength(1000);
        builder.Property(q => q.AuthorName).HasMaxLength(240);
        builder.Property(q => q.HeldByName).HasMaxLength(240);
        builder.HasIndex(q => new { q.AttendeeId, q.ClientId }).IsUnique();
        builder.HasIndex(q => new { q.SessionId, q.Revision });
        builder.HasIndex(q => new { q.SessionId, q.Status });
        builder.HasOne<Session>().WithMany().HasForeignKey(q => q.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Attendee>().WithMany().HasForeignKey(q => q.AttendeeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UpvoteConfiguration : IEntityTypeConfiguration<Upvote>
{
    public void Configure(EntityTypeBuilder<Upvote> builder)
    {
        builder.HasKey(u => new { u.QuestionId, u.AttendeeId });
        builder.HasIndex(u => u.AttendeeId);
        builder.HasOne<Question>().WithMany().HasForeignKey(u => u.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Attendee>().WithMany().HasForeignKey(u => u.AttendeeId).OnDelete(DeleteBehavior.Restrict);
    }
}
