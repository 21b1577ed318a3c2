using System.IO.Compression;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;
using OpenGovWeek.Web.Telemetry;
using Scalar.AspNetCore;

namespace OpenGovWeek.Web.Composition;

/// <summary>The parts of the application, in the order in which a request meets them.</summary>
public static class Application
{
    public static void AddOpenGovWeek(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 512 * 1024;
        });
        // Each send follows what wrote it. Through queues of their own the sends of a message to thousands lag behind, and each that waits holds a block of 4 KB.
        builder.WebHost.UseSockets(sockets => sockets.IOQueueCount = 0);
        builder.AddDatabase();
        builder.AddSecurity();
        builder.AddLanguages();
        builder.AddHeaders();
        builder.AddTelemetry();

        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<RuleSpeaker>();
        services.AddSingleton<ScriptTexts>();
        services.AddSingleton<DatabaseSilence>();
        services.AddExceptionHandler<RuleExceptionHandler>();
        services.AddExceptionHandler<UnexpectedExceptionHandler>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Localize);
        // The same answer in Development: a request that cannot be read is the sender's fault, not an exception page.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddRateLimiter(RateLimits.Add);
        services.AddRazorPages(options => options.RootDirectory = "/Features").AddMvcOptions(options => options.Filters.Add<ExpiredForms>());
        services.AddOpenApi();
        services.AddSingleton<Readiness>();
        services.AddHealthChecks().AddCheck<Readiness>("node");
        services.AddResponseCompression(options => options.EnableForHttps = true);
        // The fastest level would make a page a quarter larger, which a slow line notices and a processor does not.
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.ConfigureHttpJsonOptions(options => LiveJson.Configure(options.SerializerOptions));
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        // Names in Spanish and Quechua stay readable in the page's source, and a phone loads fewer bytes.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        var proxies = builder.Configuration.GetSection("Proxies").Get<string[]>() ?? [];
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in proxies)
            {
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
        services.AddFeatures(builder.Configuration, builder.Environment);
    }

    public static void UseOpenGovWeek(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseUnlessLive(pages => pages.UseRequestLocalization());
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error/500",
            // A broken rule is an answer, told to who asked; nobody who reads the log has to do anything about it.
            SuppressDiagnosticsCallback = failed => failed.Exception is RuleException,
        });
        app.UseUnlessLive(pages =>
        {
            pages.UseWhen(context => !context.IsApi(), site => site.UseStatusCodePagesWithReExecute("/error/{0}"));
            pages.UseWhen(context => context.IsApi(), api => api.UseStatusCodePages());
            pages.UseSecurityHeaders();
            pages.UseResponseCompression();
            pages.UsePageAddresses();
            pages.UseReadableForms();
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UsePeople();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapOpenGovWeek(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/scalar").WithSecurityHeadersPolicy(Headers.ApiReference).AllowAnonymous();
        app.MapHealthChecks("/livez", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/readyz").AllowAnonymous();
        app.MapFeatures();
    }

    // What shapes an answer has nothing to do where a connection is kept open, and would be held in memory for as long as that is.
    private static void UseUnlessLive(this WebApplication app, Action<IApplicationBuilder> middlewares) =>
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/hubs"), middlewares);
}
