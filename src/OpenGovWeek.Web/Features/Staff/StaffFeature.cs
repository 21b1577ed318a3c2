using Microsoft.AspNetCore.Identity;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Resource marker of the staff's pages.</summary>
public sealed class StaffTexts;

/// <summary>Staff: invitations, sign-in with its second factor and passkeys, recovery, and the staff's home.</summary>
public static class StaffFeature
{
    /// <summary>How long a member who was removed, or whose password changed, can still act.</summary>
    private static readonly TimeSpan StampInterval = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddScoped<IUserStore<StaffMember>, GatedUserStore>();
        services.AddScoped<StaffSignIn>();
        services.AddScoped<AskRecovery>();
        services.AddSingleton<RecoveryLetter>();
        services.AddScoped<ChoosePassword>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<Passkeys>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton<StaffSeal>();
        services.AddScoped<AcceptInvitation>();
        services.AddSingleton<FirstOrganiser>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // A passkey stands for both factors, so its owner unlocks it; and it says itself whose it is.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = StampInterval);
        return services;
    }

    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        routes.MapPasskeys();
        routes.MapLayoutForms().MapPost("/equipo/salir", async (SignInManager<StaffMember> signIn) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/");
        }).AllowAnonymous();
    }
}
