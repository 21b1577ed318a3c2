namespace OpenGovWeek.Testing;

/// <summary>Programs of the machine that some tests need.</summary>
public static class Installed
{
    /// <summary>Full path of <c>redis-server</c>; null when it is not on the PATH.</summary>
    public static string? RedisServer { get; } = Find("redis-server");

    /// <summary>Full path of Chromium, that of <c>OPENGOVWEEK_CHROMIUM</c> when it is set; null when there is none.</summary>
    public static string? Chromium { get; } =
        Environment.GetEnvironmentVariable("OPENGOVWEEK_CHROMIUM") is { Length: > 0 } path ? path : Find("chromium");

    /// <summary>Full path of the Chromium that has no windows at all, and looks at a page in two thirds of the time; <see cref="Chromium"/> where there is none.</summary>
    public static string? ChromiumShell { get; } = Find("chromium-headless-shell") ?? Chromium;

    /// <summary>Full path of <c>ffmpeg</c>, which makes the streams that tests play; null when it is not on the PATH.</summary>
    public static string? Ffmpeg { get; } = Find("ffmpeg");

    /// <summary>Full path of <c>pdftotext</c>, beside which the other programs of poppler lie; null when it is not on the PATH.</summary>
    public static string? Poppler { get; } = Find("pdftotext");

    /// <summary>Full path of <c>pdfsig</c> of poppler-utils, which verifies signed PDFs; null when it is not on the PATH.</summary>
    public static string? Pdfsig { get; } = Find("pdfsig");

    /// <summary>Full path of <c>pdftoppm</c> of poppler-utils, which renders PDFs; null when it is not on the PATH.</summary>
    public static string? Pdftoppm { get; } = Find("pdftoppm");

    /// <summary>Full path of <c>qpdf</c>, which checks and rewrites PDFs; null when it is not on the PATH.</summary>
    public static string? Qpdf { get; } = Find("qpdf");

    /// <summary>Full path of <c>nginx</c>, which stands in front of nodes; null when it is not on the PATH.</summary>
    public static string? Nginx { get; } = Find("nginx");

    /// <summary>Full path of a program; null when it is not on the PATH.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
