namespace OpenGovWeek.Testing;

/// <summary>
/// What this run demands: tests for what a machine lacks are not generated, so a run that installed something says in
/// <c>OPENGOVWEEK_REQUIRE</c> (names separated by commas) that its tests must be there.
/// </summary>
public static class Requirements
{
    private static readonly Dictionary<string, bool> Present = new()
    {
        ["chromium"] = Installed.Chromium is not null,
        ["nginx"] = Installed.Nginx is not null,
        ["ffmpeg"] = Installed.Ffmpeg is not null,
        ["poppler"] = Installed.Pdfsig is not null && Installed.Pdftoppm is not null,
        ["qpdf"] = Installed.Qpdf is not null,
        ["redis"] = Installed.RedisServer is not null,
        ["postgres"] = TestDatabase.HasPostgreSql,
        ["sqlserver"] = TestDatabase.Configured.Contains("SqlServer"),
    };

    /// <summary>Names that are required and not there, or that no suite knows.</summary>
    public static IReadOnlyList<string> Missing { get; } =
    [
        .. (Environment.GetEnvironmentVariable("OPENGOVWEEK_REQUIRE") ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(name => !Present.GetValueOrDefault(name)),
    ];
}
