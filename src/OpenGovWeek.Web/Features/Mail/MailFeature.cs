using OpenGovWeek.Web.Composition;

namespace OpenGovWeek.Web.Features.Mail;

/// <summary>Mail: what it says, and how it leaves.</summary>
public static class MailFeature
{
    /// <exception cref="StartupException">A setting of the mail server makes no sense, or the address that links in mails need is missing.</exception>
    public static void AddMail(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton<MailWriter>();
        services.AddSingleton<OutboxMetrics>();
        services.AddHostedService<OutboxSender>();
        if (MailSettings.Read(configuration) is { } settings)
        {
            // Without it whoever asks for a link chooses, by the Host header, which machine it leads to.
            if (!environment.IsDevelopment() && string.IsNullOrEmpty(configuration["PublicAddress"]))
            {
                throw new StartupException("Mail:Host is set, but PublicAddress is not: say under which address people reach the application, which links in mails need.");
            }

            services.AddSingleton(settings);
            services.AddSingleton<IMailTransport, SmtpTransport>();
        }
        else if (environment.IsDevelopment())
        {
            services.AddSingleton<DevelopmentMailbox>();
            services.AddSingleton<IMailTransport>(all => all.GetRequiredService<DevelopmentMailbox>());
        }
    }
}
