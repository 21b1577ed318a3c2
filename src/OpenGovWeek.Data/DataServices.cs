using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Data.Telemetry;
using OpenGovWeek.Data.Venues;

namespace OpenGovWeek.Data;

/// <summary>Registers the data layer.</summary>
public static class DataServices
{
    /// <summary>Adds the context, the way of writing and the stores over one provider's database.</summary>
    public static IServiceCollection AddOpenGovWeekData(this IServiceCollection services, IDatabaseProvider provider, string connectionString)
    {
        services.AddSingleton(provider);
        services.AddDbContextFactory<OpenGovWeekDbContext>(options => provider.Configure(options, connectionString));
        services.AddSingleton<WriteMetrics>();
        services.AddSingleton<Commits>();
        services.AddSingleton<WriteGate>();
        services.AddSingleton<SessionWriter>();
        services.AddSingleton<SessionActionWriter>();
        services.AddHostedService(all => all.GetRequiredService<SessionActionWriter>());
        services.AddSingleton<QuestionStore>();
        services.AddSingleton<Moderation>();
        services.AddSingleton<SessionControl>();
        services.AddSingleton<LiveWindowControl>();
        services.AddSingleton<ScreenControl>();
        services.AddSingleton<Announcements>();
        services.AddSingleton<StreamControl>();
        services.AddSingleton<QuestionModeration>();
        services.AddSingleton<QueueReader>();
        services.AddSingleton<QuestionPages>();
        services.AddSingleton<QuestionTexts>();
        services.AddSingleton<QuestionMerging>();
        services.AddSingleton<QuestionHolds>();
        services.AddSingleton<BulkModeration>();
        services.AddSingleton<PollModeration>();
        services.AddSingleton<PreparedPollStore>();
        services.AddSingleton<UndoStore>();
        services.AddSingleton<DatabaseSetup>();
        services.AddSingleton<EventStore>();
        services.AddSingleton<CertificateStore>();
        services.AddSingleton<PolicyStore>();
        services.AddSingleton<QualifyingReader>();
        services.AddSingleton<CertificateOverview>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<RunSteps>();
        services.AddSingleton<AmendmentStore>();
        services.AddSingleton<IssuedList>();
        services.AddSingleton<VerificationStore>();
        services.AddSingleton<BadgeKeyStore>();
        services.AddSingleton<EventWriter>();
        services.AddSingleton<EventEditor>();
        services.AddSingleton<OverdueSessions>();
        services.AddSingleton<AttendeeStore>();
        services.AddSingleton<SignInStore>();
        services.AddSingleton<JoinStore>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<OutboxQueue>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<StaffStore>();
        services.AddSingleton<StaffSecurity>();
        services.AddSingleton<VenueStore>();
        services.AddSingleton<CreditStore>();
        services.AddSingleton<RequestStore>();
        services.AddSingleton<AttendanceStore>();
        services.AddSingleton<AttendanceReader>();
        services.AddSingleton<AttendeeRecords>();
        return services;
    }
}
