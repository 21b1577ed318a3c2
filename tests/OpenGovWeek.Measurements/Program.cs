using System.Globalization;
using OpenGovWeek.Measurements;
using OpenGovWeek.Testing;

IScenario[] scenarios = [new ConsoleScenario(), new LayoutScenario(), new CertificatesScenario(), new AttendanceScenario()];
var wanted = scenarios.Where(scenario => args.Length == 0 || args.Contains(scenario.Name)).ToList();
if (wanted.Count == 0)
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project tests/OpenGovWeek.Measurements -- [{string.Join(" | ", scenarios.Select(s => s.Name))}]");
    return 1;
}

await using var chromium = wanted.Exists(scenario => scenario.NeedsBrowser) ? await MeasuredBrowser.StartAsync() : null;
foreach (var scenario in wanted)
{
    Console.WriteLine($"{scenario.Name}: {scenario.About}");
    var table = await scenario.RunAsync(chromium!);
    Console.WriteLine(table);
    var heading = string.Create(
        CultureInfo.InvariantCulture,
        $"\n## {scenario.Name}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores\n\n{scenario.About}\n\n");
    await File.AppendAllTextAsync(Repository.PathOf("tests", "OpenGovWeek.Measurements", "RESULTS.md"), heading + table);
}

return 0;
