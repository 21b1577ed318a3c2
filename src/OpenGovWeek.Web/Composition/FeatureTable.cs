using OpenGovWeek.Web.Features.Attendance;
using OpenGovWeek.Web.Features.Attendees;
using OpenGovWeek.Web.Features.Certificates;
using OpenGovWeek.Web.Features.Certificates.Manage;
using OpenGovWeek.Web.Features.Console;
using OpenGovWeek.Web.Features.Events;
using OpenGovWeek.Web.Features.Mail;
using OpenGovWeek.Web.Features.Polls;
using OpenGovWeek.Web.Features.Questions;
using OpenGovWeek.Web.Features.Room;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Features.Staff;
using OpenGovWeek.Web.Features.Venues;
using OpenGovWeek.Web.Live;
using OpenGovWeek.Web.ScaleOut;

namespace OpenGovWeek.Web.Composition;

/// <summary>One line per feature: what it registers, what it maps.</summary>
public static class FeatureTable
{
    public static void AddFeatures(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddScaleOut(configuration);
        services.AddLive(configuration);
        services.AddMail(configuration, environment);
        services.AddAttendees();
        services.AddStaff();
        services.AddQuestions();
        services.AddPolls();
        services.AddRoom();
        services.AddEvents();
        services.AddConsole();
        services.AddCertificates(configuration);
        services.AddVenues();
        services.AddAttendance();
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapLanguage();
        app.MapEvents();
        app.MapStaff();
        app.MapLive();
        app.MapQuestions();
        app.MapPolls();
        app.MapConsole();
        app.MapRoom();
        app.MapCertificates();
        app.MapManagedCertificates();
        app.MapVenues();
        app.MapAttendance();
    }
}
