using System.Diagnostics;
using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Attendees;
using Xunit;

namespace OpenGovWeek.Web.Tests;

/// <summary>The built application as a process of its own, in Development with its sample event, and somebody who speaks to it.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;

    private RunningApplication(Process process, Uri address)
    {
        this.process = process;
        Http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es-PE");
    }

    public HttpClient Http { get; }

    /// <param name="folder">Its data folder.</param>
    /// <param name="environment">Variables that it is started with besides.</param>
    public static async Task<RunningApplication> StartAsync(string folder, Dictionary<string, string?>? environment = null)
    {
        var start = BuiltApplication.Start(folder, []);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        return new RunningApplication(process, await AddressAsync(process));
    }

    /// <summary>Registers for the sample event, as a person does.</summary>
    public async Task RegisterAsync()
    {
        var html = await Http.GetStringAsync("/registro");
        var page = (IHtmlDocument)await BrowsingContext.New().OpenAsync(request => request.Content(html));
        var values = Forms.ValuesOf((IHtmlFormElement)page.QuerySelector(RegistrationForm.Selector)!);
        foreach (var (name, value) in RegistrationForm.Of())
        {
            values.RemoveAll(known => known.Key == name);
            values.Add(new(name, value!));
        }

        using var answer = await Http.PostAsync("/registro", new FormUrlEncodedContent(values));
        Assert.True(answer.IsSuccessStatusCode, $"The registration was answered with {(int)answer.StatusCode}.");
    }

    /// <summary>SIGKILL: nothing of the application runs after it.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.IndexOf("/s/sga24-dia-1", StringComparison.Ordinal) is >= 0 and var end && line.IndexOf("http", StringComparison.Ordinal) is >= 0 and var begin)
            {
                return new Uri(line[begin..end]);
            }
        }

        throw new InvalidOperationException("The application ended without saying where it is.");
    }
}
