using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using OpenGovWeek.Testing;

namespace OpenGovWeek.BrowserTests;

/// <summary>Somebody else's server of streams: real playlists with real pieces, from another origin that allows it to be read.</summary>
internal sealed class Broadcaster : IAsyncDisposable
{
    /// <summary>The name that addresses of streams have; the browser is told where it is.</summary>
    public const string Host = "senal.ejemplo.pe";

    private readonly DirectoryInfo folder;
    private readonly WebApplication app;

    private Broadcaster(DirectoryInfo folder, WebApplication app) => (this.folder, this.app) = (folder, app);

    /// <summary>What a browser has to be started with to find it: an address of a stream has no port.</summary>
    public string Switch => $"--host-resolver-rules=MAP {Host}:443 127.0.0.1:{new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port}";

    public static string AddressOf(string name) => $"https://{Host}/{name}.m3u8";

    /// <summary>Makes streams of twenty seconds and serves them.</summary>
    /// <param name="streams">Name and width of each picture, of which the height is half.</param>
    public static async Task<Broadcaster> StartAsync(params (string Name, int Width)[] streams)
    {
        var folder = Directory.CreateTempSubdirectory("opengovweek-");
        foreach (var (name, width) in streams)
        {
            await EncodeAsync(folder.FullName, name, width);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(TestCertificate.Instance)));
        var app = builder.Build();
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".m3u8"] = "application/vnd.apple.mpegurl";
        types.Mappings[".ts"] = "video/mp2t";
        app.Use((context, next) =>
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder.FullName), ContentTypeProvider = types });
        await app.StartAsync();
        return new Broadcaster(folder, app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task EncodeAsync(string folder, string name, int width)
    {
        string[] arguments =
        [
            "-loglevel", "error", "-f", "lavfi", "-i", $"testsrc=size={width}x{width / 2}:rate=15", "-f", "lavfi", "-i", "sine=frequency=440",
            "-t", "20", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "15", "-c:a", "aac",
            "-f", "hls", "-hls_time", "2", "-hls_list_size", "0", $"{name}.m3u8",
        ];
        using var ffmpeg = Process.Start(new ProcessStartInfo(Installed.Ffmpeg!, arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var said = await ffmpeg.StandardError.ReadToEndAsync();
        await ffmpeg.WaitForExitAsync();
        _ = ffmpeg.ExitCode == 0 ? true : throw new InvalidOperationException(said);
    }
}
