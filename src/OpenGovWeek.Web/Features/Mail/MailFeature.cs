namespace OpenGovWeek.Web.Features.Mail;

/// <summary>Mail: what it says, and how it leaves.</summary>
public static class MailFeature
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<MailLetters>();
        return services;
    }
}
