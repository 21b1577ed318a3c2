using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenGovWeek.Certificates.Skia;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>Resource marker of registration.</summary>
public sealed class AttendeeTexts;

/// <summary>Registration, confirming the address, and the attendee's cookie.</summary>
public static class AttendeesFeature
{
    public static IServiceCollection AddAttendees(this IServiceCollection services)
    {
        services.AddSingleton<Register>();
        services.AddSingleton<PrintableName>();
        services.AddSingleton<KnownAttendees>();
        services.AddSingleton<BrowserSecret>();
        services.AddSingleton<SignInLetter>();
        services.AddSingleton<ConfirmAddress>();
        services.TryAddSingleton<ICertificateRenderer, SkiaCertificateRenderer>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationAnswers>();
        services.Configure<CookieAuthenticationOptions>(People.AttendeeScheme, options => options.Events.OnValidatePrincipal =
            context => context.HttpContext.RequestServices.GetRequiredService<KnownAttendees>().ValidateAsync(context));
        return services;
    }
}
