using OpenGovWeek.LoadTests.Scenarios;
using OpenGovWeek.LoadTests.Servers;

if (args is ["serve", .. var what])
{
    return await Serve.RunAsync(what);
}

IScenario[] scenarios =
[
    new FanOut(), new BusySession(), new StalledReaders(), new JoinStorm(), new ReconnectStorm(), new Ballots(), new BallotWriters(), new Nodes(), new Certificates(),
];
var wanted = scenarios.Where(scenario => args.Contains(scenario.Name)).ToList();
if (wanted.Count == 0)
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project tests/OpenGovWeek.LoadTests -- {string.Join(" | ", scenarios.Select(s => s.Name))} [--quick]");
    return 1;
}

foreach (var scenario in wanted)
{
    await scenario.RunAsync(args.Contains("--quick"));
}

return 0;
