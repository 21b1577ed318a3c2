using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Mail;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Venues;
using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Data;

/// <summary>One model for all databases; what only one provider understands stands in its own project.</summary>
public sealed class OpenGovWeekDbContext(DbContextOptions<OpenGovWeekDbContext> options)
    : IdentityDbContext<StaffMember, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Deployment> Deployments => Set<Deployment>();

    public DbSet<Event> Events => Set<Event>();

    public DbSet<EventDay> EventDays => Set<EventDay>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<LiveWindow> LiveWindows => Set<LiveWindow>();

    public DbSet<Attendee> Attendees => Set<Attendee>();

    public DbSet<Question> Questions => Set<Question>();

    public DbSet<Upvote> Upvotes => Set<Upvote>();

    public DbSet<Poll> Polls => Set<Poll>();

    public DbSet<Choice> Choices => Set<Choice>();

    public DbSet<Spelling> Spellings => Set<Spelling>();

    public DbSet<PreparedPoll> PreparedPolls => Set<PreparedPoll>();

    public DbSet<Ballot> Ballots => Set<Ballot>();

    public DbSet<AttendanceInterval> AttendanceIntervals => Set<AttendanceInterval>();

    public DbSet<AttendanceCredit> AttendanceCredits => Set<AttendanceCredit>();

    public DbSet<Venue> Venues => Set<Venue>();

    public DbSet<VenueVisit> VenueVisits => Set<VenueVisit>();

    public DbSet<EventLogo> EventLogos => Set<EventLogo>();

    public DbSet<AttendanceRequest> AttendanceRequests => Set<AttendanceRequest>();

    public DbSet<AttendanceDecision> AttendanceDecisions => Set<AttendanceDecision>();

    public DbSet<SignInRequest> SignInRequests => Set<SignInRequest>();

    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();

    /// <summary>A mail is in the transaction, and its sender wants to be woken after the commit.</summary>
    internal bool HasMail { get; set; }

    public DbSet<CertificatePolicy> CertificatePolicies => Set<CertificatePolicy>();

    public DbSet<CertificateRun> CertificateRuns => Set<CertificateRun>();

    public DbSet<BadgeKey> BadgeKeys => Set<BadgeKey>();

    public DbSet<Certificate> Certificates => Set<Certificate>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<StaffInvitation> StaffInvitations => Set<StaffInvitation>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcMillisecondsConverter>().HavePrecision(3);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(OpenGovWeekDbContext).Assembly);
    }
}
