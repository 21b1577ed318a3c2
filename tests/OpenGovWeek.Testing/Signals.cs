using System.Diagnostics;

namespace OpenGovWeek.Testing;

/// <summary>Signals of the operating system to a process.</summary>
internal static class Signals
{
    /// <param name="signal">Its name without SIG, such as <c>TERM</c>.</param>
    public static void Send(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }
}
