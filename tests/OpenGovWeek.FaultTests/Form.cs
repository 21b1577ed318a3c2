using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>
/// The two forms of every fault: the long one, with <c>OPENGOVWEEK_FAULTS=long</c>, has the sizes and times that are promised; the one with <c>short</c> is for
/// every build, on a slow machine. What may not be lost is the same in both.
/// </summary>
internal static class Form
{
    // What else the machine may have to do meanwhile.
    private const int Lenience = 4;

    private static readonly string? Asked = Environment.GetEnvironmentVariable("OPENGOVWEEK_FAULTS");

    public static bool IsAskedFor { get; } = Asked is "short" or "long";

    public static bool IsLong { get; } = Asked == "long";

    /// <summary>The databases that the faults are tried on: those that two nodes can share.</summary>
    public static TheoryData<string> Servers => [.. TestDatabase.Servers];

    public static int Of(int inShort, int inLong) => IsLong ? inLong : inShort;

    /// <summary>How long something may take that is promised within so many seconds.</summary>
    public static TimeSpan Within(double seconds) => TimeSpan.FromSeconds(IsLong ? seconds : seconds * Lenience);

    public static TimeSpan Seconds(double inShort, double inLong) => TimeSpan.FromSeconds(IsLong ? inLong : inShort);
}
