using System.Diagnostics;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Web.Tests.Certificates;

/// <summary>Other people's programs for PDFs.</summary>
internal static class PdfTools
{
    /// <summary>What pdfsig says of a file.</summary>
    public static Task<string> VerifyAsync(byte[] pdf) => WithFileAsync(pdf, async path => (await RunAsync(Installed.Pdfsig!, "-nocert", path)).Output);

    /// <summary>What qpdf finds wrong with a file; empty for nothing.</summary>
    public static Task<string> CheckAsync(byte[] pdf) => WithFileAsync(pdf, async path =>
    {
        var (code, output) = await RunAsync(Installed.Qpdf!, "--check", path);
        return code == 0 && !output.Contains("WARNING", StringComparison.Ordinal) ? "" : $"{code}: {output}";
    });

    /// <summary>The same document in another form of file.</summary>
    public static Task<byte[]> RewriteAsync(byte[] pdf, string how) => WithFileAsync(pdf, async path =>
    {
        var written = path + ".out";
        var (code, output) = await RunAsync(Installed.Qpdf!, "--deterministic-id", how, path, written);
        try
        {
            return code == 0 ? await File.ReadAllBytesAsync(written) : throw new InvalidOperationException(output);
        }
        finally
        {
            File.Delete(written);
        }
    });

    private static async Task<T> WithFileAsync<T>(byte[] pdf, Func<string, Task<T>> work)
    {
        var path = Path.Combine(Path.GetTempPath(), $"ogw-{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(path, pdf);
        try
        {
            return await work(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
