namespace OpenGovWeek.LoadTests.Scenarios;

/// <summary>A load that the application carries beside others that carry the same. Not a test: machines differ, and nothing fails.</summary>
internal interface IScenario
{
    /// <summary>The word by which it is called on the command line.</summary>
    string Name { get; }

    /// <summary>Runs it, prints what was measured and adds it to the results, unless it was quick.</summary>
    /// <param name="isQuick">Smaller and shorter, to see that it works.</param>
    Task RunAsync(bool isQuick);
}
