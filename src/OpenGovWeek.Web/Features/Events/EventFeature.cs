using Microsoft.Extensions.Localization;
using OpenGovWeek.Web.Composition;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>Registers the feature, and does what it does before the application serves.</summary>
public static class EventFeature
{
    public static void AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<EventFiles>();
        services.AddSingleton<ImportEvent>();
        services.AddSingleton<SaveSettings>();
        services.AddSingleton<Banner>();
        services.AddSingleton<EventPages>();
        services.AddHostedService<SessionKeeper>();
    }

    /// <summary>Loads an event from a file and says where it is.</summary>
    /// <exception cref="StartupException">Every reason why it cannot be loaded; nothing was changed.</exception>
    public static async Task ImportAsync(this WebApplication app, string path)
    {
        ConsoleLanguage.Use();
        var added = await app.Services.GetRequiredService<ImportEvent>().FromFileAsync(path, CancellationToken.None);
        var texts = app.Services.GetRequiredService<IStringLocalizer<EventTexts>>();
        await System.Console.Out.WriteLineAsync(texts["Import_Done", added.Name, added.Days.Count, $"/e/{added.Slug}"]);
    }

    /// <summary>In Development there is always something to try: a rehearsal that is on now.</summary>
    public static async Task LoadRehearsalAsync(this WebApplication app)
    {
        if (app.Environment.IsDevelopment() && app.Configuration.GetValue("Rehearsal", true))
        {
            await app.Services.GetRequiredService<ImportEvent>().RehearseAsync(CancellationToken.None);
        }
    }

    /// <summary>Says on the console where the application listens and what to open.</summary>
    public static async Task SayWhereAsync(this WebApplication app)
    {
        ConsoleLanguage.Use();
        await app.Services.GetRequiredService<Banner>().WriteAsync(System.Console.Out, [.. app.Urls], CancellationToken.None);
    }
}
