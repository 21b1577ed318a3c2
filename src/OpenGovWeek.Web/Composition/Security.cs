using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Web.Features.Staff;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Composition;

/// <summary>Cookies, Identity, antiforgery and policies.</summary>
public static class Security
{
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var cookies = new CookieNames(builder.Environment.IsDevelopment());
        services.AddSingleton(cookies);
        services.AddDataProtection().SetApplicationName("OpenGovWeek").PersistKeysToDbContext<OpenGovWeekDbContext>();

        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(People.AttendeeScheme, options =>
            {
                cookies.Apply(options.Cookie, "asistente");
                options.ExpireTimeSpan = TimeSpan.FromDays(60);
                options.SlidingExpiration = true;
            })
            .AddIdentityCookies(identity =>
            {
                // Holds, for minutes, who has given a password and owes the second factor, or the question that was asked of a passkey.
                identity.TwoFactorUserIdCookie!.Configure(options => cookies.Apply(options.Cookie, "segundo-paso"));
                identity.ApplicationCookie!.Configure(options =>
                {
                    cookies.Apply(options.Cookie, "equipo");
                    options.ExpireTimeSpan = TimeSpan.FromHours(12);
                    options.SlidingExpiration = true;
                    options.LoginPath = "/equipo/entrar";
                    options.AccessDeniedPath = "/equipo/entrar";
                    options.ReturnUrlParameter = "volver";
                    options.Events.OnRedirectToLogin = context => AnswerOrRedirect(context, StatusCodes.Status401Unauthorized);
                    options.Events.OnRedirectToAccessDenied = DenyAccess;
                });
            });

        // After the schemes, whose formats it wraps.
        services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, OpenedTickets>();

        services.AddIdentityCore<StaffMember>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // The name is the e-mail address, which has its own rule.
                options.User.AllowedUserNameCharacters = "";
                options.Password.RequiredLength = 12;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 10;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<OpenGovWeekDbContext>()
            .AddClaimsPrincipalFactory<StaffClaimsFactory>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddTokenProvider<StaffAuthenticator>(TokenOptions.DefaultAuthenticatorProvider);

        services.AddAuthorization(Policies.Add);
        services.AddAntiforgery(options => cookies.Apply(options.Cookie, "formulario"));
        services.Configure<CookieTempDataProviderOptions>(options => cookies.Apply(options.Cookie, "aviso"));
    }

    // Who is signed in already would be sent back from the sign-in to where he may not be, round and round.
    private static Task DenyAccess(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.User.StaffId() is null)
        {
            return AnswerOrRedirect(context, StatusCodes.Status403Forbidden);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static Task AnswerOrRedirect(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/hubs"))
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }
}

/// <summary>
/// Cookies are bound to the host by the <c>__Host-</c> prefix, which needs HTTPS; in Development, where a phone may come over
/// plain HTTP, they have plain names.
/// </summary>
public sealed record CookieNames(bool Plain)
{
    public void Apply(CookieBuilder cookie, string name)
    {
        cookie.Name = Plain ? name : $"__Host-{name}";
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = Plain ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    }
}
