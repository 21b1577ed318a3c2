using System.Diagnostics;

namespace OpenGovWeek.Testing;

/// <summary>The built application as a process of its own.</summary>
public static class BuiltApplication
{
    /// <summary>How to start it, in Production on a free port unless told otherwise.</summary>
    /// <param name="folder">Its data folder.</param>
    public static ProcessStartInfo Start(string folder, string[] arguments)
    {
        List<string> all = [Path.Combine(AppContext.BaseDirectory, "OpenGovWeek.Web.dll"), .. arguments];
        AddUnlessSet("--urls", "http://127.0.0.1:0");
        AddUnlessSet("--DataFolder", folder);
        AddUnlessSet("--Logging:LogLevel:Default", "Error");
        return new ProcessStartInfo("dotnet", all)
        {
            WorkingDirectory = Repository.PathOf("src", "OpenGovWeek.Web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };

        void AddUnlessSet(string name, string value)
        {
            if (!arguments.Contains(name))
            {
                all.AddRange([name, value]);
            }
        }
    }
}
